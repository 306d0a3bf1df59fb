package dev.ringback.admission;

import dev.ringback.auth.SourceNetwork;
import dev.ringback.guard.FixedTable;
import dev.ringback.guard.KeyedHash;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Counts wrong credentials, so that whoever guesses passwords is stopped and the user whose name
/// is used is not.
///
/// - **One source against one user.** After so many wrong tries in a row the pair is blocked: its
///   credentials are not even looked at. Each wrong try after the block makes the next one twice
///   as long: 1 minute, 2, 4, 8, 15. Tries during a block do not make it longer.
/// - **A usual source**, one from which that user has proved itself within 30 days, is blocked for
///   one minute at most.
/// - **Many sources against one user.** After ten times as many wrong tries from sources that are
///   not usual ones, within an hour of each other, all such sources together get one try, then
///   another after 1 second, 2, 4, up to one a minute. Usual sources do not notice.
/// - Over UDP anybody can write any source. Tries that do not answer a challenge which went to
///   their source are counted in books of their own, and block only their like.
/// - Credentials that are right forget what was wrong at their source; so does an hour without a
///   try.
///
/// Why so: ADR 0017. Memory is fixed: [FixedTable]. Any thread, without locks.
public final class WrongTries {
    private static final Duration FIRST_BLOCK = Duration.ofMinutes(1);
    private static final Duration LONGEST_BLOCK = Duration.ofMinutes(15);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final Duration USUAL = Duration.ofDays(30);

    /// How old a usual source may be before it is written anew.
    private static final Duration FRESH = Duration.ofHours(1);

    private static final int PLACES = 4_096;
    private static final int USUAL_PLACES = 16_384;

    /// How many times more tries all new sources together have than one.
    private static final int TOGETHER = 10;

    private static final int MOST_DOUBLINGS = 20;

    private final int most;
    private final KeyedHash hash;
    private final Book proved;
    private final Book claimed;
    private final FixedTable<Usual> usual;

    /// @param most how many wrong tries in a row block, at least one
    /// @param secret what nobody outside knows
    public WrongTries(int most, long secret) {
        if (most < 1) {
            throw new IllegalArgumentException("one try at least");
        }
        this.most = most;
        this.hash = new KeyedHash(secret);
        this.proved = new Book();
        this.claimed = new Book();
        this.usual = new FixedTable<>(USUAL_PLACES);
    }

    private WrongTries(int most, WrongTries other) {
        this.most = most;
        this.hash = other.hash;
        this.proved = other.proved;
        this.claimed = other.claimed;
        this.usual = other.usual;
    }

    /// The same memory by another bound: what is told to one of them the other knows.
    ///
    /// @param bound how many wrong tries in a row block, at least one
    public WrongTries with(int bound) {
        return bound == most ? this : new WrongTries(bound, this);
    }

    /// Who tries, and from where.
    ///
    /// @param user stands for the user
    /// @param pair stands for the user at this source
    /// @param here whether the source is proved: a connection, or an answer to a challenge that
    ///     went there
    record Trier(long user, long pair, boolean here) {}

    /// Who tries.
    ///
    /// @param realm the realm of the credentials
    /// @param name the user name in them
    /// @param source where they came from
    /// @param here whether that source is proved
    Trier trier(String realm, String name, SourceNetwork source, boolean here) {
        long user = hash.with(hash.with(0, realm), name);
        return new Trier(user, hash.with(hash.of(source) ^ user, name), here);
    }

    /// Whether so many tries were wrong that no more are looked at now.
    boolean blocked(Trier trier, Instant now) {
        Book book = book(trier);
        return waits(book.pairs.find(trier.pair), now)
                || (waits(book.users.find(trier.user), now) && !usual(trier, now));
    }

    /// Notes a wrong try.
    ///
    /// @return whether it was one too many
    boolean wrong(Trier trier, Instant now) {
        boolean atHome = usual(trier, now);
        Wrong pair =
                book(trier)
                        .pairs
                        .update(
                                trier.pair,
                                old ->
                                        counted(
                                                old,
                                                trier.pair,
                                                now,
                                                count -> block(count, atHome)));
        if (!atHome) {
            book(trier)
                    .users
                    .update(
                            trier.user,
                            old -> counted(old, trier.user, now, this::delayOfStrangers));
        }
        return waits(pair, now);
    }

    /// Forgets what was wrong at this source, and that it is a usual one of this user.
    void right(Trier trier, Instant now) {
        book(trier).pairs.update(trier.pair, _ -> null);
        usual.update(
                trier.pair,
                old ->
                        old != null && old.since + FRESH.toMillis() > now.toEpochMilli()
                                ? old
                                : new Usual(trier.pair, now.toEpochMilli()));
    }

    private Book book(Trier trier) {
        return trier.here ? proved : claimed;
    }

    private boolean usual(Trier trier, Instant now) {
        Usual known = usual.find(trier.pair);
        return known != null && known.lasts() > now.toEpochMilli();
    }

    private static boolean waits(@Nullable Wrong wrong, Instant now) {
        return wrong != null && wrong.until > now.toEpochMilli();
    }

    private static Wrong counted(@Nullable Wrong old, long key, Instant now, Penalty penalty) {
        long at = now.toEpochMilli();
        int before = old == null || old.lasts() <= at ? 0 : old.count;
        int count = Math.min(before + 1, Integer.MAX_VALUE - 1);
        return new Wrong(key, count, at, at + penalty.after(count).toMillis());
    }

    private Duration block(int count, boolean atHome) {
        if (count < most) {
            return Duration.ZERO;
        }
        return atHome ? FIRST_BLOCK : doubled(FIRST_BLOCK, count - most, LONGEST_BLOCK);
    }

    private Duration delayOfStrangers(int count) {
        int free = most * TOGETHER;
        return count < free ? Duration.ZERO : doubled(FIRST_DELAY, count - free, LONGEST_DELAY);
    }

    private static Duration doubled(Duration first, int times, Duration longest) {
        Duration length = first.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        return length.compareTo(longest) < 0 ? length : longest;
    }

    /// How long nothing more is looked at after so many wrong tries.
    private interface Penalty {
        Duration after(int count);
    }

    /// What was wrong.
    private static final class Book {
        final FixedTable<Wrong> pairs = new FixedTable<>(PLACES);
        final FixedTable<Wrong> users = new FixedTable<>(PLACES);
    }

    /// Wrong tries in a row.
    ///
    /// @param last when the last one was, in milliseconds of the wall clock
    /// @param until how long no more are looked at
    private record Wrong(long key, int count, long last, long until) implements FixedTable.Entry {
        @Override
        public long lasts() {
            return Math.max(last, until) + REMEMBERED.toMillis();
        }
    }

    /// A source from which a user has proved itself.
    ///
    /// @param since when, in milliseconds of the wall clock
    private record Usual(long key, long since) implements FixedTable.Entry {
        @Override
        public long lasts() {
            return since + USUAL.toMillis();
        }
    }
}
