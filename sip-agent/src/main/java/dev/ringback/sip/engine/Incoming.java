package dev.ringback.sip.engine;

import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.Body;
import dev.ringback.sip.CallReply;
import dev.ringback.sip.IncomingRequest;
import dev.ringback.sip.UserAgent.Handler;
import dev.ringback.sip.ground.Fields;
import dev.ringback.sip.ground.Ground;
import dev.ringback.transaction.ServerTransaction;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A request outside of calls for the application.
final class Incoming implements IncomingRequest {
    private final Ground ground;
    private final ServerTransaction transaction;
    private final SipRequest request;
    private final String tag;
    private final List<NameAddress> asserted;
    private final AtomicBoolean answered = new AtomicBoolean();

    /// @param request the request, opened where it was protected
    /// @param tag the own tag, for a request whose To has none
    /// @param asserted who sent it by the word of those whom we believe
    Incoming(
            Ground ground,
            ServerTransaction transaction,
            SipRequest request,
            String tag,
            List<NameAddress> asserted) {
        this.ground = ground;
        this.transaction = transaction;
        this.request = request;
        this.tag = tag;
        this.asserted = asserted;
    }

    /// Lets the application handle it, and answers what it leaves.
    void handle(Handler<IncomingRequest> handler) {
        try {
            handler.handle(this);
            if (!answered.get()) {
                answer(CallReply.of(200));
            }
        } catch (InterruptedException _) {
            answer(CallReply.of(500));
        } catch (Exception e) {
            answer(CallReply.of(500));
            ground.fault(e);
        }
    }

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public List<NameAddress> asserted() {
        return asserted;
    }

    @Override
    public @Nullable Body body() {
        String type = request.value(HeaderName.CONTENT_TYPE);
        return type == null || request.bodyLength() == 0 ? null : Body.of(type, request.body());
    }

    @Override
    public void reply(CallReply reply) {
        if (reply.status() < 200) {
            throw new IllegalArgumentException("no final response: " + reply);
        }
        if (!answer(reply)) {
            throw new IllegalStateException("answered already");
        }
    }

    private boolean answer(CallReply reply) {
        SipResponse response = response(reply);
        boolean first = answered.compareAndSet(false, true);
        if (first) {
            ground.run(_ -> transaction.respond(response, new Cause.Decided("application")));
        }
        return first;
    }

    private SipResponse response(CallReply reply) {
        SipResponse.Builder response = SipResponse.replyTo(request, reply.status());
        if (request.to().tag() == null) {
            response.toTag(tag);
        }
        String phrase = reply.reason();
        if (phrase != null) {
            response.reason(phrase);
        }
        Fields.write(response, reply.headers(), reply.body());
        return response.build();
    }
}
