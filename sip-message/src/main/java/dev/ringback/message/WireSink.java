package dev.ringback.message;

/// Takes the octets of a message, without a copy where it can.
@FunctionalInterface
public interface WireSink {
    /// Takes a whole message. It must not change the array.
    ///
    /// @param bytes what the message is in
    /// @param offset where it begins
    /// @param length how long it is
    void write(byte[] bytes, int offset, int length);
}
