package dev.ringback.sip.ground;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.paging.OneShot;
import dev.ringback.reaction.Attempts;
import dev.ringback.reaction.Draft;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.SipException;
import dev.ringback.sip.SipTimeoutException;
import dev.ringback.stack.Ids;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.TimerQueue;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import dev.ringback.useragent.UserAgentCore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request of the application and what comes of it.
public final class Asking {
    private static final Set<Method> OTHERS = Set.of(Method.INVITE, Method.ACK, Method.CANCEL);
    private static final Set<Method> WITH_CONTACT =
            Set.of(Method.SUBSCRIBE, Method.REFER, Method.NOTIFY, Method.OPTIONS);

    private final Ground ground;
    private final OutgoingRequest request;
    private final CompletableFuture<SipResponse> answer;

    /// Who asks.
    ///
    /// @param address the From, without tag
    /// @param fields header lines of every request
    /// @param contact the Contact at a listening point
    /// @param reactions how it reacts
    public record Identity(
            NameAddress address,
            List<OutgoingRequest.Field> fields,
            Function<ListenPoint, NameAddress> contact,
            Reactions reactions) {}

    /// A request that is not sent yet.
    ///
    /// @throws IllegalArgumentException for INVITE, ACK and CANCEL
    public Asking(Ground ground, OutgoingRequest request) {
        if (OTHERS.contains(request.method())) {
            throw new IllegalArgumentException(request.method() + " belongs to calls");
        }
        this.ground = ground;
        this.request = request;
        this.answer = ground.promise();
    }

    /// Waits for an answer; who is interrupted gives the request up.
    public static SipResponse await(Ground ground, CompletableFuture<SipResponse> answer)
            throws SipException, InterruptedException {
        try {
            return ground.await(answer);
        } catch (InterruptedException e) {
            answer.cancel(false);
            throw e;
        }
    }

    /// Sends it outside of dialogs.
    ///
    /// @param who asked on the stack's thread
    public CompletableFuture<SipResponse> send(Supplier<Identity> who) {
        ground.run(
                core -> {
                    try {
                        dispatch(core, who.get());
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }

    /// What comes of it.
    public CompletableFuture<SipResponse> answer() {
        return answer;
    }

    /// Hears what comes of it, where somebody else sends it.
    public ResponseListener listener() {
        return new Listener();
    }

    private void dispatch(UserAgentCore core, Identity identity) {
        if (answer.isDone()) {
            return;
        }
        probe(new Outside(identity, core.stack().ids()), core, identity.reactions());
        Draft draft = new Outside(identity, core.stack().ids());
        Listener listener = new Listener();
        Attempts attempts = core.sender().send(draft, identity.reactions(), listener);
        Duration most = request.timeout();
        if (most != null) {
            String late = request + " was not answered within " + Failures.span(most);
            listener.timer =
                    core.stack()
                            .schedule(
                                    most,
                                    () -> {
                                        answer.completeExceptionally(new SipTimeoutException(late));
                                        attempts.cancel();
                                    });
        }
        var _ =
                answer.whenComplete(
                        (_, _) -> {
                            if (answer.isCancelled()) {
                                ground.run(_ -> attempts.cancel());
                            }
                        });
    }

    /// Builds the request once, so that what the application wrote fails here, not later.
    private static void probe(Draft draft, UserAgentCore core, Reactions reactions) {
        SipRequest.Builder probe = draft.next();
        ListenPoint local = core.stack().listenPoints().getFirst();
        draft.leaves(probe, local);
        probe.addFirst(HeaderName.VIA, local.via("z9hG4bKprobe").toString());
        SipRequest built = probe.build();
        if (built.method().equals(Method.MESSAGE) && OneShot.tooLong(built, reactions.routes())) {
            throw new IllegalArgumentException(
                    "a MESSAGE of "
                            + built.size()
                            + " octets: "
                            + OneShot.LARGEST_MESSAGE
                            + " at most may go over UDP, ask for transport=tcp (RFC 3428 §8)");
        }
    }

    /// The request with its identity.
    private final class Outside implements Draft {
        private final Identity identity;
        private final String from;
        private final String callId;
        private long sequence;

        Outside(Identity identity, Ids ids) {
            this.identity = identity;
            NameAddress own = Fields.from(request.headers());
            NameAddress address = own == null ? identity.address() : own;
            this.from = address.withParameter("tag", ids.tag()).toString();
            this.callId = ids.callId();
        }

        @Override
        public SipRequest.Builder next() {
            SipRequest.Builder next =
                    SipRequest.derived(request.method(), request.target())
                            .set(HeaderName.MAX_FORWARDS, "70")
                            .set(HeaderName.FROM, from)
                            .set(HeaderName.TO, to())
                            .set(HeaderName.CALL_ID, callId)
                            .set(
                                    HeaderName.CSEQ,
                                    new CSeq(++sequence, request.method()).toString());
            if (!ground.product().isEmpty()) {
                next.set(HeaderName.USER_AGENT, ground.product());
            }
            Fields.write(next, identity.fields(), null);
            Fields.write(next, request.headers(), request.body());
            return next;
        }

        private String to() {
            Uri target = request.target();
            Uri named =
                    target instanceof SipUri sip
                            ? sip.withoutHeaders().withoutParameters()
                            : target;
            return NameAddress.of(named).toString();
        }

        @Override
        public void leaves(SipRequest.Builder builder, ListenPoint local) {
            boolean own =
                    request.headers().stream().anyMatch(f -> f.name().equals(HeaderName.CONTACT));
            if (!own && WITH_CONTACT.contains(request.method())) {
                builder.set(HeaderName.CONTACT, identity.contact().apply(local).toString());
            }
        }
    }

    private final class Listener implements ResponseListener {
        private TimerQueue.@Nullable Timer timer;

        @Override
        public void succeeded(SipResponse response, Sent sent) {
            stop();
            answer.complete(response);
        }

        @Override
        public void failed(SipFailure failure) {
            stop();
            answer.completeExceptionally(Failures.of(request.toString(), failure));
        }

        private void stop() {
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}
