package dev.ringback.admission;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Counts wrong credentials in a row, for each user and source address (of IPv6 the network of 64
/// bits): whoever guesses passwords is stopped, and the user whose name is used is not, because it
/// calls from elsewhere.
///
/// - After so many wrong tries the pair is blocked for one minute: its credentials are not even
///   looked at. Tries during that minute do not make it longer.
/// - Credentials that are right forget all that was wrong before; so does an hour without a try.
///
/// Why so: ADR 0017. Memory is fixed: 4,096 pairs of about 40 bytes. When more than that are wrong
/// at once, the oldest of those that share a place are forgotten; a secret keeps anybody from
/// choosing which. Any thread, without locks.
public final class WrongTries {
    private static final Duration BLOCKED = Duration.ofMinutes(1);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int SLOTS = 4_096;
    private static final int NEIGHBOURS = 4;

    /// The octets of an IPv6 address that one customer is given at least: it owns all below.
    private static final int NETWORK = 8;

    private final int most;
    private final long secret;
    private final AtomicReferenceArray<@Nullable Wrong> slots = new AtomicReferenceArray<>(SLOTS);

    /// @param most how many wrong tries in a row block, at least one
    /// @param secret what nobody outside knows
    public WrongTries(int most, long secret) {
        if (most < 1) {
            throw new IllegalArgumentException("one try at least");
        }
        this.most = most;
        this.secret = secret;
    }

    /// Who tried, as a number that tells pairs apart.
    ///
    /// @param realm the realm of the credentials
    /// @param user the user name in them
    /// @param source where they came from
    long key(String realm, String user, InetAddress source) {
        long key = mix(mix(secret, realm), user);
        byte[] address = source.getAddress();
        for (int i = 0; i < Math.min(address.length, NETWORK); i++) {
            key = mix(key, address[i]);
        }
        return key;
    }

    /// Whether so many tries were wrong that no more are looked at now.
    boolean blocked(long key, Instant now) {
        int slot = find(key);
        Wrong wrong = slot < 0 ? null : slots.get(slot);
        return wrong != null && wrong.count >= most && wrong.isAbout(key, now, most);
    }

    /// Notes a wrong try.
    ///
    /// @return whether it was one too many
    boolean wrong(long key, Instant now) {
        while (true) {
            int found = find(key);
            int slot = found < 0 ? victim(key, now) : found;
            Wrong old = slots.get(slot);
            boolean again = old != null && old.isAbout(key, now, most);
            int count = again ? Math.min(old.count + 1, most) : 1;
            if (slots.compareAndSet(slot, old, new Wrong(key, count, now))) {
                return count >= most;
            }
        }
    }

    /// Forgets what was wrong before.
    void right(long key) {
        int slot = find(key);
        Wrong wrong = slot < 0 ? null : slots.get(slot);
        if (wrong != null && wrong.key == key) {
            slots.compareAndSet(slot, wrong, null);
        }
    }

    private int find(long key) {
        for (int i = 0; i < NEIGHBOURS; i++) {
            Wrong wrong = slots.get(slot(key, i));
            if (wrong != null && wrong.key == key) {
                return slot(key, i);
            }
        }
        return -1;
    }

    /// The place for a new pair: an empty one, else that of the oldest.
    private int victim(long key, Instant now) {
        int oldest = slot(key, 0);
        Instant since = now;
        for (int i = 0; i < NEIGHBOURS; i++) {
            Wrong wrong = slots.get(slot(key, i));
            if (wrong == null) {
                return slot(key, i);
            }
            if (wrong.last.isBefore(since)) {
                oldest = slot(key, i);
                since = wrong.last;
            }
        }
        return oldest;
    }

    private static int slot(long key, int neighbour) {
        return (int) (key + neighbour) & (SLOTS - 1);
    }

    private static long mix(long key, String text) {
        long mixed = mix(key, text.length());
        for (int i = 0; i < text.length(); i++) {
            mixed = mix(mixed, text.charAt(i));
        }
        return mixed;
    }

    private static long mix(long key, int value) {
        long mixed = (key ^ value) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ mixed >>> 29;
    }

    /// What was wrong.
    private record Wrong(long key, int count, Instant last) {
        /// Whether it is about this pair and not forgotten yet.
        boolean isAbout(long asked, Instant now, int most) {
            Duration kept = count >= most ? BLOCKED : REMEMBERED;
            return key == asked && last.plus(kept).isAfter(now);
        }
    }
}
