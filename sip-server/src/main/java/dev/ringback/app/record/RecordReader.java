package dev.ringback.app.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
        read(null, sink);
    }

    /// Passes over all that there is.
    public void skip() {
        read("", _ -> {});
    }

    /// How many pieces of the record were overwritten before it came to them.
    public long missed() {
        return missed;
    }

    /// Hands over all that came since the last time and may be of one call: a message of another
    /// one is among them where the hashes of the Call-IDs are the same.
    ///
    /// @param callId the Call-ID; null for all calls
    public void read(@Nullable String callId, Consumer<Recorded> sink) {
        for (int i = 0; i < tracks.size(); i++) {
            if (i == places.size()) {
                places.add(new Place());
            }
            read(tracks.get(i), places.get(i), new Wanted(callId, sink));
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

    private void hand(Place place, Wanted wanted) {
        while (place.offset < copy.used()) {
            if (wanted.takes(copy.hash(place.offset))) {
                wanted.give(copy.message(place.offset));
            }
            place.offset += copy.length(place.offset);
        }
        for (; place.decision < copy.decided(); place.decision++) {
            wanted.give(copy.decision(place.decision));
        }
    }

    /// Who takes what.
    private record Wanted(@Nullable String callId, Consumer<Recorded> sink) {
        /// Whether a message with that hash of its Call-ID may be wanted.
        boolean takes(int hash) {
            return callId == null || hash == callId.hashCode();
        }

        /// The hash is enough: whoever takes messages of a call reads them and sees the Call-ID.
        void give(Recorded.Message message) {
            sink.accept(message);
        }

        void give(Recorded.Decided decision) {
            if (callId == null || callId.equals(decision.callId())) {
                sink.accept(decision);
            }
        }
    }
}
