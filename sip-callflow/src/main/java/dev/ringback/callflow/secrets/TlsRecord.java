package dev.ringback.callflow.secrets;

import java.nio.ByteBuffer;

/// A record of TLS: RFC 5246 §6.2, RFC 8446 §5.1.
///
/// @param type what it holds, see the constants
/// @param version the version that it names
/// @param fragment its octets, as they were sent
@SuppressWarnings("ArrayRecordComponent")
record TlsRecord(int type, int version, byte[] fragment) {
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION = 23;

    /// The octets of a record before its fragment.
    static final int HEADER = 5;

    /// The longest fragment: §6.2.3 of RFC 5246.
    static final int LONGEST = 16_384 + 2_048;

    /// What TLS 1.2 authenticates besides the content: number, type, version, length.
    byte[] header(long number, int length) {
        return ByteBuffer.allocate(13)
                .putLong(number)
                .put((byte) type)
                .putShort((short) version)
                .putShort((short) length)
                .array();
    }

    /// What TLS 1.3 authenticates besides the content: the header as it was sent.
    byte[] header() {
        return ByteBuffer.allocate(HEADER)
                .put((byte) type)
                .putShort((short) version)
                .putShort((short) fragment.length)
                .array();
    }
}
