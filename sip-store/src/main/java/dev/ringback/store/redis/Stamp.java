package dev.ringback.store.redis;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Makes stamps: octets that no other write has, neither of this process nor of any other.
final class Stamp {
    static final int LENGTH = 2 * Long.BYTES;

    private final long process = new SecureRandom().nextLong();
    private final AtomicLong last = new AtomicLong();

    /// The next one.
    byte[] next() {
        return ByteBuffer.allocate(LENGTH).putLong(process).putLong(last.incrementAndGet()).array();
    }
}
