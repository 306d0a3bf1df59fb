package dev.ringback.stun;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A STUN message of the Binding method: RFC 5389 §6, for the keep-alives of RFC 5626 §8 and the
/// connectivity checks of RFC 8445 §7. Immutable.
///
/// Octets of strangers are read without an exception: what is no such message is null.
public final class StunMessage {
    /// The octets of a transaction id.
    public static final int ID_LENGTH = 12;

    /// The magic cookie, RFC 5389 §6.
    static final int COOKIE = 0x2112A442;

    static final int HEADER = 20;
    static final int ATTRIBUTE_HEADER = 4;
    private static final int MAPPED_ADDRESS = 0x0001;
    private static final int ERROR_CODE = 0x0009;
    private static final int UNKNOWN_ATTRIBUTES = 0x000A;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int FINGERPRINT = 0x8028;
    private static final int FINGERPRINT_XOR = 0x5354554E;
    private static final int FIRST_OPTIONAL = 0x8000;

    /// The attributes of RFC 5389 §18.2 that must be understood; of those that nobody needs here,
    /// like MESSAGE-INTEGRITY, it is enough to know what they are.
    private static final List<Integer> UNDERSTOOD =
            List.of(
                    MAPPED_ADDRESS,
                    0x0006,
                    MESSAGE_INTEGRITY,
                    ERROR_CODE,
                    UNKNOWN_ATTRIBUTES,
                    0x0014,
                    0x0015,
                    XOR_MAPPED_ADDRESS);

    private final Kind kind;
    private final byte[] id;
    private final List<Attribute> attributes;

    /// The class of a message, RFC 5389 §3, with the type that it has in the Binding method.
    private enum Kind {
        REQUEST(0x0001),
        INDICATION(0x0011),
        SUCCESS(0x0101),
        ERROR(0x0111);

        private final int type;

        Kind(int type) {
            this.type = type;
        }

        static @Nullable Kind of(int type) {
            for (Kind kind : values()) {
                if (kind.type == type) {
                    return kind;
                }
            }
            return null;
        }
    }

    /// An attribute without its padding.
    private static final class Attribute {
        private final int type;
        private final byte[] value;

        Attribute(int type, byte[] value) {
            this.type = type;
            this.value = value;
        }
    }

    private StunMessage(Kind kind, byte[] id, List<Attribute> attributes) {
        this.kind = kind;
        this.id = id;
        this.attributes = List.copyOf(attributes);
    }

    /// Reads a whole datagram.
    ///
    /// @return the message; null where the octets are no STUN message of the Binding method: no
    ///   magic cookie, a length that is not theirs, an attribute that is cut off, a FINGERPRINT
    ///   that does not fit (RFC 5389 §7.3)
    public static @Nullable StunMessage parse(byte[] octets, int offset, int length) {
        if (length < HEADER || offset < 0 || offset > octets.length - length) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(octets, offset, length).slice();
        Kind kind = Kind.of(in.getShort() & 0xFFFF);
        int size = in.getShort() & 0xFFFF;
        boolean stun = in.getInt() == COOKIE && size % 4 == 0 && size == length - HEADER;
        if (kind == null || !stun) {
            return null;
        }
        byte[] id = new byte[ID_LENGTH];
        in.get(id);
        List<Attribute> attributes = attributes(in);
        return attributes == null ? null : new StunMessage(kind, id, attributes);
    }

    /// The attributes up to FINGERPRINT, which is the last one (RFC 5389 §15.5), without those that
    /// MESSAGE-INTEGRITY does not cover (§15.4).
    private static @Nullable List<Attribute> attributes(ByteBuffer in) {
        List<Attribute> found = new ArrayList<>();
        boolean covered = true;
        while (in.remaining() >= ATTRIBUTE_HEADER) {
            int start = in.position();
            int type = in.getShort() & 0xFFFF;
            int length = in.getShort() & 0xFFFF;
            if (padded(length) > in.remaining()) {
                return null;
            }
            byte[] value = new byte[length];
            in.get(value).position(in.position() + padded(length) - length);
            if (type == FINGERPRINT) {
                boolean last = !in.hasRemaining();
                return last && fits(value, in.array(), in.arrayOffset(), start) ? found : null;
            }
            if (covered) {
                found.add(new Attribute(type, value));
            }
            covered &= type != MESSAGE_INTEGRITY;
        }
        return found;
    }

    private static boolean fits(byte[] fingerprint, byte[] octets, int offset, int length) {
        return fingerprint.length == 4
                && ByteBuffer.wrap(fingerprint).getInt() == fingerprint(octets, offset, length);
    }

    /// What FINGERPRINT says of the octets before it, RFC 5389 §15.5.
    static int fingerprint(byte[] octets, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(octets, offset, length);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    static int padded(int length) {
        return (length + 3) & ~3;
    }

    /// A Binding request without attributes.
    ///
    /// @param id its transaction id, 12 octets that nobody can guess
    public static StunMessage bindingRequest(byte[] id) {
        if (id.length != ID_LENGTH) {
            throw new IllegalArgumentException("a transaction id has 12 octets");
        }
        return new StunMessage(Kind.REQUEST, id.clone(), List.of());
    }

    /// The response that tells a client where its request came from.
    ///
    /// @param request what is answered
    /// @param mapped the address and port that it came from
    public static StunMessage bindingResponse(StunMessage request, InetSocketAddress mapped) {
        byte[] address = MappedAddress.xored(mapped, request.id);
        return new StunMessage(
                Kind.SUCCESS, request.id, List.of(new Attribute(XOR_MAPPED_ADDRESS, address)));
    }

    /// What a server answers to this message: a Binding response, 420 (Unknown Attribute) where the
    /// request has an attribute that must be understood and is not (RFC 5389 §7.3.1), nothing to
    /// what is no request.
    ///
    /// @param from where it came from
    public @Nullable StunMessage answer(InetSocketAddress from) {
        if (!isRequest()) {
            return null;
        }
        List<Integer> unknown = unknownAttributes();
        return unknown.isEmpty() ? bindingResponse(this, from) : unknownAttribute(this, unknown);
    }

    /// The 420 (Unknown Attribute) to a request, RFC 5389 §7.3.1. Without the words for people: it
    /// goes to whatever address the request claims, and is 1.5 times as long at most.
    ///
    /// @param unknown the types that must be understood and are not
    public static StunMessage unknownAttribute(StunMessage request, List<Integer> unknown) {
        ByteBuffer types = ByteBuffer.allocate(2 * unknown.size());
        unknown.forEach(type -> types.putShort(type.shortValue()));
        return errorResponse(request, 420, "").with(UNKNOWN_ATTRIBUTES, types.array());
    }

    /// The response that refuses a request, RFC 5389 §15.6.
    ///
    /// @param code 300 to 699
    /// @param reason for people, ASCII
    public static StunMessage errorResponse(StunMessage request, int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer error = ByteBuffer.allocate(ATTRIBUTE_HEADER + text.length);
        error.putShort((short) 0).put((byte) (code / 100)).put((byte) (code % 100)).put(text);
        return new StunMessage(
                Kind.ERROR, request.id, List.of(new Attribute(ERROR_CODE, error.array())));
    }

    /// This with one attribute more, after the others.
    ///
    /// @param type 0 to 0xFFFF
    /// @param value its octets without padding
    public StunMessage with(int type, byte[] value) {
        List<Attribute> more = new ArrayList<>(attributes);
        more.add(new Attribute(type, value.clone()));
        return new StunMessage(kind, id, more);
    }

    /// The value of the first attribute of this type, a copy; null where there is none.
    public byte @Nullable [] attribute(int type) {
        byte[] value = first(type);
        return value == null ? null : value.clone();
    }

    /// Whether it is a request, which wants an answer.
    public boolean isRequest() {
        return kind == Kind.REQUEST;
    }

    /// Whether it is a success response that is understood.
    public boolean isSuccess() {
        return kind == Kind.SUCCESS && unknownAttributes().isEmpty();
    }

    /// Its transaction id: 12 octets, a copy.
    public byte[] id() {
        return id.clone();
    }

    /// Whether it has the transaction id of another message.
    public boolean sameTransaction(StunMessage other) {
        return Arrays.equals(id, other.id);
    }

    /// Where the server saw the request come from; null where the message does not say, or in a
    /// form that cannot be read.
    public @Nullable InetSocketAddress mappedAddress() {
        byte[] xored = first(XOR_MAPPED_ADDRESS);
        if (xored != null) {
            return MappedAddress.readXored(xored, id);
        }
        byte[] plain = first(MAPPED_ADDRESS);
        return plain == null ? null : MappedAddress.read(plain);
    }

    /// The code of an error response, 300 to 699; -1 where it has none.
    public int errorCode() {
        byte[] error = first(ERROR_CODE);
        if (error == null || error.length < ATTRIBUTE_HEADER) {
            return -1;
        }
        int hundreds = error[2] & 7;
        int rest = error[3] & 0xFF;
        return hundreds >= 3 && hundreds <= 6 && rest < 100 ? hundreds * 100 + rest : -1;
    }

    /// The types of its attributes that must be understood (RFC 5389 §15) and are not, each once,
    /// in their order.
    public List<Integer> unknownAttributes() {
        return unknownAttributes(Set.of());
    }

    /// The same for who understands more types than RFC 5389 has.
    public List<Integer> unknownAttributes(Set<Integer> understood) {
        return attributes.stream()
                .map(attribute -> attribute.type)
                .filter(type -> type < FIRST_OPTIONAL && !UNDERSTOOD.contains(type))
                .filter(type -> !understood.contains(type))
                .distinct()
                .toList();
    }

    /// The first attribute of a type counts, RFC 5389 §15.
    private byte @Nullable [] first(int type) {
        for (Attribute attribute : attributes) {
            if (attribute.type == type) {
                return attribute.value;
            }
        }
        return null;
    }

    /// Its octets, a new array.
    public byte[] encode() {
        int size = 0;
        for (Attribute attribute : attributes) {
            size += ATTRIBUTE_HEADER + padded(attribute.value.length);
        }
        ByteBuffer out = ByteBuffer.allocate(HEADER + size);
        out.putShort((short) kind.type).putShort((short) size).putInt(COOKIE).put(id);
        for (Attribute attribute : attributes) {
            out.putShort((short) attribute.type).putShort((short) attribute.value.length);
            out.put(attribute.value);
            out.position(padded(out.position()));
        }
        return out.array();
    }

    @Override
    public String toString() {
        return "STUN Binding " + kind;
    }
}
