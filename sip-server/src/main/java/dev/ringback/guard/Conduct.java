package dev.ringback.guard;

import java.time.Duration;

/// What is known of the conduct of a source. Times are nanoseconds of the monotonic clock.
///
/// @param key the source
/// @param proved until when it counts as one that receives at its address
/// @param since when counting began
/// @param floods messages above every limit
/// @param malformed what was no message
/// @param users a bit for each of 64 groups of users about whom a request failed
record Conduct(long key, long proved, long since, int floods, int malformed, long users)
        implements FixedTable.Entry {
    private static final long WINDOW = Duration.ofMinutes(10).toNanos();
    private static final int MOST_FLOODS = 1_000;
    private static final int MOST_MALFORMED = 200;

    /// Groups of users; 20 of 64 are met by 24 users on average.
    private static final int MOST_USERS = 20;

    /// Nothing is known.
    static Conduct blank(long key, long now) {
        return new Conduct(key, now, now, 0, 0, 0);
    }

    /// The same, proved until then.
    Conduct provedUntil(long then) {
        return new Conduct(key, then, since, floods, malformed, users);
    }

    /// The same without anything bad.
    Conduct cleared() {
        return floods == 0 && malformed == 0 && users == 0
                ? this
                : new Conduct(key, proved, since, 0, 0, 0);
    }

    /// The same with one more offence; what is older than ten minutes is forgotten.
    Conduct with(Offence offence, long user, long now) {
        if (now - since >= WINDOW) {
            return new Conduct(key, proved, now, 0, 0, 0).with(offence, user, now);
        }
        return switch (offence) {
            case FLOOD -> new Conduct(key, proved, since, floods + 1, malformed, users);
            case MALFORMED -> new Conduct(key, proved, since, floods, malformed + 1, users);
            case SCANNING -> new Conduct(key, proved, since, floods, malformed, users | bit(user));
        };
    }

    /// Whether that is one too many.
    boolean bans(Offence offence) {
        return switch (offence) {
            case FLOOD -> floods >= MOST_FLOODS;
            case MALFORMED -> malformed >= MOST_MALFORMED;
            case SCANNING -> Long.bitCount(users) >= MOST_USERS;
        };
    }

    private static long bit(long user) {
        return 1L << (user >>> 58);
    }

    @Override
    public long lasts() {
        return Math.max(proved, since + WINDOW);
    }
}
