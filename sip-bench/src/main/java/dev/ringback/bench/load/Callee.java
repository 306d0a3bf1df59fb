package dev.ringback.bench.load;

import dev.ringback.bench.load.pace.Timers;
import dev.ringback.bench.socket.Endpoint;
import dev.ringback.bench.socket.Link;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The callees: each answers 180, 200 and 200 to the BYE. Sends the 200 again until the ACK comes
/// (RFC 3261 §13.3.1.4) and knows what comes twice.
final class Callee {
    private static final int PORT = 5060;
    private static final String METHODS = "INVITE, ACK, CANCEL, BYE, OPTIONS";

    private final Desk desk;
    private final CallWatch watch;
    private final byte[] body;
    private final Map<String, Answered> calls = new HashMap<>();
    private final Recent over = new Recent();
    private int tags;

    Callee(Desk desk, CallWatch watch) {
        this.desk = desk;
        this.watch = watch;
        this.body = Sdp.of(desk.options().shape().body());
    }

    /// A call as its callee knows it.
    private static final class Answered {
        private final String callId;
        private final String branch;
        private final String callerTag;
        private final String user;
        private final long cSeq;
        private final String tag;
        private final String via;
        private final Link line;

        /// The response that a repeated INVITE gets again.
        private byte[] response = {};

        private Timers.@Nullable Timer timer;
        private boolean acknowledged;
        private boolean ended;

        /// @param via the top Via of its responses
        Answered(SipRequest invite, String via, String tag, Link line) {
            this.callId = invite.callId();
            this.branch = String.valueOf(invite.topVia().branch());
            this.callerTag = String.valueOf(invite.from().tag());
            this.user = userOf(invite);
            this.cSeq = invite.cSeq().number();
            this.tag = tag;
            this.via = via;
            this.line = line;
        }
    }

    private static String userOf(SipRequest request) {
        return request.requestUri() instanceof SipUri uri ? String.valueOf(uri.user()) : "";
    }

    /// Takes a request.
    void request(SipRequest request, Link from) {
        Method method = request.method();
        if (method.equals(Method.INVITE)) {
            invite(request, from);
        } else if (method.equals(Method.ACK)) {
            ack(request);
        } else if (method.equals(Method.BYE)) {
            bye(request, from);
        } else {
            refuse(request, from, 405, "a " + method);
        }
    }

    private void invite(SipRequest request, Link from) {
        Answered known = calls.get(request.callId());
        if (known != null) {
            inviteAgain(known, request, from);
            return;
        }
        String fault = faultOfInvite(request);
        if (fault != null) {
            refuse(request, from, 400, fault);
            return;
        }
        watch.reached(request.callId());
        String tag = "t" + Integer.toHexString(tags++);
        String via = stamped(request, from).toString();
        Answered call = new Answered(request, via, tag, back(request, from));
        call.response = reply(call, request, "180 Ringing").end();
        calls.put(request.callId(), call);
        desk.tally().answered();
        call.line.send(call.response);
        long ring = desk.options().shape().ring();
        long now = System.nanoTime();
        if (ring == 0) {
            answer(call, request, now);
        } else {
            desk.timers().after(ring, now, due -> answer(call, request, due));
        }
    }

    private @Nullable String faultOfInvite(SipRequest request) {
        if (!(request.requestUri() instanceof SipUri asked)
                || !(request.to().uri() instanceof SipUri meant)
                || asked.user() == null
                || !asked.user().equals(meant.user())) {
            return "INVITE for another user";
        }
        if (request.from().tag() == null || request.to().tag() != null) {
            return "INVITE with wrong tags";
        }
        if (over.has(request.callId())) {
            return "INVITE after the end";
        }
        boolean ours = desk.naming().numberOf(request.callId()) >= 0;
        return ours && !Arrays.equals(request.body(), body) ? "INVITE with another body" : null;
    }

    private void inviteAgain(Answered call, SipRequest request, Link from) {
        if (!call.branch.equals(request.topVia().branch())) {
            refuse(request, from, 482, "INVITE by two ways");
            return;
        }
        desk.tally().repeat();
        desk.tally().retransmission();
        call.line.send(call.response);
    }

    private void answer(Answered call, SipRequest invite, long now) {
        call.response =
                reply(call, invite, "200 OK")
                        .line(HeaderName.ALLOW, METHODS)
                        .line(HeaderName.CONTENT_TYPE, Sdp.TYPE)
                        .end(body);
        call.line.send(call.response);
        repeatLater(call, now, Desk.T1);
    }

    private void repeatLater(Answered call, long begun, long wait) {
        long now = System.nanoTime();
        call.timer = desk.timers().after(wait, now, _ -> repeat(call, begun, wait));
    }

    private void repeat(Answered call, long begun, long wait) {
        if (System.nanoTime() - begun >= Desk.PATIENCE) {
            calls.remove(call.callId);
            watch.faulted(call.callId, "no ACK");
            return;
        }
        desk.tally().retransmission();
        call.line.send(call.response);
        repeatLater(call, begun, Math.min(2 * wait, Desk.T2));
    }

    private void ack(SipRequest request) {
        Answered call = calls.get(request.callId());
        if (call == null && over.has(request.callId())) {
            desk.tally().repeat();
            return;
        }
        String fault = call == null ? "ACK of no call" : faultInDialog(call, request);
        if (fault == null && request.cSeq().number() != number(call)) {
            fault = "ACK with another CSeq";
        }
        if (fault != null || call == null) {
            watch.faulted(request.callId(), String.valueOf(fault));
            return;
        }
        if (call.acknowledged) {
            desk.tally().repeat();
            return;
        }
        call.acknowledged = true;
        if (call.timer != null) {
            call.timer.cancel();
        }
        desk.tally().acknowledged();
        watch.acknowledged(request.callId());
        forget(call);
    }

    private static long number(@Nullable Answered call) {
        return call == null ? -1 : call.cSeq;
    }

    private void bye(SipRequest request, Link from) {
        Answered call = calls.get(request.callId());
        if (call == null ? over.has(request.callId()) : call.ended) {
            desk.tally().repeat();
            desk.tally().retransmission();
            okay(request, from);
            return;
        }
        String fault = call == null ? "BYE of no call" : faultInDialog(call, request);
        if (fault == null && request.cSeq().number() <= number(call)) {
            fault = "BYE with an old CSeq";
        }
        if (fault != null || call == null) {
            refuse(request, from, 481, String.valueOf(fault));
            return;
        }
        call.ended = true;
        desk.tally().ended();
        okay(request, from);
        watch.ended(request.callId());
        forget(call);
    }

    private void forget(Answered call) {
        if (call.ended && call.acknowledged) {
            calls.remove(call.callId);
            over.add(call.callId);
        }
    }

    private static @Nullable String faultInDialog(Answered call, SipRequest request) {
        String method = request.method().name();
        boolean same =
                call.tag.equals(request.to().tag()) && call.callerTag.equals(request.from().tag());
        if (!same) {
            return method + " with another tag";
        }
        if (request.has(HeaderName.ROUTE)) {
            return method + " with a Route that is left over";
        }
        return call.user.equals(userOf(request)) ? null : method + " for another user";
    }

    private void okay(SipRequest request, Link from) {
        Draft ok = reply(request, stamped(request, from).toString(), "200 OK");
        back(request, from).send(ok.copy(HeaderName.TO, request).end());
    }

    private void refuse(SipRequest request, Link from, int status, String reason) {
        SipRequest seen = request.withTopVia(stamped(request, from));
        SipResponse.Builder reply = SipResponse.replyTo(seen, status);
        if (status == 405) {
            reply.set(HeaderName.ALLOW, METHODS);
        }
        back(request, from).send(reply.statelessTag().build().toBytes());
        watch.faulted(request.callId(), reason);
    }

    /// A response of the dialog that an INVITE asks for.
    private Draft reply(Answered call, SipRequest invite, String status) {
        Options.Wire wire = desk.options().wire();
        String contact =
                "<sip:" + call.user + '@' + wire.callee() + ";transport=" + wire.parameter() + '>';
        return reply(invite, call.via, status)
                .line(HeaderName.TO, invite.to() + ";tag=" + call.tag)
                .copy(HeaderName.RECORD_ROUTE, invite)
                .line(HeaderName.CONTACT, contact);
    }

    /// What every response begins with: RFC 3261 §8.2.6.2.
    private static Draft reply(SipRequest request, String via, String status) {
        Draft reply = new Draft("SIP/2.0 " + status).line(HeaderName.VIA, via);
        List<Via> vias = request.read(Via.FIELD).values();
        for (Via other : vias.subList(1, vias.size())) {
            reply.line(HeaderName.VIA, other.toString());
        }
        return reply.copy(HeaderName.FROM, request)
                .copy(HeaderName.CALL_ID, request)
                .copy(HeaderName.CSEQ, request);
    }

    /// The top Via, with where the request came from when it asks for it: RFC 3581 §4.
    private static Via stamped(SipRequest request, Link from) {
        Via via = request.topVia();
        if (via.rport() < 0) {
            return via;
        }
        Endpoint source = from.remote();
        return via.withParameter("received", source.hostText())
                .withParameter("rport", Integer.toString(source.port()));
    }

    /// Where responses go: RFC 3261 §18.2.2, RFC 3581 §4.
    private static Link back(SipRequest request, Link from) {
        Via via = request.topVia();
        if (via.rport() >= 0) {
            return from;
        }
        int port = via.port() < 0 ? PORT : via.port();
        return from.towards(new Endpoint(from.remote().host(), port));
    }
}
