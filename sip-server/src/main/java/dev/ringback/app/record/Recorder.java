package dev.ringback.app.record;

import dev.ringback.runtime.ShardWatch;
import dev.ringback.stack.ListenPoint;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/// Records what passes the shards of a server: the last messages, as many as there is memory for,
/// and the causes of the answers that were given to them.
///
/// Each shard writes on its own thread, without locks. Readers are of any thread and hold nobody
/// up: what is overwritten while they read is lost to them.
public final class Recorder {
    private static final int FEWEST_SEGMENTS = 2;

    private final LongSupplier clock;
    private final long octets;
    private final int segments;
    private final LocalAddresses own = new LocalAddresses();
    private final List<Track> tracks = new CopyOnWriteArrayList<>();

    /// @param clock monotonic nanoseconds
    /// @param octets the memory that all shards together may take
    /// @param shards how many shards there are
    public Recorder(LongSupplier clock, long octets, int shards) {
        this.clock = clock;
        this.octets = octets;
        this.segments =
                (int) Math.max(FEWEST_SEGMENTS, octets / Math.max(1, shards) / Segment.SIZE);
    }

    /// Tells where we are heard.
    public void heardAt(List<ListenPoint> points) {
        own.set(points);
    }

    /// Makes what records one more shard.
    public ShardWatch shard() {
        Track track = new Track(clock, own, segments);
        tracks.add(track);
        return track;
    }

    /// The octets that are kept at most.
    long octets() {
        return octets;
    }

    /// A reader that begins with the oldest of what there is. One thread at a time.
    public RecordReader reader() {
        return new RecordReader(tracks);
    }
}
