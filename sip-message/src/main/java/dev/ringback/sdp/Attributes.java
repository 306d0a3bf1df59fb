package dev.ringback.sdp;

import dev.ringback.text.Ascii;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The attributes of a session or of one media description, in their order: RFC 8866 §5.13, §6.
/// The typed readings are null or empty where the attribute is absent or malformed; when one
/// stands twice that may stand once only, the first counts. Immutable.
public final class Attributes {
    private static final int MOST_MILLISECONDS = 1_000_000_000;
    private static final int NANO_DIGITS = 6;

    private final List<Attribute> list;

    Attributes(List<Attribute> list) {
        this.list = List.copyOf(list);
    }

    /// All of them.
    public List<Attribute> list() {
        return list;
    }

    /// Whether an attribute of this name is there, with or without a value.
    public boolean has(String name) {
        return list.stream().anyMatch(attribute -> attribute.name().equals(name));
    }

    /// The value of the first attribute of this name that has one; null when none has.
    public @Nullable String value(String name) {
        for (Attribute attribute : list) {
            if (attribute.name().equals(name) && attribute.value() != null) {
                return attribute.value();
            }
        }
        return null;
    }

    /// The values of the attributes of this name.
    public List<String> values(String name) {
        return list.stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(Attribute::value)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private <T> List<T> read(String name, Function<String, @Nullable T> reader) {
        List<T> read = new ArrayList<>();
        for (String value : values(name)) {
            T one = reader.apply(value);
            if (one != null) {
                read.add(one);
            }
        }
        return List.copyOf(read);
    }

    /// `sendrecv` and its like, as it stands here: §6.7. What counts for a media description says
    /// [SessionDescription#direction].
    public @Nullable Direction direction() {
        for (Attribute attribute : list) {
            Direction direction = Direction.of(attribute.name());
            if (direction != null && attribute.value() == null) {
                return direction;
            }
        }
        return null;
    }

    /// `a=rtpmap:`, those that are written: §6.6.
    public List<RtpMap> rtpMaps() {
        return read("rtpmap", RtpMap::parse);
    }

    /// `a=fmtp:`: §6.15.
    public List<FormatParameters> formatParameters() {
        return read("fmtp", FormatParameters::parse);
    }

    /// How much media a packet should hold, `a=ptime:`: §6.4.
    public @Nullable Duration packetTime() {
        String value = value("ptime");
        return value == null ? null : milliseconds(value);
    }

    /// How much media a packet may hold, `a=maxptime:`: §6.5.
    public @Nullable Duration mostPacketTime() {
        String value = value("maxptime");
        return value == null ? null : milliseconds(value);
    }

    /// `non-zero-int-or-real` as milliseconds, cut at the nanosecond; null when it is none.
    static @Nullable Duration milliseconds(String text) {
        String number = text.strip();
        int point = number.indexOf('.');
        String fraction = point < 0 ? "" : number.substring(point + 1);
        long whole =
                Ascii.decimal(point < 0 ? number : number.substring(0, point), MOST_MILLISECONDS);
        if (whole < 0 || (point >= 0 && !SdpSyntax.isDigits(fraction))) {
            return null;
        }
        String nanos = (fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS);
        Duration time = Duration.ofMillis(whole).plusNanos(Long.parseLong(nanos));
        return time.isZero() ? null : time;
    }

    /// Where RTCP goes, `a=rtcp:`: RFC 3605.
    public @Nullable Rtcp rtcp() {
        String value = value("rtcp");
        return value == null ? null : Rtcp.parse(value);
    }

    /// Whether RTP and RTCP may share a port, `a=rtcp-mux`: RFC 5761 §5.1.1.
    public boolean rtcpMux() {
        return has("rtcp-mux");
    }

    /// What a group calls this media description, `a=mid:`: RFC 5888 §4.
    public @Nullable String mid() {
        return value("mid");
    }

    /// Which media descriptions belong together, `a=group:`: RFC 5888 §5.
    public List<Group> groups() {
        return read("group", Group::parse);
    }

    /// `a=ice-ufrag:`: RFC 8839 §5.4.
    public @Nullable String iceUserFragment() {
        return value("ice-ufrag");
    }

    /// `a=ice-pwd:`: RFC 8839 §5.4.
    public @Nullable String icePassword() {
        return value("ice-pwd");
    }

    /// The words of `a=ice-options:`: RFC 8839 §5.6.
    public List<String> iceOptions() {
        return values("ice-options").stream().flatMap(v -> SdpSyntax.fields(v).stream()).toList();
    }

    /// The values of `a=candidate:` as they stand: RFC 8839 §5.1.
    public List<String> candidates() {
        return values("candidate");
    }

    /// The values of `a=fingerprint:` as they stand, hash function and digest: RFC 8122 §5.
    public List<String> fingerprints() {
        return values("fingerprint");
    }

    /// Who opens the connection, `a=setup:`: `active`, `passive`, `actpass` or `holdconn`, RFC 4145
    /// §4.
    public @Nullable String setup() {
        return value("setup");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes attributes && attributes.list.equals(list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return list.toString();
    }
}
