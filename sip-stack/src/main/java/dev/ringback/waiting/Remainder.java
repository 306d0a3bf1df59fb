package dev.ringback.waiting;

import dev.ringback.stack.Destination;
import org.jspecify.annotations.Nullable;

/// What is left of a transaction that is over.
public final class Remainder {
    private final Wait kind;
    private final Fingerprint key;
    private final @Nullable Fingerprint other;
    private final @Nullable Destination to;
    private final byte[] octets;
    private final long deadline;

    /// @param kind what it waits for
    /// @param key its key
    /// @param other for a server transaction, what it claims, which is found like its key; for a
    ///   client transaction the key of the server transaction that gets its further 2xx; null for
    ///   none
    /// @param to where it sends; null where it sends nothing
    /// @param octets what it sends, or its To tag; nobody may change them any more
    /// @param deadline when it is forgotten, in nanoseconds of the monotonic clock
    public Remainder(
            Wait kind,
            Fingerprint key,
            @Nullable Fingerprint other,
            @Nullable Destination to,
            byte[] octets,
            long deadline) {
        this.kind = kind;
        this.key = key;
        this.other = other;
        this.to = to;
        this.octets = octets;
        this.deadline = deadline;
    }

    /// What it waits for.
    public Wait kind() {
        return kind;
    }

    /// Its key.
    public Fingerprint key() {
        return key;
    }

    /// What it claims, or for a client transaction the key of the server transaction that gets its
    /// further 2xx; null for none.
    public @Nullable Fingerprint other() {
        return other;
    }

    /// Where it sends; null where it sends nothing.
    public @Nullable Destination to() {
        return to;
    }

    /// What it sends, or its To tag: not a copy, and not to be changed.
    public byte[] octets() {
        return octets;
    }

    /// When it is forgotten, in nanoseconds of the monotonic clock.
    public long deadline() {
        return deadline;
    }
}
