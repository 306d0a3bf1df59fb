package dev.ringback.app;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the [BanFile] of a running server: ends the bans that shall end, and tells those that hold
/// whenever others do. A folder that cannot be used is told of once, until it can. One thread.
final class BanWatch {
    private static final Logger LOG = LoggerFactory.getLogger(BanWatch.class);

    private final BanFile file;
    private final WatchedSources sources;
    private List<Told> told = List.of();
    private boolean fresh = true;
    private boolean faulty;

    /// What makes a ban another one.
    private record Told(String source, int times) {}

    BanWatch(BanFile file, WatchedSources sources) {
        this.file = file;
        this.sources = sources;
    }

    /// Looks what is wished and what has changed.
    void poll() {
        try {
            for (InetAddress source : file.asked()) {
                sources.lift(source);
            }
            tell(sources.bans());
            faulty = false;
        } catch (IOException e) {
            if (!faulty) {
                LOG.warn("the bans can neither be shown nor ended: {}", e.toString());
            }
            faulty = true;
        }
    }

    private void tell(List<BannedSource> bans) throws IOException {
        List<Told> now = bans.stream().map(ban -> new Told(ban.source(), ban.times())).toList();
        if (fresh || !now.equals(told)) {
            file.write(bans, Instant.now());
            told = now;
            fresh = false;
        }
    }

    /// No ban outlives the server.
    void close() {
        try {
            file.write(List.of(), Instant.now());
        } catch (IOException e) {
            LOG.debug("the list of bans stays: {}", e.toString());
        }
    }
}
