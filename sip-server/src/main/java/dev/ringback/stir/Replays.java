package dev.ringback.stir;

import dev.ringback.auth.SourceNetwork;
import dev.ringback.guard.FixedTable;
import dev.ringback.guard.KeyedHash;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.List;

/// Notices a signature that is taken from one call and put on another while it is still fresh: RFC
/// 8224 §12.1.
///
/// One call may come more than once: repeated, by another way, and forked. So what has the Call-ID
/// and the tag of the first is the same call, if it comes from the same source, or is for another
/// Request-URI. Whoever sends from that source could have sent the first one, too.
///
/// Memory is fixed; only signatures that are good come here. One for all shards, any thread,
/// without locks.
public final class Replays {
    private static final int PLACES = 16_384;

    /// A signature is fresh from that long before its time until that long after it.
    private static final int WINDOWS = 2;

    private final KeyedHash hash;
    private final long remembered;
    private final FixedTable<Seen> seen = new FixedTable<>(PLACES);

    /// Nothing was seen yet.
    ///
    /// @param secret what nobody outside knows
    /// @param freshness how old a signature may be, and how far ahead
    public Replays(long secret, Duration freshness) {
        this.hash = new KeyedHash(secret);
        this.remembered = freshness.multipliedBy(WINDOWS).toNanos();
    }

    /// How a request came.
    ///
    /// @param request the request
    /// @param target its Request-URI as it came
    /// @param source who sent it
    public record Arrival(SipRequest request, Uri target, SourceNetwork source) {}

    /// The first use of a signature.
    private record Seen(long key, long call, long target, long source, long lasts)
            implements FixedTable.Entry {
        boolean same(Seen later) {
            return call == later.call && (source == later.source || target != later.target);
        }
    }

    /// Whether one of these signatures was on another call, and remembers them.
    ///
    /// @param seals what [Verification.Passed#seals] says
    /// @param now the monotonic clock in nanoseconds
    public boolean repeated(List<String> seals, Arrival arrival, long now) {
        boolean repeated = false;
        for (String seal : seals) {
            Seen use = use(seal, arrival, now);
            Seen first =
                    seen.update(use.key, old -> old == null || old.lasts - now <= 0 ? use : old);
            repeated |= first != null && !first.same(use);
        }
        return repeated;
    }

    private Seen use(String seal, Arrival arrival, long now) {
        SipRequest request = arrival.request();
        String call = request.callId() + '\n' + request.from().tag();
        return new Seen(
                hash.with(1, seal),
                hash.with(2, call),
                hash.with(3, arrival.target().toString()),
                hash.of(arrival.source()),
                now + remembered);
    }
}
