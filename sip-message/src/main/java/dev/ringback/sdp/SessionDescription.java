package dev.ringback.sdp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A session description: RFC 8866. It is its lines; what was read is written again octet for
/// octet, and an edited copy takes over every line that was not touched. Immutable, any thread may
/// use it.
///
/// A description that is built here keeps the grammar: no method takes what would break it.
public final class SessionDescription {
    private final Section session;
    private final Origin origin;
    private final List<Timing> timings;
    private final List<MediaDescription> media;

    private SessionDescription(Section session, Origin origin, List<MediaDescription> media) {
        this.session = session;
        this.origin = origin;
        this.timings = Timing.read(session.lines());
        this.media = List.copyOf(media);
    }

    /// The description of these parts; null when it has no origin that can be read.
    static @Nullable SessionDescription of(Section session, List<MediaDescription> media) {
        String line = session.first('o');
        Origin origin = line == null ? null : Origin.parse(line);
        return origin == null ? null : new SessionDescription(session, origin, media);
    }

    /// A description without media: `v=0`, this origin, `s=-`, this connection, `t=0 0`, as RFC
    /// 3264 §5 wants offers to begin.
    public static SessionDescription of(Origin origin, Connection connection) {
        List<SdpLine> lines =
                List.of(
                        SdpLine.of('v', "0"),
                        SdpLine.of('o', origin.toString()),
                        SdpLine.of('s', "-"),
                        SdpLine.of('c', connection.toString()),
                        SdpLine.of('t', Timing.PERMANENT.toString()));
        return new SessionDescription(new Section(Section.SESSION, lines), origin, List.of());
    }

    /// Reads a description within [SdpLimits#defaults]. Never throws, and needs time in proportion
    /// to the length. Bare LF is taken as a line end, and what departs from the grammar without
    /// making the rest doubtful is taken and noted.
    ///
    /// @param bytes the octets; they belong to the description afterwards and must not change
    public static SdpResult parse(byte[] bytes) {
        return parse(bytes, SdpLimits.defaults());
    }

    /// Reads a description within these limits.
    ///
    /// @param bytes the octets; they belong to the description afterwards and must not change
    public static SdpResult parse(byte[] bytes, SdpLimits limits) {
        return new SdpReader(bytes, limits).read();
    }

    /// Who made it, and in which version: `o=`, §5.2.
    public Origin origin() {
        return origin;
    }

    /// The name of the session: `s=`, §5.3. Empty when the line is missing.
    public String name() {
        return Objects.requireNonNullElse(session.first('s'), "");
    }

    /// What the session is about: `i=`, §5.4.
    public @Nullable String information() {
        return session.information();
    }

    /// Where more about it is: `u=`, §5.5. As it came, not checked.
    public @Nullable String uri() {
        return session.first('u');
    }

    /// Whom to write: `e=`, §5.6. As they came, not checked.
    public List<String> emails() {
        return session.read('e', text -> text);
    }

    /// Whom to call: `p=`, §5.6. As they came, not checked.
    public List<String> phones() {
        return session.read('p', text -> text);
    }

    /// The connection of all media that have none of their own: `c=`, §5.7.
    public @Nullable Connection connection() {
        List<Connection> all = session.connections();
        return all.isEmpty() ? null : all.getFirst();
    }

    /// The connection of one of the media: its own, otherwise that of the session; null when there
    /// is neither.
    public @Nullable Connection connection(MediaDescription one) {
        Connection own = one.connection();
        return own == null ? connection() : own;
    }

    /// The bandwidths that can be read: `b=`, §5.8.
    public List<Bandwidth> bandwidths() {
        return session.bandwidths();
    }

    /// When it is active: `t=`, `r=`, `z=`, §5.9 to §5.11. Those that can be read.
    public List<Timing> timings() {
        return timings;
    }

    /// The attributes of the session.
    public Attributes attributes() {
        return session.attributes();
    }

    /// The direction of one of the media: its own, otherwise that of the session, otherwise
    /// [Direction#SENDRECV]. RFC 8866 §6.7.
    public Direction direction(MediaDescription one) {
        Direction own = one.attributes().direction();
        Direction shared = own == null ? attributes().direction() : own;
        return shared == null ? Direction.SENDRECV : shared;
    }

    /// The media, in their order.
    public List<MediaDescription> media() {
        return media;
    }

    /// The lines of the session level, as they came.
    public List<SdpLine> lines() {
        return session.lines();
    }

    /// A copy with this origin.
    public SessionDescription withOrigin(Origin by) {
        return edited(session.with('o', List.of(by.toString())), media);
    }

    /// A copy with this name.
    ///
    /// @throws IllegalArgumentException if it is empty or has NUL, CR or LF in it
    public SessionDescription withName(String name) {
        return edited(session.with('s', List.of(name)), media);
    }

    /// A copy with this text about the session.
    ///
    /// @throws IllegalArgumentException if it is empty or has NUL, CR or LF in it
    public SessionDescription withInformation(String text) {
        return edited(session.with('i', List.of(text)), media);
    }

    /// A copy with this as the connection of the session. Media with one of their own keep it.
    public SessionDescription withConnection(Connection connection) {
        return edited(session.with('c', List.of(connection.toString())), media);
    }

    /// A copy without a connection of the session.
    ///
    /// @throws IllegalArgumentException if one of the media has none of its own
    public SessionDescription withoutConnection() {
        for (MediaDescription one : media) {
            SdpSyntax.require(one.connection() != null, "connection in", one.media());
        }
        return edited(session.with('c', List.of()), media);
    }

    /// A copy with these bandwidths and no others.
    public SessionDescription withBandwidths(List<Bandwidth> bandwidths) {
        return edited(
                session.with('b', bandwidths.stream().map(Bandwidth::toString).toList()), media);
    }

    /// A copy with these times and no others.
    ///
    /// @throws IllegalArgumentException if there is none
    public SessionDescription withTimings(List<Timing> by) {
        SdpSyntax.require(!by.isEmpty(), "time description", "");
        List<SdpLine> lines = by.stream().flatMap(timing -> timing.lines().stream()).toList();
        Section changed = session.replace(line -> "trz".indexOf(line.type()) >= 0, 't', lines);
        return edited(changed, media);
    }

    /// A copy with one attribute of the session more, after the others.
    public SessionDescription withAttribute(Attribute attribute) {
        return withAttributes(List.of(attribute));
    }

    /// A copy with more attributes of the session, after the others.
    public SessionDescription withAttributes(List<Attribute> attributes) {
        return edited(session.withAttributes(attribute -> false, attributes), media);
    }

    /// A copy without the attributes of the session that have this name.
    public SessionDescription withoutAttributes(String name) {
        return edited(session.withAttributes(a -> a.name().equals(name), List.of()), media);
    }

    /// A copy with this default direction in the place of any other. Media with one of their own
    /// keep it.
    public SessionDescription withDirection(Direction direction) {
        return edited(session.withDirection(direction), media);
    }

    /// A copy with these media and no others.
    ///
    /// @throws IllegalArgumentException if one of them that is new here has no connection, and the
    ///     session has none either
    public SessionDescription withMedia(List<MediaDescription> by) {
        for (MediaDescription one : by) {
            boolean connected = connection(one) != null || media.contains(one);
            SdpSyntax.require(connected, "connection in", one.media());
        }
        return edited(session, by);
    }

    /// A copy with another media description in the place of one.
    ///
    /// @param index its place, from 0
    /// @throws IndexOutOfBoundsException if there is none in this place
    /// @throws IllegalArgumentException if it has no connection, and the session has none either
    public SessionDescription withMedia(int index, MediaDescription by) {
        List<MediaDescription> changed = new ArrayList<>(media);
        changed.set(index, by);
        return withMedia(changed);
    }

    private static SessionDescription edited(Section session, List<MediaDescription> media) {
        List<MediaDescription> ended = new ArrayList<>();
        for (MediaDescription one : media) {
            ended.add(Objects.requireNonNull(MediaDescription.of(one.section().ended())));
        }
        return Objects.requireNonNull(of(session.ended(), ended));
    }

    /// The octets. What was read and not edited is as it came.
    public byte[] toBytes() {
        return written().toByteArray();
    }

    private ByteArrayOutputStream written() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        session.write(out);
        media.forEach(one -> one.section().write(out));
        return out;
    }

    /// Whether both have the same octets.
    @Override
    public boolean equals(Object other) {
        return other instanceof SessionDescription description
                && description.lines().equals(lines())
                && description.media.equals(media);
    }

    @Override
    public int hashCode() {
        return 31 * lines().hashCode() + media.hashCode();
    }

    /// The text, for people and tests.
    @Override
    public String toString() {
        return written().toString(StandardCharsets.UTF_8);
    }
}
