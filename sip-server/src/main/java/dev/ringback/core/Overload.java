package dev.ringback.core;

import dev.ringback.cause.Reply;
import dev.ringback.cause.Resource;
import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.overload.Load;
import dev.ringback.overload.OverloadServer;
import dev.ringback.overload.OverloadSettings;
import dev.ringback.stack.Backlog;
import dev.ringback.stack.Priority;
import dev.ringback.stack.SipStack;
import java.net.InetAddress;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Refuses requests when there is too much to do: 503 with Retry-After, RFC 3261 §21.5.4, without
/// any state (§8.2.7). New work goes first. One for each shard.
///
/// Where overload is controlled (RFC 7339), less is let in before that, and neighbours are told to
/// hold back.
final class Overload {
    /// Seconds after which clients come back: each after its own, or they would all come at once.
    private static final int SOONEST = 5;

    private static final int SPREAD = 6;

    private final List<Gauge> gauges;
    private final OverloadServer control;
    private final SipStack stack;

    /// @param questions how many questions run
    /// @param shared with whom overload is controlled
    Overload(
            LoadSettings settings,
            SipStack stack,
            Backlog backlog,
            IntSupplier questions,
            OverloadSettings shared) {
        this.stack = stack;
        this.control = new OverloadServer(shared, new Used(backlog), stack.ids().secret());
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
    ///
    /// @param source where it came from
    @Nullable Reply refusal(SipRequest request, InetAddress source) {
        Priority priority = Priority.of(request);
        if (!control.admits(request.topVia(), source, priority, stack.now())) {
            // without Retry-After, which would stop everything: RFC 7339 §5.10.2
            return new Reply(
                    SipResponse.replyTo(request, 503).statelessTag().build(), highest().cause());
        }
        for (Gauge gauge : gauges) {
            if (gauge.refuses(priority)) {
                return new Reply(busy(request), gauge.cause());
            }
        }
        return null;
    }

    /// The top Via of a response, with what the client has to hold back.
    ///
    /// @param offer that of the request
    /// @param source where that came from
    Via told(Via offer, InetAddress source) {
        return control.told(offer, source, stack.now(), stack.wallClock());
    }

    private Gauge highest() {
        Gauge highest = gauges.getFirst();
        for (Gauge gauge : gauges) {
            highest = gauge.load() > highest.load() ? gauge : highest;
        }
        return highest;
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

    /// What overload control goes by: the loop's work by the time that it took, all else by its
    /// bound.
    private final class Used implements Load {
        private final Backlog backlog;

        Used(Backlog backlog) {
            this.backlog = backlog;
        }

        @Override
        public double used() {
            double most = 0;
            for (Gauge gauge : gauges) {
                most = gauge.isAbout(Resource.LOOP) ? most : Math.max(most, gauge.load());
            }
            return most;
        }

        @Override
        public long worked() {
            return backlog.worked();
        }
    }
}
