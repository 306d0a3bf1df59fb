package dev.ringback.echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.body.BodyElement;
import dev.ringback.body.MessageBody;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.SipStack;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The session description of one echo call: answers offers and makes one, RFC 3264.
///
/// Without sound it takes audio over RTP/AVP in PCMU or PCMA, with telephone events; with a stream
/// what [SoundOffer] says. It mirrors the direction, and turns down everything else with port 0.
final class EchoSession {
    private static final String CRLF = "\r\n";
    private static final Map<Integer, Integer> OWN_FORMATS = Map.of(0, 8_000, 8, 8_000, 101, 8_000);

    private final String host;
    private final long id;
    private long version;
    private @Nullable EchoStream stream;
    private boolean offered;

    /// @param host our address, an IPv6 one in brackets
    /// @param id the session's number in the origin line
    EchoSession(String host, long id) {
        this.host = host;
        this.id = id;
    }

    /// Serves offers with a stream from now on, which ends with the session.
    void attach(EchoStream opened) {
        stream = opened;
    }

    /// Has a step run when the stream is lost.
    void watch(SipStack stack, Runnable lost) {
        EchoStream watched = stream;
        if (watched != null) {
            stack.begin(back -> watched.whenLost(() -> back.accept(lost)));
        }
    }

    /// Ends the stream, if there is one.
    void close() {
        if (stream != null) {
            stream.close();
        }
    }

    /// What the echo says to an offer.
    sealed interface Outcome {}

    /// The answer to send.
    record Answer(String sdp) implements Outcome {}

    /// The offer cannot be met: 488 with this warning, RFC 3261 §20.43.
    record Unacceptable(int warning, String text) implements Outcome {}

    /// Answers the offer of an INVITE, or makes one where it brings none.
    ///
    /// @param sender where the request came from
    Outcome outcome(SipRequest request, InetAddress sender) {
        BodyElement offer = MessageBody.of(request).session();
        offered = offer == null;
        if (stream != null) {
            return offer == null ? offer(stream, sender) : answer(stream, offer.content(), sender);
        }
        return offer == null ? new Answer(offer()) : answer(offer.content());
    }

    /// Whether a request asks for sound that a stream could serve; what cannot be served is
    /// answered as without sound.
    static boolean sounds(SipRequest request) {
        BodyElement body = MessageBody.of(request).session();
        SoundOffer offer = body == null ? null : SoundOffer.parse(body.content());
        return body == null || (offer != null && offer.sounds());
    }

    /// Takes the answer that an ACK brings to an offer of ours: RFC 3261 §13.2.2.4.
    void acknowledged(SipRequest ack, InetAddress sender) {
        BodyElement body = offered ? MessageBody.of(ack).session() : null;
        offered = false;
        SoundOffer answer = body == null ? null : SoundOffer.parse(body.content());
        if (stream != null && answer != null && answer.sounds()) {
            MediaAnswer _ = stream.answer(answer.media(sender));
        }
    }

    private Outcome offer(EchoStream open, InetAddress sender) {
        MediaAnswer own =
                open.answer(new MediaOffer(Set.of(sender), OWN_FORMATS, true, false, null, null));
        if (own == null) {
            return new Unacceptable(302, "Incompatible transport protocol");
        }
        version++;
        return new Answer(audio(own.port()));
    }

    private Outcome answer(EchoStream open, byte[] content, InetAddress sender) {
        SoundOffer offer = SoundOffer.parse(content);
        if (offer == null) {
            return new Unacceptable(399, "Unreadable session description");
        }
        if (!offer.sounds()) {
            return offer.wanted() ? offer.fault() : answer(content);
        }
        MediaAnswer own = open.answer(offer.media(sender));
        if (own == null) {
            return new Unacceptable(302, "Incompatible transport protocol");
        }
        version++;
        StringBuilder sdp = head(offer.timing());
        offer.write(sdp, own);
        return new Answer(sdp.toString());
    }

    /// Answers an offer.
    Outcome answer(byte[] offer) {
        Offer parsed = Offer.parse(new String(offer, UTF_8));
        if (parsed == null) {
            return new Unacceptable(399, "Unreadable session description");
        }
        boolean wanted = parsed.media.stream().anyMatch(OfferedMedia::wanted);
        if (wanted && parsed.media.stream().allMatch(media -> media.accepted().isEmpty())) {
            return parsed.fault();
        }
        version++;
        StringBuilder sdp = head(parsed.timing);
        parsed.media.forEach(media -> media.answer(sdp, parsed.direction));
        return new Answer(sdp.toString());
    }

    /// Our own offer, for an INVITE that brings none: RFC 3261 §13.3.1.4.
    String offer() {
        version++;
        return audio(9);
    }

    /// What can be done, as a session description that offers nothing and is no part of the
    /// session: RFC 3264 §9.
    String capabilities() {
        return audio(0);
    }

    private String audio(int port) {
        return head("0 0")
                .append("m=audio ")
                .append(port)
                .append(" RTP/AVP 0 8 101\r\n")
                .append("a=rtpmap:0 PCMU/8000\r\n")
                .append("a=rtpmap:8 PCMA/8000\r\n")
                .append("a=rtpmap:101 telephone-event/8000\r\n")
                .append("a=fmtp:101 0-15\r\n")
                .append("a=sendrecv\r\n")
                .toString();
    }

    private StringBuilder head(String timing) {
        boolean six = host.startsWith("[");
        String bare = six ? host.substring(1, host.length() - 1) : host;
        String address = (six ? "IN IP6 " : "IN IP4 ") + bare + CRLF;
        return new StringBuilder(320)
                .append("v=0\r\no=ringback ")
                .append(id)
                .append(' ')
                .append(version)
                .append(' ')
                .append(address)
                .append("s=-\r\nc=")
                .append(address)
                .append("t=")
                .append(timing)
                .append(CRLF);
    }

    /// What matters of an offer.
    private static final class Offer {
        private final List<OfferedMedia> media = new ArrayList<>();
        private String timing = "0 0";
        private String direction = Direction.BOTH;

        /// Null when it is no session description: RFC 8866 §5.
        static @Nullable Offer parse(String text) {
            if (!text.startsWith("v=0\n") && !text.startsWith("v=0\r\n")) {
                return null;
            }
            Offer offer = new Offer();
            boolean origin = false;
            for (String line : (Iterable<String>) text.lines()::iterator) {
                if (line.length() < 2 || line.charAt(1) != '=' || !offer.take(line)) {
                    return null;
                }
                origin |= line.startsWith("o=");
            }
            return origin ? offer : null;
        }

        /// What the streams that are wanted have against them, RFC 3261 §20.43.
        Unacceptable fault() {
            List<OfferedMedia> audio =
                    media.stream()
                            .filter(OfferedMedia::wanted)
                            .filter(OfferedMedia::audio)
                            .toList();
            if (audio.isEmpty()) {
                return new Unacceptable(304, "Media type not available");
            }
            return audio.stream().noneMatch(OfferedMedia::plainRtp)
                    ? new Unacceptable(302, "Incompatible transport protocol")
                    : new Unacceptable(305, "Incompatible media format");
        }

        private boolean take(String line) {
            String value = line.substring(2);
            switch (line.charAt(0)) {
                case 'm' -> {
                    OfferedMedia next = OfferedMedia.parse(value);
                    if (next == null) {
                        return false;
                    }
                    media.add(next);
                }
                case 't' -> timing = value;
                case 'a' -> attribute(value);
                default -> {}
            }
            return true;
        }

        private void attribute(String value) {
            if (!media.isEmpty()) {
                media.getLast().attribute(value);
            } else if (Direction.is(value)) {
                direction = value;
            }
        }
    }
}
