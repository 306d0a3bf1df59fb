package dev.ringback.reliable;

import dev.ringback.header.HeaderName;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.dialog.RAck;
import dev.ringback.header.dialog.RSeq;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import dev.ringback.transaction.ServerTransaction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The reliable provisional responses of one INVITE that came: RFC 3262 §3. One is on its way at a
/// time; the next waits for its PRACK. One thread.
public final class ReliableProvisionals {
    private final SipStack stack;
    private final ServerTransaction invite;
    private final CSeq answered;
    private final Runnable unacknowledged;
    private final Deque<Supplier<SipResponse.Builder>> waiting = new ArrayDeque<>();
    private long last;
    private boolean open;
    private boolean stopped;
    private Duration interval = Duration.ZERO;
    private Duration sending = Duration.ZERO;
    private TimerQueue.@Nullable Timer timer;

    /// @param invite the INVITE, not answered yet
    /// @param unacknowledged called when a response was sent for 64*T1 and no PRACK came: the
    ///     INVITE
    ///     is to be refused with a 5xx
    public ReliableProvisionals(SipStack stack, ServerTransaction invite, Runnable unacknowledged) {
        this.stack = stack;
        this.invite = invite;
        this.answered = invite.request().cSeq();
        this.unacknowledged = unacknowledged;
        this.last = first(stack.ids().tag());
    }

    /// The first number less one: from 1 to 2^31 - 1 all are as likely (§3).
    private static long first(String random) {
        return random.hashCode() & (Integer.MAX_VALUE - 1);
    }

    /// Sends a response reliably, now or when all before it are acknowledged.
    ///
    /// @param response makes it when its turn has come, 101 to 199 with a tag in To; Require and
    ///     RSeq are added
    public void send(Supplier<SipResponse.Builder> response) {
        if (stopped) {
            return;
        }
        waiting.add(response);
        sendNext();
    }

    private void sendNext() {
        Supplier<SipResponse.Builder> next = open ? null : waiting.poll();
        if (next == null) {
            return;
        }
        last++;
        open = true;
        SipResponse sent =
                next.get().add(HeaderName.REQUIRE, Reliability.TAG).set(RSeq.FIELD, last).build();
        interval = stack.timers().t1();
        sending = Duration.ZERO;
        invite.respond(sent);
        schedule(sent);
    }

    /// T1, then always twice as long (§3); 64*T1 in all.
    private void schedule(SipResponse sent) {
        Duration wait = min(interval, stack.timers().b().minus(sending));
        timer = stack.schedule(wait, () -> fired(sent, wait));
    }

    private void fired(SipResponse sent, Duration waited) {
        sending = sending.plus(waited);
        if (sending.compareTo(stack.timers().b()) >= 0) {
            stop();
            unacknowledged.run();
            return;
        }
        interval = interval.multipliedBy(2);
        invite.respond(sent);
        schedule(sent);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /// Takes a PRACK, which is to be answered 2xx where it matches. What waits is sent by
    /// [#proceed], after that.
    ///
    /// @return false where it matches no response that is not acknowledged: 481
    public boolean acknowledge(SipRequest prack) {
        RAck rack = prack.read(RAck.FIELD).first();
        boolean matches =
                open && rack != null && rack.rSeq() == last && rack.cSeq().equals(answered);
        if (matches) {
            open = false;
            cancel();
        }
        return matches;
    }

    /// Sends what waits, where nothing is on its way.
    public void proceed() {
        if (!stopped) {
            sendNext();
        }
    }

    /// Whether a response waits for its PRACK.
    public boolean waiting() {
        return open && !stopped;
    }

    /// Sends nothing more: there is a final response. A PRACK for the last response still matches.
    public void stop() {
        stopped = true;
        waiting.clear();
        cancel();
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
