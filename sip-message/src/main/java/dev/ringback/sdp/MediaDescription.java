package dev.ringback.sdp;

import dev.ringback.text.Ascii;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One stream of a session: an `m=` line and those after it, RFC 8866 §5.14. Immutable; the
/// methods that begin with `with` give an edited copy, in which every other line is as it came.
public final class MediaDescription {
    private static final int MOST_PORT = 65_535;
    private static final int FIRST_FORMAT = 3;

    private final Section section;
    private final List<String> fields;
    private final int port;
    private final int portCount;

    private MediaDescription(Section section, List<String> fields, int port, int portCount) {
        this.section = section;
        this.fields = fields;
        this.port = port;
        this.portCount = portCount;
    }

    /// The media description of these lines; null when the first of them is malformed.
    static @Nullable MediaDescription of(Section section) {
        String first = section.first('m');
        List<String> fields = first == null ? List.of() : SdpSyntax.fields(first);
        if (fields.size() < FIRST_FORMAT) {
            return null;
        }
        String[] ports = fields.get(1).split("/", -1);
        int port = (int) Ascii.decimal(ports[0], MOST_PORT);
        int count = ports.length < 2 ? 1 : (int) Ascii.decimal(ports[1], MOST_PORT);
        boolean good =
                SdpSyntax.isToken(fields.get(0))
                        && ports.length <= 2
                        && port >= 0
                        && count >= 1
                        && SdpSyntax.isTokens(fields.get(2));
        return good ? new MediaDescription(section, fields, port, count) : null;
    }

    /// A new media description of one line.
    ///
    /// @param media `audio`, `video`, `text`, `application`, `message`, `image` …
    /// @param port 0 to 65535; 0 for a stream that is refused (RFC 3264 §6)
    /// @param protocol such as `RTP/AVP`
    /// @param formats one or more, the best first
    /// @throws IllegalArgumentException if one of them is not as the grammar has it
    public static MediaDescription of(
            String media, int port, String protocol, List<String> formats) {
        return new MediaDescription(new Section(Section.MEDIA, List.of()), List.of(), 0, 1)
                .withFirst(media, "" + port, protocol, formats);
    }

    private MediaDescription withFirst(
            String media, String ports, String protocol, List<String> formats) {
        SdpSyntax.require(SdpSyntax.isToken(media), "media", media);
        SdpSyntax.require(SdpSyntax.isTokens(protocol), "protocol", protocol);
        SdpSyntax.require(!formats.isEmpty(), "format", "");
        formats.forEach(f -> SdpSyntax.require(SdpSyntax.isToken(f), "format", f));
        String line = media + ' ' + ports + ' ' + protocol + ' ' + String.join(" ", formats);
        return edited(section.with('m', List.of(line)));
    }

    private static MediaDescription edited(Section section) {
        MediaDescription edited = of(section);
        if (edited == null) {
            throw new IllegalArgumentException("no media description: " + section.first('m'));
        }
        return edited;
    }

    /// What it carries: `audio`, `video` …
    public String media() {
        return fields.getFirst();
    }

    /// The port, 0 to 65535; 0 when the stream is refused or ended (RFC 3264 §6, §8.2).
    public int port() {
        return port;
    }

    /// How many pairs of ports there are, from [#port] upwards; usually 1.
    public int portCount() {
        return portCount;
    }

    /// The transport protocol, such as `RTP/AVP`.
    public String protocol() {
        return fields.get(2);
    }

    /// Whether the formats are payload types of RTP.
    public boolean rtp() {
        return protocol().contains("RTP/");
    }

    /// The formats, the best first. Empty when the line came without any.
    public List<String> formats() {
        return fields.subList(FIRST_FORMAT, fields.size());
    }

    /// The title, `i=`: §5.4.
    public @Nullable String information() {
        return section.information();
    }

    /// The connection of this stream alone, `c=`; null when that of the session counts. See
    /// [SessionDescription#connection(MediaDescription)].
    public @Nullable Connection connection() {
        List<Connection> all = section.connections();
        return all.isEmpty() ? null : all.getFirst();
    }

    /// All connections, more than one only for layers that are sent to several groups: §5.7.
    public List<Connection> connections() {
        return section.connections();
    }

    /// The bandwidths that can be read, `b=`: §5.8.
    public List<Bandwidth> bandwidths() {
        return section.bandwidths();
    }

    /// The attributes of this stream.
    public Attributes attributes() {
        return section.attributes();
    }

    /// What a format stands for: what `a=rtpmap:` says, otherwise its static assignment; null when
    /// there is neither, or when the formats are not of RTP.
    public @Nullable RtpMap rtpMap(String format) {
        int payloadType = RtpMap.payloadType(format);
        if (!rtp() || payloadType < 0) {
            return null;
        }
        for (RtpMap map : attributes().rtpMaps()) {
            if (map.payloadType() == payloadType) {
                return map;
            }
        }
        return RtpMap.of(payloadType);
    }

    /// The parameters of a format; null when there are none.
    public @Nullable FormatParameters formatParameters(String format) {
        for (FormatParameters parameters : attributes().formatParameters()) {
            if (parameters.format().equals(format)) {
                return parameters;
            }
        }
        return null;
    }

    /// Every line, as it came.
    public List<SdpLine> lines() {
        return section.lines();
    }

    Section section() {
        return section;
    }

    /// A copy with another port, and as many of them.
    ///
    /// @throws IllegalArgumentException if it is not from 0 to 65535, or this description came
    ///     without formats
    public MediaDescription withPort(int newPort) {
        SdpSyntax.require(newPort >= 0 && newPort <= MOST_PORT, "port", "" + newPort);
        String ports = portCount == 1 ? "" + newPort : newPort + "/" + portCount;
        return withFirst(media(), ports, protocol(), formats());
    }

    /// A copy with another transport protocol.
    ///
    /// @throws IllegalArgumentException if it is not as the grammar has it, or this description
    ///     came without formats
    public MediaDescription withProtocol(String protocol) {
        return withFirst(media(), fields.get(1), protocol, formats());
    }

    /// A copy with other formats. Attributes that speak of others stay.
    ///
    /// @throws IllegalArgumentException if there is none, or one is no token
    public MediaDescription withFormats(List<String> formats) {
        return withFirst(media(), fields.get(1), protocol(), formats);
    }

    /// A copy with this title.
    ///
    /// @throws IllegalArgumentException if it is empty or has NUL, CR or LF in it
    public MediaDescription withInformation(String text) {
        return edited(section.with('i', List.of(text)));
    }

    /// A copy with this as its only connection.
    public MediaDescription withConnection(Connection connection) {
        return edited(section.with('c', List.of(connection.toString())));
    }

    /// A copy with these bandwidths and no others.
    public MediaDescription withBandwidths(List<Bandwidth> bandwidths) {
        return edited(section.with('b', bandwidths.stream().map(Bandwidth::toString).toList()));
    }

    /// A copy with one attribute more, after the others.
    public MediaDescription withAttribute(Attribute attribute) {
        return withAttributes(List.of(attribute));
    }

    /// A copy with more attributes, after the others.
    public MediaDescription withAttributes(List<Attribute> attributes) {
        return edited(section.withAttributes(attribute -> false, attributes));
    }

    /// A copy without the attributes of this name.
    public MediaDescription withoutAttributes(String name) {
        return edited(section.withAttributes(a -> a.name().equals(name), List.of()));
    }

    /// A copy with this direction in the place of any other.
    public MediaDescription withDirection(Direction direction) {
        return edited(section.withDirection(direction));
    }

    /// A copy in which this says what its payload type stands for.
    public MediaDescription withRtpMap(RtpMap map) {
        return withFormatAttribute("rtpmap", "" + map.payloadType(), map.attribute());
    }

    /// A copy in which these are the parameters of their format.
    public MediaDescription withFormatParameters(FormatParameters parameters) {
        return withFormatAttribute("fmtp", parameters.format(), parameters.attribute());
    }

    private MediaDescription withFormatAttribute(String name, String format, Attribute attribute) {
        return edited(
                section.withAttributes(
                        a -> a.name().equals(name) && speaksOf(a.value(), format),
                        List.of(attribute)));
    }

    private static boolean speaksOf(@Nullable String value, String format) {
        return value != null && (value + ' ').startsWith(format + ' ');
    }

    /// Whether both have the same octets.
    @Override
    public boolean equals(Object other) {
        return other instanceof MediaDescription media && media.lines().equals(lines());
    }

    @Override
    public int hashCode() {
        return lines().hashCode();
    }

    /// The text of its lines, for people and tests.
    @Override
    public String toString() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        section.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
