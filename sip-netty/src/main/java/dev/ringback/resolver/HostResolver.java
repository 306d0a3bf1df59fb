package dev.ringback.resolver;

import dev.ringback.cause.DnsStep;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Question;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Answers [Question.Dns]: from a small cache at once, else by a lookup
/// on a virtual thread. Questions for the same host share one lookup; the number of lookups, their
/// time and the cache are bounded. Safe for use by many threads; no method blocks.
public final class HostResolver implements AutoCloseable {
    /// How many host names are remembered.
    static final int MOST_REMEMBERED = 10_000;

    /// How many lookups run at the same time.
    static final int MOST_LOOKUPS = 256;

    private static final long FOUND_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long NOT_FOUND_NANOS = Duration.ofSeconds(5).toNanos();

    private final HostLookup lookup;
    private final LongSupplier nanos;
    private final Duration patience;
    private final Semaphore places = new Semaphore(MOST_LOOKUPS);
    private final ConcurrentHashMap<Question.Dns, Remembered> cache = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Question.Dns, CompletableFuture<Answer>> running =
            new ConcurrentHashMap<>();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("ringback-resolver-", 0).factory());

    private record Remembered(Answer answer, long until) {}

    /// A resolver on the JDK's lookups that answers within 5 s.
    public HostResolver() {
        this(HostLookup.system(), Duration.ofSeconds(5), System::nanoTime);
    }

    /// A resolver for tests.
    ///
    /// @param lookup finds addresses
    /// @param patience after which the answer is a failure; the lookup itself goes on until it
    ///     ends
    /// @param nanos a monotonic clock
    public HostResolver(HostLookup lookup, Duration patience, LongSupplier nanos) {
        this.lookup = lookup;
        this.patience = patience;
        this.nanos = nanos;
    }

    /// Answers once: in this call where the answer is remembered, else on another thread.
    public void ask(Question.Dns question, Consumer<Answer> then) {
        Question.Dns key =
                new Question.Dns(question.name().toLowerCase(Locale.ROOT), question.type());
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

    private void start(Question.Dns host, CompletableFuture<Answer> result) {
        if (!places.tryAcquire()) {
            running.remove(host, result);
            result.complete(failed(DnsStep.Outcome.NOT_ASKED));
            return;
        }
        result.completeOnTimeout(
                failed(DnsStep.Outcome.TIMED_OUT), patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            threads.execute(() -> run(host, result));
        } catch (RejectedExecutionException _) {
            places.release();
            running.remove(host, result);
            result.complete(failed(DnsStep.Outcome.NOT_ASKED));
        }
    }

    private void run(Question.Dns host, CompletableFuture<Answer> result) {
        Answer answer = answer(host);
        remember(host, answer);
        places.release();
        running.remove(host, result);
        result.complete(answer);
    }

    private Answer answer(Question.Dns question) {
        try {
            List<DnsRecord> found = new ArrayList<>();
            for (InetAddress address : lookup.addresses(question.name())) {
                boolean v4 = address instanceof Inet4Address;
                if (question.type() == (v4 ? DnsRecord.Type.A : DnsRecord.Type.AAAA)) {
                    found.add(new DnsRecord.Address(address));
                }
            }
            return found.isEmpty()
                    ? failed(DnsStep.Outcome.NO_DATA)
                    : new Answer.Records(found, Duration.ofNanos(FOUND_NANOS));
        } catch (UnknownHostException _) {
            return failed(DnsStep.Outcome.NO_SUCH_NAME);
        } catch (IllegalArgumentException _) {
            return failed(DnsStep.Outcome.NONSENSE);
        } catch (RuntimeException | Error _) {
            return failed(DnsStep.Outcome.SERVER_FAILED);
        }
    }

    private static Answer failed(DnsStep.Outcome outcome) {
        return new Answer.NoRecords(outcome, Duration.ofNanos(NOT_FOUND_NANOS));
    }

    private void remember(Question.Dns host, Answer answer) {
        long now = nanos.getAsLong();
        if (cache.size() >= MOST_REMEMBERED) {
            cache.values().removeIf(known -> known.until() - now <= 0);
            if (cache.size() >= MOST_REMEMBERED) {
                cache.clear();
            }
        }
        long life = answer instanceof Answer.Records ? FOUND_NANOS : NOT_FOUND_NANOS;
        cache.put(host, new Remembered(answer, now + life));
    }

    /// Ends the lookups that run; their questions are answered with a failure.
    @Override
    public void close() {
        threads.shutdownNow();
        running.values().forEach(result -> result.complete(failed(DnsStep.Outcome.NOT_ASKED)));
    }
}
