package dev.ringback.callflow.secrets;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What both directions of a connection agree on in the clear: RFC 5246 §7.4.1, RFC 8446 §4.1.
final class Handshake {
    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int FINISHED = 20;
    static final int KEY_UPDATE = 24;

    private static final int SUPPORTED_VERSIONS = 43;
    private static final int ENCRYPT_THEN_MAC = 22;
    private static final int TLS12 = 0x0303;
    private static final int TLS13 = 0x0304;
    private static final int RANDOM = 32;

    /// The random of a ServerHello that asks for another ClientHello: RFC 8446 §4.1.3.
    private static final String RETRY =
            "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

    private byte @Nullable [] clientRandom;
    private byte @Nullable [] serverRandom;
    private @Nullable CipherSuite suite;
    private int version;
    private boolean macLast;
    private boolean retried;

    /// Reads a hello.
    ///
    /// @param client whether it is the client's
    void hello(byte[] message, boolean client) {
        try {
            ByteBuffer in = ByteBuffer.wrap(message);
            int said = in.getShort();
            byte[] random = new byte[RANDOM];
            in.get(random);
            if (client) {
                clientRandom = random;
            } else if (HexFormat.of().formatHex(random).equals(RETRY)) {
                retried = true;
            } else {
                version = said;
                in.position(in.position() + 1 + (in.get(in.position()) & 0xff));
                int number = in.getShort() & 0xffff;
                in.get();
                extensions(in);
                suite = CipherSuite.of(number);
                serverRandom = random;
            }
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException _) {
            version = -1;
        }
    }

    private void extensions(ByteBuffer in) {
        if (in.remaining() < 2) {
            return;
        }
        in.getShort();
        while (in.remaining() >= 4) {
            int type = in.getShort() & 0xffff;
            int length = in.getShort() & 0xffff;
            int next = in.position() + length;
            if (type == SUPPORTED_VERSIONS && length == 2) {
                version = in.getShort();
            } else if (type == ENCRYPT_THEN_MAC) {
                macLast = true;
            }
            in.position(next);
        }
    }

    /// Whether both hellos are known.
    boolean agreed() {
        return clientRandom != null && serverRandom != null;
    }

    /// Whether it can never be read: another version, a suite that is not known.
    boolean unknown() {
        return version == -1
                || (serverRandom != null
                        && (suite == null || (version != TLS12 && version != TLS13)));
    }

    /// Whether the server asked for another ClientHello: RFC 8446 §4.1.4.
    boolean retried() {
        return retried;
    }

    boolean tls13() {
        return version == TLS13;
    }

    byte[] clientRandom() {
        return clientRandom == null ? new byte[0] : clientRandom;
    }

    /// The server's random and the client's.
    byte[] randoms() {
        byte[] both = Arrays.copyOf(serverRandom == null ? new byte[0] : serverRandom, 2 * RANDOM);
        System.arraycopy(clientRandom(), 0, both, RANDOM, clientRandom().length);
        return both;
    }

    @Nullable CipherSuite suite() {
        return suite;
    }

    boolean macLast() {
        return macLast;
    }
}
