package dev.ringback.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One media description of an offer: an `m=` line and the `a=` lines below it, RFC 8866 §5.14.
final class OfferedMedia {
    private final String media;
    private final boolean rejected;
    private final String protocol;
    private final List<String> formats;
    private final List<String> attributes = new ArrayList<>();

    private OfferedMedia(String media, boolean rejected, String protocol, List<String> formats) {
        this.media = media;
        this.rejected = rejected;
        this.protocol = protocol;
        this.formats = formats;
    }

    /// Reads the value of an `m=` line; null when it is malformed.
    static @Nullable OfferedMedia parse(String value) {
        List<String> words = List.of(value.split(" ", -1));
        if (words.size() < 4 || words.contains("")) {
            return null;
        }
        String port = words.get(1);
        int slash = port.indexOf('/');
        String digits = slash < 0 ? port : port.substring(0, slash);
        if (digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        boolean rejected = digits.isEmpty() || Integer.parseInt(digits) == 0;
        return new OfferedMedia(
                words.get(0), rejected, words.get(2), words.subList(3, words.size()));
    }

    /// Takes the value of an `a=` line.
    void attribute(String value) {
        attributes.add(value);
    }

    /// Whether the offer asks for an answer at all: a port of 0 means a stream that is off, RFC
    /// 3264 §5.1.
    boolean wanted() {
        return !rejected;
    }

    /// Whether it is sound.
    boolean audio() {
        return media.equals("audio");
    }

    /// Whether it is carried as the echo carries it.
    boolean plainRtp() {
        return protocol.equals("RTP/AVP");
    }

    /// The direction attribute; null when there is none.
    @Nullable String direction() {
        for (String attribute : attributes) {
            if (Direction.is(attribute)) {
                return attribute;
            }
        }
        return null;
    }

    /// The formats of the offer that the echo takes, in the offer's order; empty where it cannot
    /// take the stream.
    List<String> accepted() {
        if (rejected || !audio() || !plainRtp()) {
            return List.of();
        }
        List<String> accepted = new ArrayList<>();
        boolean voice = false;
        for (String format : formats) {
            String encoding = encoding(format);
            boolean codec = encoding.equals("pcmu/8000") || encoding.equals("pcma/8000");
            if (codec || encoding.equals("telephone-event/8000")) {
                accepted.add(format);
                voice |= codec;
            }
        }
        return voice ? accepted : List.of();
    }

    /// Writes the answer to this stream: RFC 3264 §6.
    ///
    /// @param sessionDirection the direction where the stream has none of its own
    void answer(StringBuilder to, String sessionDirection) {
        List<String> accepted = accepted();
        boolean off = accepted.isEmpty();
        to.append("m=").append(media).append(off ? " 0 " : " 9 ").append(protocol);
        (off ? formats : accepted).forEach(format -> to.append(' ').append(format));
        to.append("\r\n");
        if (off) {
            return;
        }
        for (String format : accepted) {
            String map = find("rtpmap:" + format + " ");
            String fallback = format.equals("0") ? "PCMU/8000" : "PCMA/8000";
            to.append("a=rtpmap:").append(format).append(' ');
            to.append(map == null ? fallback : map).append("\r\n");
            String parameters = find("fmtp:" + format + " ");
            if (parameters != null) {
                to.append("a=fmtp:").append(format).append(' ').append(parameters).append("\r\n");
            }
        }
        String direction = direction();
        String mirrored = Direction.mirror(direction == null ? sessionDirection : direction);
        to.append("a=").append(mirrored).append("\r\n");
    }

    /// What a format number means, in lower case: by its `rtpmap`, or by RFC 3551 §6 for 0 and 8.
    private String encoding(String format) {
        String map = find("rtpmap:" + format + " ");
        if (map != null) {
            String encoding = map.strip().toLowerCase(Locale.ROOT);
            return encoding.endsWith("/1")
                    ? encoding.substring(0, encoding.length() - 2)
                    : encoding;
        }
        return switch (format) {
            case "0" -> "pcmu/8000";
            case "8" -> "pcma/8000";
            default -> "";
        };
    }

    private @Nullable String find(String prefix) {
        for (String attribute : attributes) {
            if (attribute.startsWith(prefix)) {
                return attribute.substring(prefix.length());
            }
        }
        return null;
    }
}
