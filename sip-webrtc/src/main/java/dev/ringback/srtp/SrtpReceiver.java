package dev.ringback.srtp;

import dev.ringback.srtp.MasterKey.Label;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Opens the packets of a peer, RFC 3711 §3.3 and §3.4. One owner.
///
/// What is no packet, not authentic or repeated is null. Only authentic packets leave something
/// behind, and of their sources at most [#MOST_SOURCES] are known at a time.
public final class SrtpReceiver {
    /// How many sources of one peer there may be.
    public static final int MOST_SOURCES = 16;

    private static final int CONTROL_HEADER = 8;
    private static final int CONTROL_TRAILER = 4 + Authenticator.TAG;

    private final Keystream rtp;
    private final Authenticator rtpTags;
    private final byte[] rtpSalt;
    private final Keystream control;
    private final Authenticator controlTags;
    private final byte[] controlSalt;
    private final Map<Integer, ReplayWindow> packets = new HashMap<>();
    private final Map<Integer, ReplayWindow> reports = new HashMap<>();

    /// @param key that of this direction
    public SrtpReceiver(MasterKey key) {
        rtp = new Keystream(key.derive(Label.RTP_ENCRYPTION));
        rtpTags = new Authenticator(key.derive(Label.RTP_AUTHENTICATION));
        rtpSalt = key.derive(Label.RTP_SALT);
        control = new Keystream(key.derive(Label.RTCP_ENCRYPTION));
        controlTags = new Authenticator(key.derive(Label.RTCP_AUTHENTICATION));
        controlSalt = key.derive(Label.RTCP_SALT);
    }

    /// Opens an SRTP packet.
    ///
    /// @param datagram holds it from its first octet on
    /// @param length how many octets it has
    /// @return the RTP packet; null when it is not one of the peer that is new
    public byte @Nullable [] rtp(byte[] datagram, int length) {
        int end = length - Authenticator.TAG;
        int header = RtpHeader.length(datagram, end);
        if (header < 0) {
            return null;
        }
        int source = RtpHeader.source(datagram);
        ReplayWindow window = window(packets, source);
        if (window == null) {
            return null;
        }
        long index = SrtpIndex.near(window.highest(), RtpHeader.sequence(datagram));
        byte[] tag = rtpTags.tag(datagram, end, (int) (index >>> 16));
        if (!window.fresh(index) || !matches(tag, datagram, end)) {
            return null;
        }
        note(packets, source, window, index);
        byte[] packet = Arrays.copyOf(datagram, end);
        rtp.apply(Keystream.counter(rtpSalt, source, index), packet, header, end - header);
        return packet;
    }

    /// Opens a datagram of SRTCP.
    ///
    /// @param datagram holds it from its first octet on
    /// @param length how many octets it has
    /// @return the datagram of RTCP; null when it is not one of the peer that is new
    public byte @Nullable [] control(byte[] datagram, int length) {
        int end = length - CONTROL_TRAILER;
        if (end < CONTROL_HEADER) {
            return null;
        }
        int source = ByteBuffer.wrap(datagram).getInt(4);
        int trailer = ByteBuffer.wrap(datagram).getInt(end);
        long index = trailer & 0x7FFFFFFFL;
        ReplayWindow window = window(reports, source);
        byte[] tag = controlTags.tag(datagram, end + 4);
        if (window == null || !window.fresh(index) || !matches(tag, datagram, end + 4)) {
            return null;
        }
        note(reports, source, window, index);
        byte[] packet = Arrays.copyOf(datagram, end);
        if (trailer < 0) {
            byte[] counter = Keystream.counter(controlSalt, source, index);
            control.apply(counter, packet, CONTROL_HEADER, end - CONTROL_HEADER);
        }
        return packet;
    }

    /// The window of a source, a new one for a new source; null when there are too many.
    private static @Nullable ReplayWindow window(Map<Integer, ReplayWindow> all, int source) {
        ReplayWindow known = all.get(source);
        return known == null && all.size() < MOST_SOURCES ? new ReplayWindow() : known;
    }

    private static void note(
            Map<Integer, ReplayWindow> all, int source, ReplayWindow window, long index) {
        window.note(index);
        all.put(source, Objects.requireNonNull(window));
    }

    private static boolean matches(byte[] tag, byte[] datagram, int at) {
        return MessageDigest.isEqual(tag, Arrays.copyOfRange(datagram, at, at + Authenticator.TAG));
    }
}
