package dev.ringback.app;

import dev.ringback.auth.SourceNetwork;
import dev.ringback.guard.Ban;
import dev.ringback.guard.GuardSettings;
import dev.ringback.guard.SourceGuard;
import dev.ringback.guard.Sources;
import dev.ringback.stack.Flow;
import dev.ringback.stack.SourceGate;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives a [SourceGuard] the time, and asks it for the sockets and the cores of all shards. Any
/// thread.
final class WatchedSources implements SourceGate, Sources {
    private static final Logger LOG = LoggerFactory.getLogger(RingbackServer.class);

    private final long start = System.nanoTime();
    private final SourceGuard guard;

    WatchedSources(GuardSettings settings) {
        this.guard = new SourceGuard(settings, new SecureRandom().nextLong());
    }

    /// Goes by other settings from now on.
    void follow(GuardSettings settings) {
        guard.follow(settings);
    }

    @Override
    public boolean banned(InetAddress source) {
        return guard.banned(source, now());
    }

    @Override
    public Passage arrived(Flow flow, boolean request) {
        InetAddress source = flow.remote().getAddress();
        boolean stream = flow.transport().reliable();
        long now = now();
        Passage passage = guard.arrived(source, stream, request, now);
        if (passage == Passage.NONE) {
            told(guard.flooded(source, stream, now));
        }
        return passage;
    }

    @Override
    public void malformed(Flow flow) {
        told(guard.malformed(flow.remote().getAddress(), flow.transport().reliable(), now()));
    }

    @Override
    public boolean exempt(InetAddress source) {
        return guard.exempt(source);
    }

    @Override
    public void failed(InetAddress source, String user) {
        told(guard.failed(source, user, now()));
    }

    @Override
    public void succeeded(InetAddress source) {
        guard.succeeded(source, now());
    }

    @Override
    public void proved(InetAddress source) {
        guard.proved(source, now());
    }

    /// The bans that hold now.
    List<BannedSource> bans() {
        long now = now();
        return guard.bans(now).stream()
                .map(
                        ban ->
                                new BannedSource(
                                        ban.source().toString(),
                                        ban.offence(),
                                        ban.times(),
                                        ban.left(now)))
                .toList();
    }

    /// Ends the ban of a source.
    ///
    /// @return whether there was one
    boolean lift(InetAddress source) {
        boolean lifted = guard.lift(SourceNetwork.of(source));
        if (lifted) {
            LOG.warn("the ban of {} was ended by hand", SourceNetwork.of(source));
        }
        return lifted;
    }

    private static void told(@Nullable Ban ban) {
        if (ban != null) {
            LOG.warn(
                    "{} is banned for {} s: {}",
                    ban.source(),
                    ban.left(ban.since()).toSeconds(),
                    ban.offence());
        }
    }

    private long now() {
        return System.nanoTime() - start;
    }
}
