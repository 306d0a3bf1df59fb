package dev.ringback.core;

import dev.ringback.cause.Reply;
import dev.ringback.cause.Resource;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Backlog;
import dev.ringback.stack.Priority;
import dev.ringback.stack.SipStack;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Refuses requests when there is too much to do: 503 with Retry-After, RFC 3261 §21.5.4, without
/// any state (§8.2.7). New work goes first. One for each shard.
final class Overload {
    /// Seconds after which clients come back: each after its own, or they would all come at once.
    private static final int SOONEST = 5;

    private static final int SPREAD = 6;

    private final List<Gauge> gauges;

    /// @param questions how many questions run
    Overload(LoadSettings settings, SipStack stack, Backlog backlog, IntSupplier questions) {
        this.gauges =
                List.of(
                        new Gauge(
                                Resource.TRANSACTIONS,
                                settings.transactions(),
                                stack::transactionCount),
                        new Gauge(
                                Resource.MEMORY,
                                kibibytes(settings.memory()),
                                () -> kibibytes(stack.transactionMemory())),
                        new Gauge(Resource.QUESTIONS, settings.questions(), questions),
                        new Gauge(Resource.MAILBOX, settings.backlog(), backlog::waiting),
                        new Gauge(Resource.LOOP, settings.busy(), backlog::busy));
    }

    /// What refuses a request that has no transaction yet; null where there is room for it.
    @Nullable Reply refusal(SipRequest request) {
        Priority priority = Priority.of(request);
        for (Gauge gauge : gauges) {
            if (gauge.refuses(priority)) {
                return new Reply(busy(request), gauge.cause());
            }
        }
        return null;
    }

    private static int kibibytes(long bytes) {
        return (int) Math.min(bytes >> 10, Integer.MAX_VALUE / 2);
    }

    private static SipResponse busy(SipRequest request) {
        int seconds = SOONEST + Math.floorMod(request.callId().hashCode(), SPREAD);
        return SipResponse.replyTo(request, 503)
                .statelessTag()
                .set(HeaderName.RETRY_AFTER, Integer.toString(seconds))
                .build();
    }
}
