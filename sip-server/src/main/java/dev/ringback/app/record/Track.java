package dev.ringback.app.record;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipResponse;
import dev.ringback.runtime.ShardWatch;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Notice;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What passed one shard: a ring of [Segment]s. The shard's thread writes, any thread reads.
final class Track implements ShardWatch {
    private final LongSupplier clock;
    private final LocalAddresses own;
    private final AtomicReferenceArray<@Nullable Segment> ring;
    private Segment current;

    /// The number of the piece that is written now.
    private volatile long last;

    /// @param clock monotonic nanoseconds
    /// @param own our addresses
    /// @param segments how many pieces there are at most; at least 2
    Track(LongSupplier clock, LocalAddresses own, int segments) {
        this.clock = clock;
        this.own = own;
        this.ring = new AtomicReferenceArray<>(segments);
        this.current = new Segment(0);
        ring.set(0, current);
    }

    @Override
    public void passed(boolean sent, Destination peer, SipMessage message) {
        InetSocketAddress local = own.of(peer);
        Place place =
                new Place(
                        sent, peer.transport(), Place.Side.of(local), Place.Side.of(peer.remote()));
        long at = clock.getAsLong();
        if (!current.add(at, message, place) && message.size() < Segment.SIZE / 2) {
            turn();
            current.add(at, message, place);
        }
    }

    @Override
    public void told(Notice notice) {
        switch (notice) {
            case Notice.Answered answered -> decided(answered);
            case Notice.LeftUnanswered(var request, var causes) ->
                    decided(
                            new Recorded.Decided(
                                    clock.getAsLong(),
                                    request.callId(),
                                    request.cSeq().method(),
                                    request.cSeq().number(),
                                    0,
                                    causes));
            case Notice.Settled _,
                    Notice.RingingBegan _,
                    Notice.RingingEnded _,
                    Notice.Dropped _,
                    Notice.ParseError _,
                    Notice.Retransmitted _,
                    Notice.CallBegan _,
                    Notice.CallEnded _,
                    Notice.Fault _ -> {}
        }
    }

    private void decided(Notice.Answered answered) {
        SipResponse response = answered.response();
        decided(
                new Recorded.Decided(
                        clock.getAsLong(),
                        response.callId(),
                        response.cSeq().method(),
                        response.cSeq().number(),
                        response.status(),
                        answered.causes()));
    }

    private void decided(Recorded.Decided decision) {
        if (!current.add(decision)) {
            turn();
            current.add(decision);
        }
    }

    /// Goes on in the next piece, which is the oldest one where all are in use.
    private void turn() {
        long next = last + 1;
        int index = (int) (next % ring.length());
        Segment segment = ring.get(index);
        if (segment == null) {
            segment = new Segment(next);
            ring.set(index, segment);
        } else {
            segment.restart(next);
        }
        current = segment;
        last = next;
    }

    /// The number of the oldest piece that there may be.
    long first() {
        return Math.max(0, last - ring.length() + 1);
    }

    /// The number of the piece that is written now.
    long last() {
        return last;
    }

    /// Copies a piece.
    ///
    /// @param into a copy that was used before; where it is of the same piece, only what is new is
    ///     copied
    /// @return whether the piece is still there
    boolean copy(long number, Segment.Copy into) {
        Segment segment = ring.get((int) (number % ring.length()));
        return segment != null && segment.copy(number, into);
    }
}
