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
            redis.call('SET', KEYS[1], ARGV[2])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            if ARGV[4] ~= '' then
              redis.call('PUBLISH', ARGV[4], ARGV[2])
            end
            return 1
            """;

    /// Milliseconds for which a record without bindings stays: longer than anybody asks again who
    /// does not know whether it was written.
    private static final long EMPTY_LIFETIME = Duration.ofMinutes(1).toMillis();

    private static final byte[] NOWHERE = {};

    private final byte[] key;
    private final byte[] expected;
    private final byte[] value;
    private final long lifetime;
    private final boolean told;

    /// @param key the name
    /// @param expected the stamp of what it is made from; no octets for nothing
    /// @param stamp its own
    /// @param record the bindings that it leaves; where there are none, a record of none, which
    ///     stays for a minute
    /// @param told whether those who watch are told
    Swap(
            byte[] key,
            byte[] expected,
            byte[] stamp,
            BindingRecord record,
            Moment now,
            boolean told) {
        this.key = key;
        this.expected = expected;
        this.value = Stored.octets(stamp, record, now);
        this.lifetime = lifetime(record, now);
        this.told = told;
    }

    private static long lifetime(BindingRecord record, Moment now) {
        long longest = 0;
        for (Binding binding : record.bindings()) {
            long left = Duration.ofNanos(binding.expiresAt() - now.monotonic()).toMillis();
            longest = Math.max(longest, left);
        }
        return longest == 0 ? EMPTY_LIFETIME : longest;
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
        byte[] milliseconds = Long.toString(lifetime).getBytes(US_ASCII);
        return new byte[][] {expected, value, milliseconds, told ? channel : NOWHERE};
    }
}
