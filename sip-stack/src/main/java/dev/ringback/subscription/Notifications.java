package dev.ringback.subscription;

import dev.ringback.dialog.Dialog;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.Draft;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.TimerQueue;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Sends the NOTIFY requests of one subscription: one at a time, since a notifier's requests could
/// overtake each other, and with at least a pace between them.
final class Notifications {
    private final UsageContext context;
    private final Dialog dialog;
    private final Duration pace;
    private final Consumer<SipFailure> failed;
    private @Nullable EventState present;
    private long version;
    private @Nullable Predicate<SipRequest.Builder> wanted;
    private @Nullable Runnable afterwards;
    private boolean underWay;
    private boolean stopped;
    private boolean paced;
    private long lastSent;
    private TimerQueue.@Nullable Timer pause;

    /// @param failed hears of a NOTIFY that failed
    Notifications(UsageContext context, Dialog dialog, Duration pace, Consumer<SipFailure> failed) {
        this.context = context;
        this.dialog = dialog;
        this.pace = pace;
        this.failed = failed;
    }

    /// What is told from now on.
    void present(EventState state) {
        present = state;
    }

    /// Sends a NOTIFY as soon as may be.
    ///
    /// @param describe writes what it says of the subscription, when it leaves; says whether the
    ///     state may be told
    /// @param urgent whether the pace does not matter: it answers a SUBSCRIBE
    void wanted(Predicate<SipRequest.Builder> describe, boolean urgent) {
        wanted = describe;
        pump(urgent);
    }

    /// Sends the last NOTIFY, as soon as none is under way.
    ///
    /// @param then what is done when it is over, however it ended
    void last(Predicate<SipRequest.Builder> describe, boolean told, Runnable then) {
        afterwards = then;
        wanted(request -> describe.test(request) && told, true);
    }

    /// Sends nothing more.
    void stop() {
        stopped = true;
        wanted = null;
        stopPause();
    }

    private void pump(boolean urgent) {
        if (underWay || stopped || wanted == null) {
            return;
        }
        long since = context.stack().now() - lastSent;
        if (urgent || !paced || since >= pace.toNanos()) {
            send(wanted);
        } else if (pause == null) {
            pause = context.stack().schedule(pace.minusNanos(since), this::paused);
        }
    }

    private void paused() {
        pause = null;
        pump(true);
    }

    private void stopPause() {
        if (pause != null) {
            pause.cancel();
            pause = null;
        }
    }

    private void send(Predicate<SipRequest.Builder> describe) {
        stopPause();
        wanted = null;
        underWay = true;
        paced = !pace.isZero();
        lastSent = context.stack().now();
        context.core()
                .sender()
                .send(new Notify(describe), context.reactions(), new Answer(afterwards));
    }

    /// A NOTIFY. Sent again, it tells the same.
    private final class Notify implements Draft {
        private final Predicate<SipRequest.Builder> describe;
        private @Nullable Content content;
        private boolean written;

        Notify(Predicate<SipRequest.Builder> describe) {
            this.describe = describe;
        }

        @Override
        public SipRequest.Builder next() {
            SipRequest.Builder request = dialog.request(Method.NOTIFY);
            boolean told = describe.test(request);
            if (told && !written && present != null) {
                content = present.body(version++);
            }
            written = true;
            if (content != null) {
                request.body(content.type(), content.bytes());
            }
            return request;
        }

        @Override
        public void leaves(SipRequest.Builder request, ListenPoint local) {
            request.set(HeaderName.CONTACT, context.contact().apply(local).toString());
        }
    }

    /// Hears what became of a NOTIFY.
    private final class Answer implements ResponseListener {
        private final @Nullable Runnable then;

        Answer(@Nullable Runnable then) {
            this.then = then;
        }

        @Override
        public void succeeded(SipResponse response, Sent sent) {
            dialog.refreshTarget(response);
            over();
        }

        @Override
        public void failed(SipFailure failure) {
            if (then == null && !stopped) {
                failed.accept(failure);
            }
            over();
        }

        private void over() {
            underWay = false;
            if (then != null) {
                stop();
                then.run();
            } else {
                pump(afterwards != null);
            }
        }
    }
}
