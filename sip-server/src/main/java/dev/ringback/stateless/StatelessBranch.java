package dev.ringback.stateless;

import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import dev.ringback.stack.ListenPoint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// The branches of requests that are forwarded without state: RFC 3261 §16.11.
///
/// A branch says all that a response needs to find back, since nothing else remembers it: which
/// request it belongs to, the socket and connection that heard the request, and a signature over
/// these and over the Via below. Who did not get the request from us can make no response that we
/// pass on, and who did can send responses to its sender only. Lower case, for a branch is the same
/// in any case (§7.3.1). One per shard: the MAC is not shared.
public final class StatelessBranch {
    private static final String COOKIE = "z9hG4bK";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTENED = 8;
    private static final int PARTS = 4;
    private static final char BETWEEN = '-';

    private final Mac mac;
    private final List<ListenPoint> points;

    /// Where a response goes to.
    ///
    /// @param point the listening point that heard the request
    /// @param connection the stream connection that it came on, 0 for a datagram
    public record Origin(ListenPoint point, long connection) {}

    /// @param key the secret that signs, the same on every shard
    /// @param points where we listen
    public StatelessBranch(SecretKey key, List<ListenPoint> points) {
        this.points = points;
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// The branch of the copy of a request: the same for its retransmissions, for the ACK of a
    /// failure and for the CANCEL.
    ///
    /// @param received the request as it came, its top Via stamped
    /// @param flow how it came
    /// @return the branch; what the loop check looks for may follow behind a dot
    public String of(SipRequest received, Flow flow) {
        String origin =
                identity(received)
                        + BETWEEN
                        + indexOf(flow)
                        + BETWEEN
                        + Long.toString(flow.connection(), Character.MAX_RADIX);
        String signature = sign(origin, signed(received, received.topVia()));
        return COOKIE + origin + BETWEEN + signature;
    }

    /// A number that stands for the transaction of a request: chooses among equal servers, RFC 3263
    /// §4.4.
    public long seed(SipRequest received) {
        return HexFormat.fromHexDigitsToLong(identity(received));
    }

    /// Where a response goes that came with this branch on top and that Via below; null where we
    /// did not send the request, or not for that Via.
    public @Nullable Origin verify(String branch, SipMessage response, Via below) {
        int end = branch.lastIndexOf('.');
        if (end < 0 || !branch.regionMatches(true, 0, COOKIE, 0, COOKIE.length())) {
            return null;
        }
        String own = branch.substring(COOKIE.length(), end).toLowerCase(Locale.ROOT);
        String[] parts = own.split(String.valueOf(BETWEEN), PARTS + 1);
        if (parts.length != PARTS) {
            return null;
        }
        String origin = own.substring(0, own.lastIndexOf(BETWEEN));
        if (!same(parts[PARTS - 1], sign(origin, signed(response, below)))) {
            return null;
        }
        long connection = Long.parseLong(parts[2], Character.MAX_RADIX);
        return new Origin(points.get(Integer.parseInt(parts[1])), connection);
    }

    /// What is the same in all messages of one transaction.
    ///
    /// Deviation: of a peer without the magic cookie §16.11 would have the To tag too, which an ACK
    /// has and its INVITE has not. See ADR 0019.
    private String identity(SipRequest request) {
        Via via = request.topVia();
        String branch = String.valueOf(via.branch());
        if (branch.regionMatches(true, 0, COOKIE, 0, COOKIE.length())) {
            return sign("branch", place(via) + '\n' + branch.toLowerCase(Locale.ROOT));
        }
        return sign(
                "old",
                String.join(
                        "\n",
                        via.toString(),
                        String.valueOf(request.from().tag()),
                        request.callId(),
                        Long.toString(request.cSeq().number()),
                        request.requestUri().toString()));
    }

    private static String signed(SipMessage message, Via below) {
        return String.join(
                "\n",
                message.callId(),
                Long.toString(message.cSeq().number()),
                place(below),
                String.valueOf(below.branch()).toLowerCase(Locale.ROOT));
    }

    /// All of a Via that says where responses go.
    private static String place(Via via) {
        return via.transport()
                + ' '
                + via.host()
                + ' '
                + via.port()
                + ' '
                + via.received()
                + ' '
                + via.rport();
    }

    private int indexOf(Flow flow) {
        int like = 0;
        for (int i = 0; i < points.size(); i++) {
            ListenPoint point = points.get(i);
            if (point.transport() == flow.transport()) {
                like = i;
                if (point.bound().equals(flow.local())) {
                    return i;
                }
            }
        }
        return like;
    }

    private String sign(String what, String text) {
        mac.update(what.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        byte[] code = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(code, SHORTENED));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
