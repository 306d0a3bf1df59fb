package dev.ringback.core;

import dev.ringback.auth.SourceNetwork;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.address.PAssertedIdentity;
import dev.ringback.location.Lookup;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.proxy.ProxyCore;
import dev.ringback.routing.act.Incoming;
import dev.ringback.stack.SipStack;
import dev.ringback.stir.CertificateSource.Fetched;
import dev.ringback.stir.Replays;
import dev.ringback.stir.Verification;
import dev.ringback.stir.Verification.Fault;
import dev.ringback.stir.Verifier;
import dev.ringback.stir.Verstat;
import dev.ringback.transaction.ServerTransaction;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Has the signatures of strangers verified before their requests go on: RFC 8224 §6.2. One for
/// each shard.
final class CallerVerification {
    /// What nobody signs: RFC 8224 §4.1 is for requests that begin something.
    private static final Set<Method> UNSIGNED =
            Set.of(Method.ACK, Method.CANCEL, Method.REGISTER, Method.OPTIONS);

    private static final Set<Method> CALLS = Set.of(Method.INVITE, Method.MESSAGE);
    private static final Cause UNVERIFIED = new Cause.CheckFailed(Check.IDENTITY, "Identity");

    private final SipStack stack;
    private final ServerServices services;
    private final StoreQuestions stores;
    private final @Nullable Verifier verifier;

    CallerVerification(SipStack stack, ServerServices services, StoreQuestions stores) {
        this.stack = stack;
        this.services = services;
        this.stores = stores;
        this.verifier = services.trust().stir().verifier();
    }

    /// Goes on with a request once it is verified, now or in a later step; or refuses it.
    void verify(Incoming incoming, Consumer<Incoming> then) {
        Verifier known = verifier;
        if (known == null || !isDue(incoming)) {
            then.accept(incoming);
            return;
        }
        ServerTransaction transaction = incoming.transaction();
        Set<String> places = known.service().places(incoming.message());
        if (places.isEmpty()) {
            judged(incoming, judge(known, incoming, Map.of()), then);
            return;
        }
        transaction.attach(new GivenUp(transaction, stack.ids(), UNVERIFIED));
        stores.ask(
                known.certificates().fetch(places),
                settled -> {
                    if (!transaction.answered()) {
                        judged(incoming, judge(known, incoming, found(settled)), then);
                    }
                });
    }

    /// Whether nobody has proved yet who sent a request: neither its sender by a password, nor an
    /// element that is trusted by a word.
    private boolean isDue(Incoming incoming) {
        SipRequest message = incoming.message();
        boolean proved = services.admission().proves() && incoming.identity() != null;
        return !proved
                && message.to().tag() == null
                && !incoming.routed().permitted()
                && !UNSIGNED.contains(message.method())
                && !isVouchedFor(message);
    }

    /// Whether a result is there already; that of a stranger has been dropped.
    private static boolean isVouchedFor(SipRequest message) {
        return Verstat.isIn(message.from().uri())
                || message.read(PAssertedIdentity.FIELD).values().stream()
                        .anyMatch(asserted -> Verstat.isIn(asserted.uri()));
    }

    private static Map<String, Fetched> found(Lookup.Settled<Map<String, Fetched>> settled) {
        return settled instanceof Lookup.Found<Map<String, Fetched>>(var found) ? found : Map.of();
    }

    private Verification judge(Verifier known, Incoming incoming, Map<String, Fetched> found) {
        Verification verdict = known.service().judge(incoming.message(), found, stack.wallClock());
        return verdict instanceof Verification.Passed passed && replayed(known, incoming, passed)
                ? new Verification.Failed(Fault.REPLAYED)
                : verdict;
    }

    private boolean replayed(Verifier known, Incoming incoming, Verification.Passed passed) {
        ServerTransaction transaction = incoming.transaction();
        SipRequest request = transaction.request();
        SourceNetwork source = SourceNetwork.of(transaction.flow().remote().getAddress());
        return known.replays()
                .repeated(
                        passed.seals(),
                        new Replays.Arrival(request, request.requestUri(), source),
                        stack.now());
    }

    private void judged(Incoming incoming, Verification verdict, Consumer<Incoming> then) {
        Fault fault = refused(incoming.message(), verdict);
        if (fault != null) {
            refuse(incoming, fault);
        } else if (services.border().trustsAnybody()) {
            SipRequest marked = services.border().marked(incoming.message(), verdict.verstat());
            ProxyCore.Routed routed = incoming.routed().with(marked);
            then.accept(new Incoming(incoming.transaction(), routed, incoming.identity()));
        } else {
            then.accept(incoming);
        }
    }

    private @Nullable Fault refused(SipRequest message, Verification verdict) {
        boolean required =
                verifier != null && verifier.required() && CALLS.contains(message.method());
        boolean rejects = verifier != null && verifier.rejects();
        return switch (verdict) {
            case Verification.Passed _ -> null;
            case Verification.Unsigned _ -> required ? Fault.MISSING : null;
            case Verification.Failed(Fault fault) -> rejects ? fault : null;
        };
    }

    private void refuse(Incoming incoming, Fault fault) {
        SipRequest request = incoming.transaction().request();
        boolean unknown = fault == Fault.MISSING && request.has(HeaderName.IDENTITY);
        SipResponse response =
                SipResponse.replyTo(request, fault.status())
                        .toTag(stack.ids().tag())
                        .reason(unknown ? "Use Supported PASSporT Format" : fault.reason())
                        .build();
        incoming.transaction()
                .respond(response, new Cause.CheckFailed(fault.check(), fault.subject()));
    }
}
