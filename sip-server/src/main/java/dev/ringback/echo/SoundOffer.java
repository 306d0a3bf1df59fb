package dev.ringback.echo;

import dev.ringback.sdp.Attribute;
import dev.ringback.sdp.Attributes;
import dev.ringback.sdp.Connection;
import dev.ringback.sdp.Direction;
import dev.ringback.sdp.FormatParameters;
import dev.ringback.sdp.Group;
import dev.ringback.sdp.MediaDescription;
import dev.ringback.sdp.RtpMap;
import dev.ringback.sdp.SdpResult;
import dev.ringback.sdp.SessionDescription;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An offer as an echo with sound sees it: one stream of audio is served, with every codec that it
/// offers, because what comes back is what was sent. RFC 3264 §6.
final class SoundOffer {
    private static final Set<String> PLAIN = Set.of("RTP/AVP", "RTP/AVPF");
    private static final Set<String> SECURE =
            Set.of("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP", "RTP/SAVPF", "RTP/SAVP");
    private static final Set<String> NO_VOICE = Set.of("telephone-event", "cn");

    private final SessionDescription description;
    private final @Nullable MediaDescription served;

    private SoundOffer(SessionDescription description) {
        this.description = description;
        this.served = description.media().stream().filter(this::servable).findFirst().orElse(null);
    }

    /// Null when it is no session description.
    static @Nullable SoundOffer parse(byte[] offer) {
        return SessionDescription.parse(offer) instanceof SdpResult.Parsed parsed
                ? new SoundOffer(parsed.description())
                : null;
    }

    /// Whether there is a stream to serve.
    boolean sounds() {
        return served != null;
    }

    /// Whether the other side wants any stream at all.
    boolean wanted() {
        return description.media().stream().anyMatch(media -> media.port() != 0);
    }

    /// What the streams that are wanted have against them, RFC 3261 §20.43.
    EchoSession.Unacceptable fault() {
        List<MediaDescription> audio =
                description.media().stream().filter(SoundOffer::wantedAudio).toList();
        if (audio.isEmpty()) {
            return new EchoSession.Unacceptable(304, "Media type not available");
        }
        return audio.stream().noneMatch(this::carried)
                ? new EchoSession.Unacceptable(302, "Incompatible transport protocol")
                : new EchoSession.Unacceptable(305, "Incompatible media format");
    }

    /// What the offer says about the transport of the stream that is served.
    ///
    /// @param sender where the request came from
    MediaOffer media(InetAddress sender) {
        MediaDescription media = served();
        boolean secure = SECURE.contains(media.protocol());
        return new MediaOffer(
                sources(media, sender),
                clockRates(media),
                description.direction(media) == Direction.SENDRECV && !heldByAddress(media),
                media.attributes().rtcpMux(),
                ice(media),
                secure ? dtls(media) : null);
    }

    private MediaDescription served() {
        if (served == null) {
            throw new IllegalStateException("no stream to serve");
        }
        return served;
    }

    private boolean servable(MediaDescription media) {
        return wantedAudio(media)
                && carried(media)
                && formats(media).stream().anyMatch(format -> voice(media, format));
    }

    private static boolean wantedAudio(MediaDescription media) {
        return media.port() != 0 && media.media().equals("audio");
    }

    private boolean carried(MediaDescription media) {
        return PLAIN.contains(media.protocol())
                || (SECURE.contains(media.protocol()) && dtls(media) != null);
    }

    private static List<String> formats(MediaDescription media) {
        return media.formats().stream().filter(format -> media.rtpMap(format) != null).toList();
    }

    private static Map<Integer, Integer> clockRates(MediaDescription media) {
        Map<Integer, Integer> rates = new HashMap<>();
        for (String format : media.formats()) {
            RtpMap map = media.rtpMap(format);
            if (map != null) {
                rates.put(map.payloadType(), map.clockRate());
            }
        }
        return rates;
    }

    private static boolean voice(MediaDescription media, String format) {
        RtpMap map = media.rtpMap(format);
        return map != null && !NO_VOICE.contains(map.encoding().toLowerCase(Locale.ROOT));
    }

    /// An address of zeros puts on hold, as RFC 3264 §8.4 remembers; but with ICE it says nothing.
    private boolean heldByAddress(MediaDescription media) {
        Connection connection = description.connection(media);
        return ice(media) == null && connection != null && connection.unspecified();
    }

    private Set<InetAddress> sources(MediaDescription media, InetAddress sender) {
        Set<InetAddress> sources = new HashSet<>();
        sources.add(sender);
        Connection connection = description.connection(media);
        if (connection != null) {
            try {
                sources.add(InetAddress.ofLiteral(connection.address()));
            } catch (IllegalArgumentException e) {
                // A name: nothing is looked up, the sender's address has to do.
                return sources;
            }
        }
        return sources;
    }

    private MediaOffer.@Nullable Ice ice(MediaDescription media) {
        String fragment = transport(media, Attributes::iceUserFragment);
        String password = transport(media, Attributes::icePassword);
        return fragment == null || password == null
                ? null
                : new MediaOffer.Ice(fragment, password, description.attributes().has("ice-lite"));
    }

    private MediaOffer.@Nullable Dtls dtls(MediaDescription media) {
        String setup = transport(media, Attributes::setup);
        List<String> fingerprints =
                transport(media, all -> all.fingerprints().isEmpty() ? null : all.fingerprints());
        // RFC 4145 §4: an offer without the attribute is one to which we connect.
        return fingerprints == null
                ? null
                : new MediaOffer.Dtls(fingerprints, setup == null ? "passive" : setup);
    }

    /// An attribute of the stream, or of the session.
    private <T> @Nullable T transport(
            MediaDescription media, Function<Attributes, @Nullable T> read) {
        T own = read.apply(media.attributes());
        return own == null ? read.apply(description.attributes()) : own;
    }

    /// The value of the `t=` line, which an answer repeats: RFC 3264 §6.
    String timing() {
        return description.lines().stream()
                .filter(line -> line.type() == 't')
                .map(line -> line.value())
                .findFirst()
                .orElse("0 0");
    }

    /// Writes what follows the head of the answer: the attributes of the session, and each stream.
    void write(StringBuilder to, MediaAnswer answer) {
        String mid = served().attributes().mid();
        for (Group group : description.attributes().groups()) {
            if (mid != null && group.semantics().equals("BUNDLE") && group.mids().contains(mid)) {
                line(to, new Group("BUNDLE", List.of(mid)).attribute().toString());
            }
        }
        answer.session().forEach(value -> line(to, value));
        int place = description.media().indexOf(served);
        for (int i = 0; i < description.media().size(); i++) {
            MediaDescription media = description.media().get(i);
            if (i == place) {
                serve(to, media, answer);
            } else {
                refuse(to, media);
            }
        }
    }

    private void serve(StringBuilder to, MediaDescription media, MediaAnswer answer) {
        List<String> formats = formats(media);
        head(to, media, answer.port(), formats);
        for (String format : formats) {
            RtpMap map = media.rtpMap(format);
            if (map != null) {
                line(to, map.attribute().toString());
            }
            FormatParameters parameters = media.formatParameters(format);
            if (parameters != null) {
                line(to, parameters.attribute().toString());
            }
        }
        String mid = media.attributes().mid();
        if (mid != null) {
            line(to, Attribute.of("mid", mid).toString());
        }
        line(to, description.direction(media).reversed().attribute().toString());
        if (media.attributes().rtcpMux()) {
            line(to, "rtcp-mux");
        }
        answer.media().forEach(value -> line(to, value));
    }

    private static void refuse(StringBuilder to, MediaDescription media) {
        head(to, media, 0, media.formats().isEmpty() ? List.of("0") : media.formats());
        String mid = media.attributes().mid();
        if (mid != null) {
            line(to, Attribute.of("mid", mid).toString());
        }
    }

    private static void head(
            StringBuilder to, MediaDescription media, int port, List<String> formats) {
        to.append("m=").append(media.media()).append(' ').append(port).append(' ');
        to.append(media.protocol()).append(' ').append(String.join(" ", formats)).append("\r\n");
    }

    private static void line(StringBuilder to, String value) {
        to.append("a=").append(value).append("\r\n");
    }
}
