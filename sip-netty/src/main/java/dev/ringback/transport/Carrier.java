package dev.ringback.transport;

/// How the messages of one connection go out on its channel.
sealed interface Carrier permits OctetCarrier, FrameCarrier {
    /// Hands what was ordered to the channel. What cannot be sent is told to who ordered it.
    void write(StreamOrders orders);

    /// Asks the peer for a sign of life.
    void ping();

    /// Says that nothing more comes from us, and leaves the way open for what still comes from the
    /// peer.
    void end();
}
