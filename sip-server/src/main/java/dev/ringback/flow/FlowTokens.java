package dev.ringback.flow;

import dev.ringback.stack.Flow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Flow tokens, RFC 5626 §5.2: what a flow is, under an HMAC, so that a URI of ours can name one
/// and nobody else can. No memory; a token outlives its flow and then says so. It begins with a
/// mark of its key, so that one of an earlier life of this server is told from a forged one.
///
/// One per shard: the MAC is not shared.
public final class FlowTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final List<FlowLoss> LOSSES = List.of(FlowLoss.values());
    private static final int CODE = 10;
    private static final int PATH_BIT = 0x80;
    private static final int MARK = 2;
    private static final int HEAD = MARK + 1 + Short.BYTES + 1;
    private static final int LEAST = HEAD + 4 + 19;
    private static final int MOST = 128;

    private final Mac mac;
    private final byte[] mark;

    /// What a token says.
    public sealed interface Reading {}

    /// It names a flow.
    ///
    /// @param use the flow
    /// @param path whether it was written for a Path: then who has it may use it for any request
    public record Named(FlowUse use, boolean path) implements Reading {}

    /// It names none.
    ///
    /// @param fault what is wrong with it
    public record Faulty(FlowFault fault) implements Reading {}

    /// @param key the secret that signs, the same on every shard
    public FlowTokens(SecretKey key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mark = Arrays.copyOf(mac.doFinal("flow key".getBytes(StandardCharsets.US_ASCII)), MARK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// The token of a flow, for a Record-Route: characters that a URI parameter may have.
    public String inDialog(FlowUse use) {
        return token(use, 0);
    }

    /// The token of a flow, for a Path. When the flow is gone, the answer is 430.
    public String inPath(Flow flow) {
        return token(new FlowUse(flow, FlowLoss.FLOW_FAILED), PATH_BIT);
    }

    private String token(FlowUse use, int kind) {
        Flow flow = use.flow();
        byte[] local = flow.local().getAddress().getAddress();
        byte[] rest = FlowOctets.of(flow);
        byte[] octets =
                ByteBuffer.allocate(HEAD + local.length + rest.length + CODE)
                        .put(mark)
                        .put((byte) (kind | LOSSES.indexOf(use.loss())))
                        .putShort((short) flow.local().getPort())
                        .put((byte) local.length)
                        .put(local)
                        .put(rest)
                        .array();
        byte[] code = code(octets);
        System.arraycopy(code, 0, octets, octets.length - CODE, CODE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /// Reads a token that anybody may have written.
    public Reading read(String token) {
        byte[] octets = decoded(token);
        if (octets.length < LEAST + CODE) {
            return new Faulty(FlowFault.FORGED);
        }
        if (!Arrays.equals(octets, 0, MARK, mark, 0, MARK)) {
            return new Faulty(FlowFault.GONE);
        }
        byte[] code = Arrays.copyOfRange(octets, octets.length - CODE, octets.length);
        if (!MessageDigest.isEqual(code, code(octets))) {
            return new Faulty(FlowFault.FORGED);
        }
        return named(ByteBuffer.wrap(octets, MARK, octets.length - MARK - CODE));
    }

    private static Named named(ByteBuffer in) {
        int head = in.get() & 0xFF;
        int port = Short.toUnsignedInt(in.getShort());
        byte[] local = new byte[in.get()];
        in.get(local);
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        Flow flow = FlowOctets.flow(new InetSocketAddress(address(local), port), rest, 0);
        FlowLoss loss = LOSSES.get(head & ~PATH_BIT);
        return new Named(new FlowUse(flow, loss), (head & PATH_BIT) != 0);
    }

    private byte[] code(byte[] octets) {
        mac.update("flow".getBytes(StandardCharsets.US_ASCII));
        mac.update(octets, 0, octets.length - CODE);
        return Arrays.copyOf(mac.doFinal(), CODE);
    }

    private static byte[] decoded(String token) {
        try {
            return token.length() > MOST ? new byte[0] : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a signed address", e);
        }
    }
}
