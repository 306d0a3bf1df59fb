package dev.ringback.app.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what a [Recorder] holds, each entry once, and goes on where it ended the last time. One
/// thread at a time.
public final class RecordReader {
    private static final long NOWHERE = -1;

    private final List<Track> tracks;
    private final List<Place> places = new ArrayList<>();
    private final Segment.Copy copy = new Segment.Copy();
    private long missed;

    RecordReader(List<Track> tracks) {
        this.tracks = tracks;
    }

    /// How far it has read in one track.
    private static final class Place {
        private long segment = NOWHERE;
        private int offset;
        private int decision;

        void begin(long number) {
            segment = number;
            offset = 0;
            decision = 0;
        }
    }

    /// Hands over all that came since the last time: of each shard the messages of a while in their
    /// order, then the decisions of that while in theirs.
    public void read(Consumer<Recorded> sink) {
        read(new Wanted(null, Set.of(), sink));
    }

    /// Passes over all that there is.
    public void skip() {
        read(Set.of(), _ -> {});
    }

    /// How many pieces of the record were overwritten before it came to them.
    public long missed() {
        return missed;
    }

    /// Hands over all that came since the last time and may be of some calls: a message of another
    /// one is among them where the hashes of the Call-IDs are the same.
    ///
    /// @param callIds the Call-IDs
    public void read(Set<String> callIds, Consumer<Recorded> sink) {
        Set<Integer> hashes = callIds.stream().map(String::hashCode).collect(Collectors.toSet());
        read(new Wanted(callIds, hashes, sink));
    }

    private void read(Wanted wanted) {
        for (int i = 0; i < tracks.size(); i++) {
            if (i == places.size()) {
                places.add(new Place());
            }
            read(tracks.get(i), places.get(i), wanted);
        }
    }

    private void read(Track track, Place place, Wanted wanted) {
        long last = track.last();
        long first = track.first();
        if (place.segment < first) {
            missed += place.segment == NOWHERE ? 0 : first - place.segment;
            place.begin(first);
        }
        for (long number = place.segment; number <= last; number++) {
            if (number != place.segment) {
                place.begin(number);
            }
            if (track.copy(number, copy)) {
                hand(place, wanted);
            } else {
                missed++;
            }
        }
    }

    /// Each entry is behind before it is handed over: one that is too much for whoever takes it
    /// does not come again.
    private void hand(Place place, Wanted wanted) {
        while (place.offset < copy.used()) {
            int offset = place.offset;
            place.offset += copy.length(offset);
            if (wanted.takes(copy.hash(offset))) {
                wanted.give(copy.message(offset));
            }
        }
        while (place.decision < copy.decided()) {
            wanted.give(copy.decision(place.decision++));
        }
    }

    /// Who takes what.
    ///
    /// @param callIds of which calls; null for all
    /// @param hashes the hashes of those
    private record Wanted(
            @Nullable Set<String> callIds, Set<Integer> hashes, Consumer<Recorded> sink) {
        /// Whether a message with that hash of its Call-ID may be wanted.
        boolean takes(int hash) {
            return callIds == null || hashes.contains(hash);
        }

        /// The hash is enough: whoever takes messages of a call reads them and sees the Call-ID.
        void give(Recorded.Message message) {
            sink.accept(message);
        }

        void give(Recorded.Decided decision) {
            if (callIds == null || callIds.contains(decision.callId())) {
                sink.accept(decision);
            }
        }
    }
}
