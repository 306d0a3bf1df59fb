package dev.ringback.srtp;

import dev.ringback.srtp.MasterKey.Label;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Protects the packets of one source, RFC 3711 §3.3 and §3.4. One owner.
public final class SrtpSender {
    private static final int CONTROL_HEADER = 8;
    private static final int LAST_CONTROL_INDEX = 0x7FFFFFFF;
    private static final int ENCRYPTED = 0x80000000;

    private final Keystream rtp;
    private final Authenticator rtpTags;
    private final byte[] rtpSalt;
    private final Keystream control;
    private final Authenticator controlTags;
    private final byte[] controlSalt;
    private final ReplayWindow sent = new ReplayWindow();
    private int controlIndex;

    /// @param key that of this direction
    public SrtpSender(MasterKey key) {
        rtp = new Keystream(key.derive(Label.RTP_ENCRYPTION));
        rtpTags = new Authenticator(key.derive(Label.RTP_AUTHENTICATION));
        rtpSalt = key.derive(Label.RTP_SALT);
        control = new Keystream(key.derive(Label.RTCP_ENCRYPTION));
        controlTags = new Authenticator(key.derive(Label.RTCP_AUTHENTICATION));
        controlSalt = key.derive(Label.RTCP_SALT);
    }

    /// Whether nothing was sent yet with the number of this RTP packet: two packets under one piece
    /// of the keystream would show each other, RFC 3711 §9.1. False too for one that is 64 or more
    /// behind.
    public boolean fresh(byte[] packet) {
        return sent.fresh(SrtpIndex.near(sent.highest(), RtpHeader.sequence(packet)));
    }

    /// The protected form of an RTP packet. Sequence numbers may be a little out of order.
    ///
    /// @param packet as RFC 3550 has it
    /// @throws IllegalArgumentException if it is no packet, or not [#fresh]
    public byte[] rtp(byte[] packet) {
        int header = RtpHeader.length(packet, packet.length);
        if (header < 0 || !fresh(packet)) {
            throw new IllegalArgumentException("no RTP packet, or one that was sent already");
        }
        long index = SrtpIndex.near(sent.highest(), RtpHeader.sequence(packet));
        sent.note(index);
        byte[] out = Arrays.copyOf(packet, packet.length + Authenticator.TAG);
        byte[] counter = Keystream.counter(rtpSalt, RtpHeader.source(packet), index);
        rtp.apply(counter, out, header, packet.length - header);
        byte[] tag = rtpTags.tag(out, packet.length, (int) (index >>> 16));
        System.arraycopy(tag, 0, out, packet.length, tag.length);
        return out;
    }

    /// The protected form of a datagram of RTCP.
    ///
    /// @param datagram as RFC 3550 has it
    public byte[] control(byte[] datagram) {
        int index = controlIndex;
        controlIndex = (controlIndex + 1) & LAST_CONTROL_INDEX;
        int indexed = datagram.length + 4;
        byte[] out = Arrays.copyOf(datagram, indexed + Authenticator.TAG);
        int source = ByteBuffer.wrap(datagram).getInt(4);
        byte[] counter = Keystream.counter(controlSalt, source, index);
        control.apply(counter, out, CONTROL_HEADER, datagram.length - CONTROL_HEADER);
        ByteBuffer.wrap(out).putInt(datagram.length, index | ENCRYPTED);
        byte[] tag = controlTags.tag(out, indexed);
        System.arraycopy(tag, 0, out, indexed, tag.length);
        return out;
    }
}
