package dev.ringback.store.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringback.location.Binding;
import dev.ringback.store.record.BindingRecord;
import dev.ringback.store.record.Moment;
import java.time.Duration;

/// A change of what is under a key, done only where it still is what it was made from.
final class Swap {
    /// What Redis runs, in one step. It tells those who watch, too, so that they hear of changes in
    /// the order in which they were made. The time to live is relative: the clocks of the machines
    /// need not agree for it.
    static final String SCRIPT =
            """
            if redis.call('GETRANGE', KEYS[1], 0, 15) ~= ARGV[1] then
              return 0
            end
            if ARGV[3] == '0' then
              redis.call('DEL', KEYS[1])
            else
              redis.call('SET', KEYS[1], ARGV[2])
              redis.call('PEXPIRE', KEYS[1], ARGV[3])
            end
            redis.call('PUBLISH', ARGV[4], ARGV[2])
            return 1
            """;

    private final byte[] key;
    private final byte[] expected;
    private final byte[] value;
    private final long lifetime;

    /// @param key the name
    /// @param expected the stamp of what it is made from; no octets for nothing
    /// @param stamp its own
    /// @param record the bindings that it leaves; where there are none, or all have ended, nothing
    Swap(byte[] key, byte[] expected, byte[] stamp, BindingRecord record, Moment now) {
        this.key = key;
        this.expected = expected;
        this.value = Stored.octets(stamp, record, now);
        this.lifetime = lifetime(record, now);
    }

    private static long lifetime(BindingRecord record, Moment now) {
        long longest = 0;
        for (Binding binding : record.bindings()) {
            long left = Duration.ofNanos(binding.expiresAt() - now.monotonic()).toMillis();
            longest = Math.max(longest, left);
        }
        return longest;
    }

    byte[] key() {
        return key;
    }

    /// What the script calls KEYS.
    byte[][] keys() {
        return new byte[][] {key};
    }

    /// What the script calls ARGV.
    ///
    /// @param channel where it tells
    byte[][] arguments(byte[] channel) {
        return new byte[][] {expected, value, Long.toString(lifetime).getBytes(US_ASCII), channel};
    }
}
