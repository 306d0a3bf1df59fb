package dev.ringback.resolver;

import dev.ringback.cause.DnsStep;
import dev.ringback.stack.Answer;
import dev.ringback.stack.Question;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Answers [Question.Dns]: from the hosts file or the cache at once, else by a lookup. Like
/// questions share one lookup; the number of lookups, their time and the cache are bounded. Records
/// live as long as their TTL says, absent ones as RFC 2308 says. Safe for use by many threads; no
/// method blocks.
public final class DnsResolver implements AutoCloseable {
    /// How many answers are remembered.
    static final int MOST_REMEMBERED = 10_000;

    /// How many lookups run at the same time.
    static final int MOST_LOOKUPS = 256;

    private final DnsLookup lookup;
    private final HostsFile hosts;
    private final LongSupplier nanos;
    private final Duration patience;
    private final Semaphore places = new Semaphore(MOST_LOOKUPS);
    private final ConcurrentHashMap<Question.Dns, Remembered> cache = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Question.Dns, CompletableFuture<Answer>> running =
            new ConcurrentHashMap<>();
    private volatile boolean closed;

    private record Remembered(Answer answer, long until) {}

    /// A resolver on real name servers.
    public DnsResolver(DnsConfig config) {
        this(
                new NameServers(config.servers(), config.timeout()),
                new HostsFile(config.hosts(), System::nanoTime),
                config.timeout(),
                System::nanoTime);
    }

    /// A resolver for tests.
    ///
    /// @param patience after which a question is answered whatever its lookup does
    /// @param nanos a monotonic clock
    DnsResolver(DnsLookup lookup, HostsFile hosts, Duration patience, LongSupplier nanos) {
        this.lookup = lookup;
        this.hosts = hosts;
        this.patience = patience;
        this.nanos = nanos;
    }

    /// Answers once: in this call where the answer is known, else on another thread.
    public void ask(Question.Dns question, Consumer<Answer> then) {
        Question.Dns key =
                new Question.Dns(question.name().toLowerCase(Locale.ROOT), question.type());
        Answer written = hosts.answer(key);
        if (written != null) {
            then.accept(written);
            return;
        }
        Remembered known = cache.get(key);
        if (known != null && known.until() - nanos.getAsLong() > 0) {
            then.accept(known.answer());
            return;
        }
        CompletableFuture<Answer> started = new CompletableFuture<>();
        CompletableFuture<Answer> shared = running.putIfAbsent(key, started);
        if (shared == null) {
            start(key, started);
            shared = started;
        }
        CompletableFuture<Void> _ = shared.thenAccept(then);
    }

    private void start(Question.Dns question, CompletableFuture<Answer> result) {
        if (closed || !places.tryAcquire()) {
            running.remove(question, result);
            result.complete(new Answer.NoRecords(DnsStep.Outcome.NOT_ASKED, Duration.ZERO));
            return;
        }
        CompletableFuture<Void> _ =
                begin(question)
                        .completeOnTimeout(
                                Reply.failed(DnsStep.Outcome.TIMED_OUT),
                                patience.toMillis(),
                                TimeUnit.MILLISECONDS)
                        .exceptionally(_ -> Reply.failed(DnsStep.Outcome.SERVER_FAILED))
                        .thenAccept(answer -> end(question, answer, result));
    }

    private CompletableFuture<Answer> begin(Question.Dns question) {
        try {
            return lookup.lookUp(question);
        } catch (RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    private void end(Question.Dns question, Answer answer, CompletableFuture<Answer> result) {
        remember(question, answer);
        places.release();
        running.remove(question, result);
        result.complete(answer);
    }

    private void remember(Question.Dns question, Answer answer) {
        Duration life =
                switch (answer) {
                    case Answer.Records found -> found.life();
                    case Answer.NoRecords none -> none.life();
                };
        if (life.isZero()) {
            return;
        }
        long now = nanos.getAsLong();
        if (cache.size() >= MOST_REMEMBERED) {
            cache.values().removeIf(known -> known.until() - now <= 0);
            if (cache.size() >= MOST_REMEMBERED) {
                cache.clear();
            }
        }
        cache.put(question, new Remembered(answer, now + life.toNanos()));
    }

    /// Answers what is still asked with [DnsStep.Outcome#NOT_ASKED], now and from now on.
    @Override
    public void close() {
        closed = true;
        Answer none = new Answer.NoRecords(DnsStep.Outcome.NOT_ASKED, Duration.ZERO);
        running.values().forEach(result -> result.complete(none));
    }
}
