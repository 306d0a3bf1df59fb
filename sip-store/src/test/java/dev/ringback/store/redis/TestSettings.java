package dev.ringback.store.redis;

import java.time.Duration;
import java.util.UUID;

/// Settings for tests: what is counted is counted often, and a busy machine is waited for.
final class TestSettings {
    private static final int MOST_WAITING = 1_000;

    private TestSettings() {}

    /// One that no other test has.
    static String prefix() {
        return "test-" + UUID.randomUUID() + ':';
    }

    static RedisSettings of(RedisUri uri, String prefix) {
        return of(uri, prefix, 1, Duration.ofSeconds(5));
    }

    static RedisSettings of(RedisUri uri, String prefix, int replicas, Duration timeout) {
        return new RedisSettings(
                uri, prefix, replicas, timeout, MOST_WAITING, Duration.ofMillis(200));
    }
}
