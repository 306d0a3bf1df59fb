package dev.ringback.callflow.secrets;

import dev.ringback.callflow.intake.Direction;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One direction of a connection under TLS: its records, its handshake messages, its keys.
final class TlsDirection implements Direction {
    private static final int CHUNK_COST = 64;

    private final TlsConnection connection;
    private final Direction plain;
    private final int limit;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private int waiting;

    /// The octets of all chunks, also those that were read.
    private int kept;

    /// Handshake messages that are not whole, and how many octets the first one has.
    private ByteArrayOutputStream messages = new ByteArrayOutputStream();

    private int wanted;
    private @Nullable RecordProtection protection;
    private byte @Nullable [] traffic;
    private boolean client;
    private boolean finished;

    /// Whether there were records that no key fitted, and none since that one did.
    private boolean leftOut;

    TlsDirection(TlsConnection connection, Direction plain, int limit) {
        this.connection = connection;
        this.plain = plain;
        this.limit = limit;
    }

    private record Chunk(ByteBuffer octets, Instant at) {}

    @Override
    public void octets(byte[] octets, Instant at) {
        if (connection.failed()) {
            return;
        }
        chunks.add(new Chunk(ByteBuffer.wrap(octets), at));
        waiting += octets.length;
        kept += octets.length;
        connection.advance();
        if (waiting + CHUNK_COST * chunks.size() > limit + TlsRecord.LONGEST) {
            connection.fail();
        }
    }

    /// Without an octet the numbers of all further records are unknown.
    @Override
    public void gap(Instant at) {
        if (!connection.failed()) {
            connection.fail();
            plain.gap(at);
        }
    }

    /// What waits for secrets goes on waiting.
    @Override
    public void closed() {
        if (waiting == 0) {
            plain.closed();
        }
    }

    @Override
    public void end() {
        connection.advance();
        if (waiting > 0 || leftOut) {
            connection.fail();
        }
        plain.end();
    }

    @Override
    public int held() {
        return kept + CHUNK_COST * chunks.size() + 2 * messages.size() + plain.held();
    }

    void drop() {
        chunks.clear();
        waiting = 0;
        kept = 0;
        messages = new ByteArrayOutputStream();
    }

    /// Takes all records that can be read by now.
    void advance() {
        try {
            while (!connection.failed() && waiting >= TlsRecord.HEADER) {
                byte[] header = peek(TlsRecord.HEADER);
                int length = (header[3] & 0xff) << 8 | (header[4] & 0xff);
                int type = header[0];
                if (length > TlsRecord.LONGEST || header[1] != 3 || type < 20 || type > 24) {
                    connection.fail();
                    return;
                }
                if (waiting < TlsRecord.HEADER + length || !ready(type)) {
                    return;
                }
                int version = header[1] << 8 | (header[2] & 0xff);
                byte[] whole = peek(TlsRecord.HEADER + length);
                byte[] fragment = Arrays.copyOfRange(whole, TlsRecord.HEADER, whole.length);
                record(new TlsRecord(type, version, fragment), drop(whole.length));
            }
        } catch (GeneralSecurityException _) {
            connection.fail();
        }
    }

    private byte[] peek(int length) {
        byte[] octets = new byte[length];
        int at = 0;
        for (Chunk chunk : chunks) {
            ByteBuffer view = chunk.octets.duplicate();
            int part = Math.min(view.remaining(), length - at);
            view.get(octets, at, part);
            at += part;
            if (at == length) {
                break;
            }
        }
        return octets;
    }

    /// Drops a record. Answers when its last octet passed.
    private Instant drop(int length) {
        waiting -= length;
        int left = length;
        Instant at = Instant.EPOCH;
        while (left > 0) {
            Chunk chunk = chunks.getFirst();
            int part = Math.min(chunk.octets.remaining(), left);
            chunk.octets.position(chunk.octets.position() + part);
            left -= part;
            at = chunk.at;
            if (!chunk.octets.hasRemaining()) {
                chunks.removeFirst();
                kept -= chunk.octets.capacity();
            }
        }
        return at;
    }

    /// Whether a record of this type can be read by now: its keys are known, or it needs none.
    private boolean ready(int type) throws GeneralSecurityException {
        Handshake handshake = connection.handshake();
        if (protection != null || type == TlsRecord.HANDSHAKE || type == TlsRecord.ALERT) {
            return true;
        }
        if (handshake.unknown()) {
            connection.fail();
            return false;
        }
        if (!handshake.agreed()) {
            // RFC 8446 §D.4: after a HelloRetryRequest it says nothing, and a hello comes behind it
            return type == TlsRecord.CHANGE_CIPHER_SPEC && handshake.retried();
        }
        if (handshake.tls13()) {
            return type == TlsRecord.CHANGE_CIPHER_SPEC || protect13();
        }
        if (type != TlsRecord.CHANGE_CIPHER_SPEC) {
            connection.fail();
            return false;
        }
        return protect12();
    }

    private boolean protect12() throws GeneralSecurityException {
        Handshake handshake = connection.handshake();
        byte[] master = connection.keyLog().secret("CLIENT_RANDOM", handshake.clientRandom());
        CipherSuite suite = handshake.suite();
        if (master == null || suite == null) {
            return false;
        }
        protection =
                KeySchedule.tls12(suite, master, handshake.randoms(), client, handshake.macLast());
        return true;
    }

    /// Begins with the handshake's secret; where the log has only the one that comes after it,
    /// records are left out until that fits.
    private boolean protect13() throws GeneralSecurityException {
        return (!finished && use(secret("HANDSHAKE_TRAFFIC_SECRET")))
                || use(secret("TRAFFIC_SECRET_0"));
    }

    private byte @Nullable [] secret(String name) {
        String label = (client ? "CLIENT_" : "SERVER_") + name;
        return connection.keyLog().secret(label, connection.handshake().clientRandom());
    }

    private boolean use(byte @Nullable [] secret) throws GeneralSecurityException {
        CipherSuite suite = connection.handshake().suite();
        if (secret == null || suite == null) {
            return false;
        }
        traffic = secret;
        protection = KeySchedule.tls13(suite, secret);
        return true;
    }

    private void record(TlsRecord sealed, Instant at) throws GeneralSecurityException {
        RecordProtection keys = protection;
        boolean tls13 = connection.handshake().tls13();
        boolean clear = sealed.type() == TlsRecord.CHANGE_CIPHER_SPEC;
        if (keys == null || clear || (tls13 && sealed.type() != TlsRecord.APPLICATION)) {
            content(sealed.type(), sealed.fragment(), at);
            return;
        }
        byte[] content;
        try {
            content = keys.open(sealed);
        } catch (GeneralSecurityException e) {
            if (tls13 && keys.opened() == 0) {
                leftOut = true;
                return;
            }
            throw e;
        }
        leftOut = false;
        if (!tls13) {
            content(sealed.type(), content, at);
            return;
        }
        int end = content.length;
        while (end > 0 && content[end - 1] == 0) {
            end--;
        }
        if (end > 0) {
            content(content[end - 1], Arrays.copyOf(content, end - 1), at);
        }
    }

    private void content(int type, byte[] content, Instant at) throws GeneralSecurityException {
        if (type == TlsRecord.APPLICATION && content.length > 0) {
            plain.octets(content, at);
        } else if (type == TlsRecord.HANDSHAKE) {
            handshake(content);
        }
    }

    private void handshake(byte[] content) throws GeneralSecurityException {
        messages.writeBytes(content);
        if (messages.size() > limit) {
            connection.fail();
            return;
        }
        if (messages.size() < wanted) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(messages.toByteArray());
        messages = new ByteArrayOutputStream();
        wanted = 0;
        while (in.remaining() >= 4 && wanted == 0) {
            int word = in.getInt(in.position());
            int length = 4 + (word & 0xffffff);
            if (length > in.remaining()) {
                wanted = length;
            } else {
                byte[] message = new byte[length - 4];
                in.position(in.position() + 4).get(message);
                message(word >>> 24, message);
            }
        }
        messages.write(in.array(), in.position(), in.remaining());
    }

    private void message(int type, byte[] message) throws GeneralSecurityException {
        if (protection == null && type == Handshake.CLIENT_HELLO) {
            client = true;
            connection.handshake().hello(message, true);
        } else if (protection == null && type == Handshake.SERVER_HELLO) {
            connection.handshake().hello(message, false);
        } else if (protection != null && connection.handshake().tls13()) {
            keys(type);
        }
    }

    /// The messages of TLS 1.3 after which other keys apply.
    private void keys(int type) throws GeneralSecurityException {
        CipherSuite suite = connection.handshake().suite();
        if (type == Handshake.FINISHED && !finished) {
            finished = true;
            if (!use(secret("TRAFFIC_SECRET_0"))) {
                protection = null;
            }
        } else if (type == Handshake.KEY_UPDATE && traffic != null && suite != null) {
            use(KeySchedule.next(suite, traffic));
        }
    }
}
