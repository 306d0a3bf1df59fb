package dev.ringback.store.redis;

/// A Redis server, with a connection for reads and one for writes: those wait for replicas, and
/// nobody who reads shall wait with them.
///
/// @param server where it is
/// @param reads for what changes nothing
/// @param writes for what does
record Node(RedisUri.Server server, Link reads, Link writes) {
    /// Which of the two.
    enum Lane {
        READS,
        WRITES
    }

    Link link(Lane lane) {
        return switch (lane) {
            case READS -> reads;
            case WRITES -> writes;
        };
    }

    void close() {
        reads.close();
        writes.close();
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
