package dev.ringback.guard;

import dev.ringback.auth.SourceNetwork;
import dev.ringback.routing.Network;
import dev.ringback.stack.SourceGate.Passage;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Judges sources: how much each may send, and which are banned. Loopback and trusted networks may
/// send anything.
///
/// - **Rates.** A source has a token bucket; one that is proved has ten times as much. What is
///   above gets on only if it is not [dev.ringback.stack.Priority#NEW], from a second bucket four
///   times as large; what is above that too is thrown away unread. All sources that are not proved
///   share a third bucket, so that a flood of forged ones leaves the others room.
/// - **Proved** is a source with a connection, and one that has answered a challenge of ours within
///   two hours. Over UDP nothing else proves that an address is its sender's.
/// - **Bans.** Counted within ten minutes. Only what proves itself counts:
///   what came over a connection, and credentials that answer a challenge which went to their
///   source. So nobody gets an address banned that it cannot receive at. Why so: ADR 0035.
///
/// Times are nanoseconds of the monotonic clock. Any thread, without locks; memory is fixed.
public final class SourceGuard {
    private static final int PLACES = 65_536;
    private static final int RECORDS = 16_384;
    private static final int PROVED_FACTOR = 10;
    private static final int RESERVE_FACTOR = 4;
    private static final long PROVED_FOR = Duration.ofHours(2).toNanos();

    private final AtomicReference<Rules> rules;
    private final KeyedHash hash;
    private final BanList bans;
    private final AtomicLong allStrangers = new AtomicLong(Long.MIN_VALUE / 2);
    private final FixedTable<Rate> rates = new FixedTable<>(PLACES);
    private final FixedTable<Conduct> records = new FixedTable<>(RECORDS);

    /// @param secret what nobody outside knows
    public SourceGuard(GuardSettings settings, long secret) {
        this.rules = new AtomicReference<>(Rules.of(settings));
        this.hash = new KeyedHash(secret);
        this.bans = new BanList(settings.ban(), settings.longestBan());
    }

    /// The settings, and what follows from them.
    private record Rules(GuardSettings settings, Limit stranger, Limit known, Pace strangers) {
        static Rules of(GuardSettings settings) {
            int rate = Math.max(1, settings.rate());
            return new Rules(
                    settings,
                    Limit.of(rate, settings.burst()),
                    Limit.of(rate * PROVED_FACTOR, settings.burst() * PROVED_FACTOR),
                    Pace.of(settings.strangers(), settings.strangers()));
        }
    }

    /// Goes by other settings from now on. What is known of sources stays, and so do the bans that
    /// hold.
    public void follow(GuardSettings settings) {
        if (!settings.equals(rules.get().settings())) {
            rules.set(Rules.of(settings));
            bans.last(settings.ban(), settings.longestBan());
        }
    }

    /// Whether nothing applies to an address: loopback, a trusted network, or limits switched off.
    public boolean exempt(InetAddress address) {
        GuardSettings settings = rules.get().settings();
        if (!settings.on() || address.isLoopbackAddress()) {
            return true;
        }
        for (Network network : settings.trusted()) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /// Whether an address is banned.
    public boolean banned(InetAddress address, long now) {
        return !bans.isEmpty() && !exempt(address) && bans.holds(SourceNetwork.of(address), now);
    }

    /// Judges and counts what has arrived.
    ///
    /// @param stream whether it came over a connection
    /// @param request whether it begins like a request; responses are not counted
    public Passage arrived(InetAddress address, boolean stream, boolean request, long now) {
        if (exempt(address)) {
            return Passage.FREE;
        }
        SourceNetwork source = SourceNetwork.of(address);
        if (bans.holds(source, now)) {
            return Passage.BANNED;
        }
        if (!request) {
            return Passage.FREE;
        }
        long key = hash.of(source);
        return count(key, stream || proved(key, now), now);
    }

    /// What arrived was above every limit.
    ///
    /// @param stream whether it came over a connection
    /// @return the ban that this led to, or null
    public @Nullable Ban flooded(InetAddress address, boolean stream, long now) {
        return stream && !exempt(address)
                ? offend(SourceNetwork.of(address), Offence.FLOOD, "", now)
                : null;
    }

    /// What arrived was no message.
    ///
    /// @return the ban that this led to, or null
    public @Nullable Ban malformed(InetAddress address, boolean stream, long now) {
        return stream && !exempt(address)
                ? offend(SourceNetwork.of(address), Offence.MALFORMED, "", now)
                : null;
    }

    /// A request failed that proved its source: for want of credentials, because they were wrong,
    /// because its sender may not do that, or because there is no such user.
    ///
    /// @param user about whom it was
    /// @return the ban that this led to, or null
    public @Nullable Ban failed(InetAddress address, String user, long now) {
        return exempt(address)
                ? null
                : offend(SourceNetwork.of(address), Offence.SCANNING, user, now);
    }

    /// A request of a source succeeded that only its owner can have sent: it does not scan.
    public void succeeded(InetAddress address, long now) {
        if (exempt(address)) {
            return;
        }
        long key = hash.of(SourceNetwork.of(address));
        records.update(key, old -> old == null ? null : old.cleared());
        proved(address, now);
    }

    /// A source has shown that it receives what we send to its address.
    public void proved(InetAddress address, long now) {
        if (exempt(address)) {
            return;
        }
        long key = hash.of(SourceNetwork.of(address));
        records.update(
                key,
                old -> {
                    Conduct known = old == null ? Conduct.blank(key, now) : old;
                    return known.proved() - now > PROVED_FOR / 2
                            ? known
                            : known.provedUntil(now + PROVED_FOR);
                });
    }

    /// The bans that hold.
    public List<Ban> bans(long now) {
        return bans.list(now);
    }

    /// Ends a ban.
    ///
    /// @return whether there was one
    public boolean lift(SourceNetwork source) {
        return bans.lift(source);
    }

    private boolean proved(long key, long now) {
        Conduct conduct = records.find(key);
        return conduct != null && conduct.proved() - now > 0;
    }

    private Passage count(long key, boolean proved, long now) {
        Rules present = rules.get();
        Limit limit = proved ? present.known() : present.stranger();
        Rate rate = rates.update(key, old -> limit.take(old, key, now));
        Passage passage = rate == null ? Passage.FREE : rate.passage();
        return passage == Passage.FREE && !proved && !strangerPasses(present.strangers(), now)
                ? Passage.ONGOING
                : passage;
    }

    private boolean strangerPasses(Pace strangers, long now) {
        while (true) {
            long full = allStrangers.get();
            if (!strangers.permits(full, now)) {
                return false;
            }
            if (allStrangers.compareAndSet(full, strangers.taken(full, now))) {
                return true;
            }
        }
    }

    private @Nullable Ban offend(SourceNetwork source, Offence offence, String user, long now) {
        long key = hash.of(source);
        long person = hash.with(key, user);
        Conduct conduct =
                records.update(
                        key,
                        old -> {
                            Conduct known = old == null ? Conduct.blank(key, now) : old;
                            return known.with(offence, person, now);
                        });
        if (conduct == null || !conduct.bans(offence)) {
            return null;
        }
        records.update(key, old -> old == null ? null : old.cleared());
        return bans.ban(source, offence, now);
    }

    /// Two buckets of a source.
    ///
    /// @param free for anything
    /// @param reserve for what is above and not new
    private record Limit(Pace free, Pace reserve) {
        static Limit of(int rate, int burst) {
            return new Limit(
                    Pace.of(rate, burst), Pace.of(rate * RESERVE_FACTOR, burst * RESERVE_FACTOR));
        }

        Rate take(@Nullable Rate old, long key, long now) {
            long freeFull = old == null ? now : old.free;
            long reserveFull = old == null ? now : old.reserve;
            if (free.permits(freeFull, now)) {
                return new Rate(key, free.taken(freeFull, now), reserveFull, Passage.FREE);
            }
            if (reserve.permits(reserveFull, now)) {
                return new Rate(key, freeFull, reserve.taken(reserveFull, now), Passage.ONGOING);
            }
            return new Rate(key, freeFull, reserveFull, Passage.NONE);
        }
    }

    /// The buckets of a source: when each is full again, and how the last request was judged.
    private record Rate(long key, long free, long reserve, Passage passage)
            implements FixedTable.Entry {
        @Override
        public long lasts() {
            return Math.max(free, reserve);
        }
    }
}
