package dev.ringback.bench.socket;

/// Who takes the messages that come in.
@FunctionalInterface
public interface Receiver {
    /// Takes a message.
    ///
    /// @param message its octets, which belong to the receiver
    /// @param from where it came from, for what is sent back
    void received(byte[] message, Link from);
}
