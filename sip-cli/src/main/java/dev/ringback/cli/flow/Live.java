package dev.ringback.cli.flow;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A source that goes on, with a queue between its threads and the one that shows it. When that
/// does not keep up, what comes is dropped and counted.
final class Live implements Receiver, Closeable {
    private static final int MOST = 20_000;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(MOST);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicReference<@Nullable String> end = new AtomicReference<>();
    private final ServerFeed feed = new ServerFeed(this);
    private final Closeable source;

    /// What a source told.
    private sealed interface Event {}

    private record Message(Passed passed, @Nullable InetSocketAddress mine) implements Event {}

    private record Decision(String callId, Remark remark) implements Event {}

    private Live(Opening opening) throws IOException {
        this.source = opening.open(this);
    }

    /// Begins to hear a source.
    private interface Opening {
        Closeable open(Live live) throws IOException;
    }

    static Live of(Source.Hep hep) throws IOException {
        return new Live(hep::open);
    }

    static Live of(Source.Server server) throws IOException {
        return new Live(
                live -> {
                    Thread.ofVirtual().name("flow").start(() -> live.follow(server));
                    return server.client()::close;
                });
    }

    private void follow(Source.Server server) {
        try {
            feed.run(server.client());
            end.set("the server has ended");
        } catch (IOException e) {
            end.set(String.valueOf(e.getMessage()));
        } catch (ClosedSelectorException _) {
            // nobody listens any more
        }
    }

    @Override
    public void passed(Passed passed, @Nullable InetSocketAddress mine) {
        offer(new Message(passed, mine));
    }

    @Override
    public void decided(String callId, Remark remark) {
        offer(new Decision(callId, remark));
    }

    private void offer(Event event) {
        if (!events.offer(event)) {
            dropped.incrementAndGet();
        }
    }

    /// Hands over what has come.
    ///
    /// @param patience how long to wait for the first
    /// @return whether there was something
    boolean drain(Receiver receiver, Duration patience) throws InterruptedException {
        Event event = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        boolean some = event != null;
        for (int i = 0; event != null; i++) {
            switch (event) {
                case Message message -> receiver.passed(message.passed, message.mine);
                case Decision decision -> receiver.decided(decision.callId, decision.remark);
            }
            event = i < MOST ? events.poll() : null;
        }
        return some;
    }

    /// How many octets of messages the server dropped, because they were not taken in time.
    long lost() {
        return feed.lost();
    }

    /// How many events were dropped.
    long dropped() {
        return dropped.get();
    }

    /// Why the source has ended, null while it has not.
    @Nullable String end() {
        return end.get();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
