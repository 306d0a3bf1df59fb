package dev.ringback.sip;

import dev.ringback.message.SipRequest;
import java.util.concurrent.CompletableFuture;

/// A subscription to events, RFC 6665. It refreshes itself until it is closed, without a thread.
public interface Subscription extends AutoCloseable {
    /// Whether it goes on.
    boolean active();

    /// Completed when it is over and will not begin anew, with the last reason: `noresource`,
    /// `rejected`, `timeout`, … The last notification has been handled by then.
    CompletableFuture<String> ended();

    /// Completed with the first NOTIFY.
    CompletableFuture<SipRequest> firstNotify();

    /// Refreshes it now, so that the present state is told.
    void refresh();

    /// Unsubscribes, and waits until the notifier says so.
    @Override
    void close();
}
