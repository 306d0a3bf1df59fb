package dev.ringback.app;

import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.Subscriber;
import java.io.IOException;
import java.util.List;

/// Users that a test adds, of a store that can be broken.
final class FakeUsers implements Versions.Users {
    private final MemorySubscribers known = new MemorySubscribers(List.of());
    private String fault = "";

    /// One more, of example.com and with the password secret.
    FakeUsers with(String name) {
        known.put(Subscriber.withPassword(name, "example.com", "secret"));
        return this;
    }

    /// What the store complains of from now on; empty for nothing.
    void fail(String reason) {
        fault = reason;
    }

    @Override
    public MemorySubscribers known() {
        return known;
    }

    @Override
    public void refresh() throws IOException {
        if (!fault.isEmpty()) {
            throw new IOException(fault);
        }
    }
}
