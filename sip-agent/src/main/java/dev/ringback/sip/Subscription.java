package dev.ringback.sip;

import dev.ringback.message.SipRequest;
import java.util.concurrent.CompletableFuture;

/// A subscription to events, RFC 6665. It refreshes itself until it is closed, without a thread.
public interface Subscription extends AutoCloseable {
    /// Whether it goes on.
    boolean active();

    /// Completed when it is over, with the reason of the notifier; empty where there is none.
    CompletableFuture<String> ended();

    /// The last NOTIFY; completed when there is one.
    CompletableFuture<SipRequest> firstNotify();

    /// Refreshes it now.
    void refresh() throws SipException, InterruptedException;

    /// Unsubscribes, and waits until the notifier says so.
    @Override
    void close();
}
