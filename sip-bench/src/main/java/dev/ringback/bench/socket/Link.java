package dev.ringback.bench.socket;

/// A way to one peer: where a message came from, or where one goes.
public interface Link {
    /// Sends a message, at the latest when the loop has done its turn.
    ///
    /// @param message not changed afterwards
    void send(byte[] message);

    /// Whether the transport repeats what is lost, so that nobody else needs to.
    boolean reliable();

    /// The same socket towards another address; a connection stays what it is.
    Link towards(Endpoint other);

    /// Who is there.
    Endpoint remote();
}
