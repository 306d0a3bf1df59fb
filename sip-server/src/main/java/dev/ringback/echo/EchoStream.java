package dev.ringback.echo;

import org.jspecify.annotations.Nullable;

/// The open sound of one call. Its methods may be called from any thread, and return at once.
public interface EchoStream {
    /// Takes an offer, the first or a later one, and serves it from now on.
    ///
    /// @return what stands in the answer; null when it cannot be served, and then what held before
    ///   still does
    @Nullable MediaAnswer answer(MediaOffer offer);

    /// Names who is told when the peer is gone or never came, so that the call can be ended. At
    /// most once, by any thread; not told when the stream is closed.
    void whenLost(Runnable then);

    /// Ends it. Its socket and its threads go with it. Further calls do nothing.
    void close();
}
