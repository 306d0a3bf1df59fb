package dev.ringback.sip;

import java.time.Duration;

/// Published event state, RFC 3903. It refreshes itself until it is closed, without a thread.
public interface Publication extends AutoCloseable {
    /// The entity-tag that the server gave it last.
    String entityTag();

    /// How long the server granted it last time.
    Duration granted();

    /// Replaces the state.
    void modify(Body state) throws SipException, InterruptedException;

    /// Takes it back, and waits until the server says so.
    @Override
    void close();
}
