package dev.ringback.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sound in the hands of a test: opens when it is told to, and remembers what it was offered.
final class HandMedia implements EchoMedia {
    final List<Place> places = new ArrayList<>();
    final List<Consumer<Opened>> waiting = new ArrayList<>();

    @Override
    public void open(Place place, Consumer<Opened> then) {
        places.add(place);
        waiting.add(then);
    }

    /// Opens the stream that was asked for first.
    Stream give() {
        Stream stream = new Stream();
        waiting.removeFirst().accept(new Ready(stream));
        return stream;
    }

    @Override
    public void close() {}

    /// A stream that says what it is told to.
    static final class Stream implements EchoStream {
        final List<MediaOffer> offers = new ArrayList<>();
        @Nullable Runnable lost;
        int closed;
        boolean refuses;

        @Override
        public @Nullable MediaAnswer answer(MediaOffer offer) {
            offers.add(offer);
            return refuses
                    ? null
                    : new MediaAnswer(
                            16_384, List.of("ice-lite"), List.of("ice-ufrag:u", "setup:passive"));
        }

        @Override
        public void whenLost(Runnable then) {
            lost = then;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
