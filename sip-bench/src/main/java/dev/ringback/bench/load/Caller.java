package dev.ringback.bench.load;

import dev.ringback.bench.load.tally.Latencies;
import dev.ringback.bench.socket.Link;
import dev.ringback.header.Method;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The callers of whole calls.
final class Caller implements Work, CallWatch {
    private static final CSeq INVITE = new CSeq(1, Method.INVITE);
    private static final CSeq BYE = new CSeq(2, Method.BYE);

    private final Desk desk;
    private final List<? extends Link> lines;
    private final Template invites;
    private final InDialog inDialog;
    private final int bodyLength;
    private final MessageParser parser = new MessageParser(ParseLimits.defaults());
    private final @Nullable Call[] calls;

    /// @param lines to the server, which the calls take in turn
    Caller(Desk desk, List<? extends Link> lines) {
        this.desk = desk;
        this.lines = List.copyOf(lines);
        this.invites = new Requests(desk.options(), desk.naming()).invite();
        this.inDialog = new InDialog(desk.options(), desk.naming());
        this.bodyLength = Sdp.of(desk.options().shape().body()).length;
        this.calls = new Call[desk.options().plan().count()];
    }

    @Override
    public void start(int number, long due) {
        Link line = lines.get(number % lines.size());
        Call call = new Call(number, due, line, invite(number));
        calls[number] = call;
        desk.tally().start();
        long now = System.nanoTime();
        desk.latencies().note(Latencies.Row.LAG, due, due, now);
        call.sent = now;
        line.send(call.request);
        repeatLater(call, Call.State.INVITED, now, Desk.T1);
    }

    private byte[] invite(int number) {
        return invites.fill(number, user(number));
    }

    /// The users in an order without order, which is the same in each run.
    private int user(int number) {
        long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
        return (int) ((mixed >>> 33) % desk.options().people().users());
    }

    private void repeatLater(Call call, Call.State state, long begun, long wait) {
        if (!call.line.reliable()) {
            long now = System.nanoTime();
            call.timer(desk.timers().after(wait, now, _ -> repeat(call, state, begun, wait)));
        }
    }

    /// Timers A, B, E and F.
    private void repeat(Call call, Call.State state, long begun, long wait) {
        if (System.nanoTime() - begun >= Desk.PATIENCE) {
            fail(call, call.stuck());
            return;
        }
        Link way = call.target == null ? call.line : call.target;
        way.send(call.request);
        desk.tally().retransmission();
        boolean bye = state == Call.State.ENDING;
        repeatLater(call, state, begun, bye ? Math.min(2 * wait, Desk.T2) : 2 * wait);
    }

    @Override
    public void response(SipResponse response, Link from) {
        int number = desk.naming().numberOf(response.callId());
        if (number < 0 || number >= calls.length) {
            desk.tally().stray("response with another Call-ID");
            return;
        }
        boolean toInvite = response.cSeq().equals(INVITE);
        if (!toInvite && !response.cSeq().equals(BYE)) {
            desk.tally().stray("response with another CSeq");
            return;
        }
        Call call = calls[number];
        if (call == null) {
            late(response, number, toInvite, from);
            return;
        }
        Naming.Leg leg = toInvite ? Naming.Leg.FIRST : Naming.Leg.BYE;
        String fault = desk.naming().fault(response, number, leg);
        if (fault == null && call.toTag != null && !call.toTag.equals(response.to().tag())) {
            fault = response.status() == 100 ? null : "response with another tag in To";
        }
        if (fault != null) {
            fail(call, fault);
        } else if (toInvite) {
            toInvite(call, response);
        } else {
            toBye(call, response);
        }
    }

    /// For a call that is over: the ACK for a 2xx was lost, or the answer came twice.
    private void late(SipResponse response, int number, boolean toInvite, Link from) {
        if (response.provisional()) {
            desk.tally().disordered();
            return;
        }
        desk.tally().repeat();
        if (toInvite && response.success() && InDialog.fault(response) == null) {
            desk.tally().retransmission();
            inDialog.hop(response, from).send(inDialog.ack(response, number));
        } else if (toInvite && !response.success()) {
            refuse(response, number, from);
        }
    }

    private void toInvite(Call call, SipResponse response) {
        switch (call.state) {
            case INVITED, PROCEEDING -> progress(call, response);
            case ANSWERED, ENDING -> again(call, response);
            case OVER -> desk.tally().repeat();
        }
    }

    private void again(Call call, SipResponse response) {
        if (response.provisional()) {
            desk.tally().disordered();
            return;
        }
        desk.tally().repeat();
        if (response.success() && call.ack != null && call.target != null) {
            desk.tally().retransmission();
            call.target.send(call.ack);
        }
    }

    private void progress(Call call, SipResponse response) {
        long now = System.nanoTime();
        if (call.state == Call.State.INVITED && now - call.due > Desk.T1) {
            desk.tally().late();
        }
        call.state = Call.State.PROCEEDING;
        call.timer(null);
        boolean known = response.status() == 100 ? call.trying : call.ringing;
        if (response.provisional() && known) {
            desk.tally().repeat();
            return;
        }
        desk.tally().status(response.status());
        if (response.status() == 100) {
            call.trying = true;
        } else if (response.provisional()) {
            call.ringing = true;
            call.toTag = response.to().tag();
            desk.latencies().note(Latencies.Row.INVITE_180, call.due, call.due, now);
            desk.latencies().note(Latencies.Row.SENT_180, call.due, call.sent, now);
        } else if (response.status() == 200) {
            answered(call, response, now);
        } else {
            refuse(response, call.number, call.line);
            fail(call, "INVITE " + response.status() + ' ' + response.reason());
        }
    }

    private void refuse(SipResponse response, int number, Link line) {
        if (parser.parse(invite(number)) instanceof Parsed(SipRequest invite)) {
            line.send(inDialog.refusalAck(invite, response).toBytes());
        }
    }

    private void answered(Call call, SipResponse response, long now) {
        desk.latencies().note(Latencies.Row.INVITE_200, call.due, call.due, now);
        desk.latencies().note(Latencies.Row.SENT_200, call.due, call.sent, now);
        String fault = InDialog.fault(response);
        if (fault == null && call.reached && response.bodyLength() != bodyLength) {
            fault = "200 with another body";
        }
        if (fault != null) {
            fail(call, fault);
            return;
        }
        call.state = Call.State.ANSWERED;
        call.toTag = response.to().tag();
        call.ack = inDialog.ack(response, call.number);
        call.request = inDialog.bye(response, call.number);
        call.target = inDialog.hop(response, call.line);
        call.target.send(call.ack);
        long hold = desk.options().shape().hold();
        if (hold == 0) {
            bye(call, now);
        } else {
            desk.timers().after(hold, now, due -> bye(call, due));
        }
    }

    private void bye(Call call, long due) {
        if (call.state != Call.State.ANSWERED) {
            return;
        }
        call.state = Call.State.ENDING;
        call.byeDue = due;
        Objects.requireNonNull(call.target).send(call.request);
        repeatLater(call, Call.State.ENDING, due, Desk.T1);
    }

    private void toBye(Call call, SipResponse response) {
        if (call.state != Call.State.ENDING) {
            fail(call, "answer to a BYE that was not sent");
            return;
        }
        if (response.provisional()) {
            return;
        }
        if (call.byeAnswered) {
            desk.tally().repeat();
            return;
        }
        long now = System.nanoTime();
        if (now - call.byeDue > Desk.T1) {
            desk.tally().late();
        }
        if (response.status() != 200) {
            fail(call, "BYE " + response.status() + ' ' + response.reason());
            return;
        }
        call.byeAnswered = true;
        call.timer(null);
        desk.latencies().note(Latencies.Row.BYE_200, call.due, call.byeDue, now);
        settle(call);
    }

    /// A call is done when the BYE is answered and a callee of ours has got the ACK.
    private void settle(Call call) {
        if (call.byeAnswered && (call.acknowledged || !call.reached)) {
            desk.tally().success();
            over(call);
        }
    }

    private void fail(Call call, String reason) {
        desk.tally().failure(reason);
        over(call);
    }

    private void over(Call call) {
        call.state = Call.State.OVER;
        call.timer(null);
        calls[call.number] = null;
    }

    private @Nullable Call find(String callId) {
        int number = desk.naming().numberOf(callId);
        return number >= 0 && number < calls.length ? calls[number] : null;
    }

    @Override
    public void reached(String callId) {
        Call call = find(callId);
        if (call != null) {
            call.reached = true;
        }
    }

    @Override
    public void acknowledged(String callId) {
        Call call = find(callId);
        if (call != null) {
            call.acknowledged = true;
            settle(call);
        }
    }

    @Override
    public void ended(String callId) {
        // the answer to the BYE says so as well
    }

    @Override
    public void faulted(String callId, String reason) {
        Call call = find(callId);
        if (call == null) {
            desk.tally().stray("at the callee: " + reason);
        } else {
            fail(call, "at the callee: " + reason);
        }
    }

    @Override
    public void giveUp() {
        for (Call call : calls) {
            if (call != null) {
                fail(call, call.stuck());
            }
        }
    }
}
