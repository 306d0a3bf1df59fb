package dev.ringback.transport;

import java.time.Duration;

/// How long one stream connection may still keep us waiting: for its handshake, for the rest of
/// what it began, for an answer to a keep-alive, or for any sign of life. Times are nanoseconds of
/// [System#nanoTime] that the connection passes in; everything runs on its loop.
final class Liveness {
    /// How long a connection that we closed waits for the peer to close its side.
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final long NEVER = Long.MAX_VALUE;

    private final TransportLimits limits;
    private long deadline = NEVER;
    private long pongDue = NEVER;
    private long lastHeard;
    private boolean heard;

    /// Whether the deadline is that of a part of a record or of a frame, not of a message.
    private boolean partOnly;

    Liveness(TransportLimits limits, long now) {
        this.limits = limits;
        lastHeard = now;
    }

    /// The handshake begins.
    void shakes(long now, boolean inbound) {
        Duration patience =
                inbound ? limits.handshake() : limits.connectTimeout().plus(limits.handshake());
        deadline = now + patience.toNanos();
    }

    /// The connection is open; nothing is owed yet.
    void opened(long now) {
        deadline = NEVER;
        lastHeard = now;
    }

    /// Something came that a message can be made of, or a sign of life.
    void hears(long now) {
        heard = true;
        pongDue = NEVER;
        lastHeard = now;
    }

    /// What was begun is complete.
    void complete() {
        deadline = NEVER;
        partOnly = false;
    }

    /// A message is owed from now on, unless something is owed already.
    void owes(long now) {
        if (deadline == NEVER) {
            deadline = now + limits.firstMessage().toNanos();
        }
    }

    /// A read has ended on a connection with TLS or frames. Where nothing was [heard][#hears], it
    /// brought a part of a record or of a frame, whose rest is owed.
    void readEnds(long now) {
        if (!heard && deadline == NEVER) {
            partOnly = true;
            owes(now);
        }
        heard = false;
    }

    /// A control frame has come whole: it may be what a part was a part of, unless a message was
    /// begun before it.
    void controlFrame(boolean messageBegun) {
        if (partOnly && !messageBegun) {
            complete();
        }
    }

    /// A sign of life was asked for. RFC 5626 §4.4.
    void asked(long now) {
        if (pongDue == NEVER) {
            pongDue = now + limits.patience().pong().toNanos();
        }
    }

    /// We have closed our side, or the peer its own.
    void lingers(long now) {
        pongDue = NEVER;
        deadline = now + LINGER.toNanos();
    }

    /// How long nothing has come; where nothing ever has, since the beginning.
    long silentFor(long now) {
        return now - lastHeard;
    }

    /// When the patience ends; [Long#MAX_VALUE] for never.
    ///
    /// @param idles whether long silence ends it, too
    long due(boolean idles) {
        long first = Math.min(deadline, pongDue);
        return idles ? Math.min(first, lastHeard + limits.patience().idle().toNanos()) : first;
    }

    /// Why it has ended.
    String reason(long now) {
        if (pongDue - now <= 0) {
            return "no answer to keep-alive";
        }
        return deadline - now <= 0 ? "no complete message in time" : "idle for too long";
    }
}
