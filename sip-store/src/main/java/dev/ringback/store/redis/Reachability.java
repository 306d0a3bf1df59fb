package dev.ringback.store.redis;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once that Redis does not answer, and once that it does again. Safe for use by many threads.
final class Reachability {
    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);

    /// For so long nothing must have failed: while a part of a cluster is down, the others answer.
    private static final long QUIET = Duration.ofSeconds(3).toNanos();

    private final String uri;
    private volatile boolean lost;
    private volatile long failedAt;

    /// @param uri where Redis is, for the operator
    Reachability(String uri) {
        this.uri = uri;
    }

    /// A question got an answer.
    void worked() {
        if (lost && System.nanoTime() - failedAt > QUIET) {
            found();
        }
    }

    private synchronized void found() {
        if (lost) {
            lost = false;
            LOG.info("bindings in {} are reached again, all of them", uri);
        }
    }

    /// A question got none.
    void failed(String reason) {
        failedAt = System.nanoTime();
        if (!lost) {
            lose(reason);
        }
    }

    private synchronized void lose(String reason) {
        if (!lost) {
            lost = true;
            LOG.error("bindings in {} are not reached, all or some: {}", uri, reason);
        }
    }
}
