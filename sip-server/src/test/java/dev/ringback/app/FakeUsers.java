package dev.ringback.app;

import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.Subscriber;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Users that a test adds, of a store that can be broken.
final class FakeUsers implements Versions.Users {
    private final AtomicReference<MemorySubscribers> known =
            new AtomicReference<>(MemorySubscribers.NONE);
    private String fault = "";

    /// One more, of example.com and with the password secret.
    FakeUsers with(String name) {
        Subscriber user = Subscriber.withPassword(name, "example.com", "secret");
        known.updateAndGet(users -> users.with(List.of(user)));
        return this;
    }

    /// Nobody any more.
    void clear() {
        known.set(MemorySubscribers.NONE);
    }

    /// What the store complains of from now on; empty for nothing.
    void fail(String reason) {
        fault = reason;
    }

    @Override
    public MemorySubscribers known() {
        return known.get();
    }

    @Override
    public void refresh() throws IOException {
        if (!fault.isEmpty()) {
            throw new IOException(fault);
        }
    }
}
