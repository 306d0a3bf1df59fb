package dev.ringback.media;

import dev.ringback.rtp.RtpPacket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Where the peer is, and whom we listen to: symmetric RTP, RFC 4961, with the rule of
/// [Strangers]. Pure, one owner.
final class PeerAddress {
    private final Strangers rule;
    private @Nullable InetSocketAddress agreed;
    private @Nullable InetSocketAddress agreedControl;
    private @Nullable InetSocketAddress found;
    private @Nullable InetSocketAddress foundControl;
    private boolean heard;
    private @Nullable Candidate candidate;
    private long strange;

    PeerAddress(Strangers rule) {
        this.rule = rule;
    }

    private record Candidate(InetSocketAddress from, int source, int sequence) {
        boolean precedes(InetSocketAddress sender, RtpPacket.Header header) {
            return from.equals(sender)
                    && source == header.source()
                    && (sequence + 1 & 0xFFFF) == header.sequence();
        }
    }

    /// What the peer's description says. Where nothing changes, what was found holds on.
    void agreed(@Nullable InetSocketAddress rtp, @Nullable InetSocketAddress control) {
        if (rtp == null || !rtp.equals(agreed)) {
            found = null;
            foundControl = null;
            candidate = null;
            heard = false;
        }
        agreed = rtp;
        agreedControl = control;
    }

    /// Whether a packet is the peer's.
    boolean accepts(InetSocketAddress from, RtpPacket.Header header) {
        if (from.equals(agreed)) {
            heard = true;
            found = null;
            foundControl = null;
            return true;
        }
        if (from.equals(found)) {
            return true;
        }
        boolean open = rule == Strangers.FIRST_MAY_BE_THE_PEER && agreed != null;
        if (open && !heard && found == null) {
            if (candidate != null && candidate.precedes(from, header)) {
                found = from;
                return true;
            }
            candidate = new Candidate(from, header.source(), header.sequence());
        }
        strange++;
        return false;
    }

    /// Whether a datagram of RTCP is the peer's: it comes from the machine that RTP comes from.
    boolean acceptsControl(InetSocketAddress from) {
        InetSocketAddress there = found;
        if (there != null && from.getAddress().equals(there.getAddress())) {
            foundControl = from;
            return true;
        }
        boolean good =
                agreedControl != null && from.getAddress().equals(agreedControl.getAddress());
        strange += good ? 0 : 1;
        return good;
    }

    /// Where RTP goes; null where it goes nowhere.
    @Nullable InetSocketAddress rtp() {
        return found == null ? agreed : found;
    }

    /// Where RTCP goes; null where it goes nowhere. Behind a NAT that is where RTCP came from, and
    /// until some came the port after that of RTP.
    @Nullable InetSocketAddress control() {
        InetSocketAddress there = found;
        if (there == null) {
            return agreedControl;
        }
        if (foundControl != null) {
            return foundControl;
        }
        int port = Math.min(65_535, there.getPort() + 1);
        return new InetSocketAddress(there.getAddress(), port);
    }

    /// How many datagrams came from somebody else.
    long strange() {
        return strange;
    }
}
