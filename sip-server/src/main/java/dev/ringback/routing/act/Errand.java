package dev.ringback.routing.act;

import dev.ringback.admission.Decision;
import dev.ringback.admission.Door;
import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Reply;
import dev.ringback.cause.Store;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.proxy.Fallback;
import dev.ringback.proxy.Forwarding;
import dev.ringback.proxy.ProxyRequest;
import dev.ringback.redirect.Alternative;
import dev.ringback.redirect.Directory;
import dev.ringback.redirect.RedirectServer;
import dev.ringback.redirect.Redirection;
import dev.ringback.routing.Handling;
import dev.ringback.routing.Queues;
import dev.ringback.routing.Route;
import dev.ringback.routing.RoutingRequest;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request and the route that was decided for it, until somebody has answered.
final class Errand {
    private final SipStack stack;
    private final RouteRunner.Parts parts;
    private final Incoming incoming;
    private final RoutingRequest request;
    private final @Nullable Decision proof;
    private final KnownBindings known;
    private final Suspension suspension;
    private final Cause.RuleMatched cause;
    private final RouteResolver resolver;
    private boolean heard;
    private boolean noted;

    /// Why what was tried last failed; null where nothing has.
    private @Nullable Cause failed;

    /// What was asked.
    ///
    /// @param request what routing sees of it
    /// @param proof what a stranger's credentials prove, where somebody has looked
    /// @param known the bindings that have been asked for
    record Question(RoutingRequest request, @Nullable Decision proof, KnownBindings known) {}

    /// @param cause what decided
    Errand(
            SipStack stack,
            RouteRunner.Parts parts,
            Incoming incoming,
            Question question,
            Cause.RuleMatched cause) {
        this.stack = stack;
        this.parts = parts;
        this.incoming = incoming;
        this.request = question.request();
        this.proof = question.proof();
        this.known = question.known();
        this.suspension = new Suspension(stack, parts.defaultWay(), incoming.transaction());
        this.cause = cause;
        this.resolver =
                new RouteResolver(parts.domains(), known::of, parts.defaultWay().directory());
    }

    private ServerTransaction transaction() {
        return incoming.transaction();
    }

    private boolean invite() {
        return incoming.message().method().equals(Method.INVITE);
    }

    /// Does what a route says.
    void run(Route route) {
        boolean here = route instanceof Route.Lookup(AddressOfRecord user, _) && user == null;
        boolean plain = route.equals(Route.lookup()) && !heard;
        if (plain || (here && parts.defaultWay().servesItself(incoming))) {
            parts.defaultWay().take(incoming);
        } else {
            if (!noted) {
                noted = true;
                transaction().note(CauseGraph.NO_ATTEMPT, cause);
            }
            known.decide(() -> plan(route), suspension.then(this::run));
        }
    }

    private Plan plan(Route route) {
        return resolver.resolve(route, request, parts.routing().trace());
    }

    private void run(Plan plan) {
        switch (plan) {
            case Plan.Send send -> send(send);
            case Plan.Answer(Route.Reply reply) -> transaction().respond(answer(reply));
            case Plan.Elsewhere(Route.Redirect redirect) -> transaction().respond(answer(redirect));
            case Plan.Ask(Route next) -> ask(next);
            case Plan.Wait(Route.Queue queue) -> enqueue(queue);
        }
    }

    private Reply answer(Route.Reply reply) {
        SipRequest received = transaction().request();
        SipResponse.Builder response = reply.to(received, stack.ids().tag());
        boolean aboutMedia = reply.status() == 488 || reply.status() == 606;
        boolean warned =
                reply.headers().stream().anyMatch(e -> e.name().equals(HeaderName.WARNING));
        SipResponse made = response.build();
        if (aboutMedia && !warned) {
            String text = made.reason().replace("\\", "\\\\").replace("\"", "\\\"");
            String warning = "399 " + parts.domains().first() + " \"" + text + '"';
            made = made.edit().set(HeaderName.WARNING, warning).build();
        }
        return new Reply(made, answers());
    }

    /// What decides an answer of the route: that alone, or what it is the answer to as well.
    private Cause answers() {
        return failed == null ? cause : new Cause.FellBack(cause, failed);
    }

    private Reply answer(Route.Redirect redirect) {
        List<Alternative> places =
                redirect.contacts().stream()
                        .map(
                                c ->
                                        new Alternative(
                                                c.uri(),
                                                c.q(),
                                                c.expires() == null ? -1 : c.expires().toSeconds()))
                        .toList();
        Redirection said =
                switch (redirect.status()) {
                    case 300 -> new Redirection.Choices(places);
                    case 301 -> new Redirection.Permanent(places);
                    default -> new Redirection.Temporary(places);
                };
        Reply reply =
                new RedirectServer(() -> stack.ids().tag())
                        .answer(transaction().request(), said, answers());
        String reason = redirect.reason();
        boolean asSaid = reply.response().status() == redirect.status();
        return reason == null || !asSaid
                ? reply
                : new Reply(reply.response().edit().reason(reason).build(), reply.cause());
    }

    private void send(Plan.Send send) {
        if (!heard && parts.defaultWay().servesItself(incoming)) {
            Reply refusal = parts.proxy().check(transaction().request(), incoming.routed());
            if (refusal != null) {
                transaction().respond(refusal);
                return;
            }
        }
        if (send.targets().isEmpty()) {
            nobody(send);
            return;
        }
        ProxyRequest forwarded =
                new ProxyRequest(
                        send.message(),
                        transaction().flow(),
                        request.sender(),
                        incoming.routed().grant());
        Fallback fallback = (best, why) -> after(send.handling(), best, why);
        Forwarding forwarding =
                heard
                        ? parts.proxy()
                                .forwardAgain(transaction(), forwarded, send.targets(), fallback)
                        : parts.proxy().forward(transaction(), forwarded, send.targets(), fallback);
        heard = true;
        if (invite() && !send.handling().ring().isZero()) {
            stack.schedule(send.handling().ring(), forwarding::giveUp);
        }
    }

    /// Nobody is there to send it to: 480 for a user of ours, 404 for none.
    private void nobody(Plan.Send send) {
        AddressOfRecord user = send.nobody();
        if (user != null
                && parts.defaultWay().directory().find(user)
                        instanceof Directory.Found.Elsewhere elsewhere) {
            RedirectServer redirects = new RedirectServer(() -> stack.ids().tag());
            transaction().respond(redirects.answer(transaction().request(), elsewhere));
            return;
        }
        boolean known = user != null && parts.admission().knows(user);
        Cause why =
                user != null && known
                        ? parts.defaultWay().absence(user, this.known.of(user))
                        : new Cause.StoreAnswered(
                                Store.SUBSCRIBERS, Finding.NO_SUCH_USER, String.valueOf(user));
        int status = known ? 480 : 404;
        Route next = next(send.handling(), status);
        if (next == null) {
            SipResponse.Builder response =
                    SipResponse.replyTo(transaction().request(), status).toTag(stack.ids().tag());
            transaction().respond(response.build(), why);
        } else {
            failed = why;
            onward(next);
        }
    }

    /// What follows when all targets have failed.
    private Fallback.@Nullable Next after(Handling handling, SipResponse best, Cause why) {
        Route next = next(handling, best.status());
        if (next == null) {
            return null;
        }
        failed = why;
        Plan plan = known.now(() -> plan(next));
        return switch (plan) {
            case null -> new Fallback.HandOver(() -> onward(next));
            case Plan.Answer(Route.Reply reply) -> given(answer(reply));
            case Plan.Elsewhere(Route.Redirect redirect) -> given(answer(redirect));
            case Plan.Send send when send.targets().isEmpty() && next(send) == null -> null;
            case Plan.Send _, Plan.Ask _, Plan.Wait _ -> new Fallback.HandOver(() -> onward(next));
        };
    }

    private static @Nullable Route next(Plan.Send nobodyThere) {
        Route next = next(nobodyThere.handling(), 480);
        return next == null ? next(nobodyThere.handling(), 404) : next;
    }

    private static Fallback.Answer given(Reply reply) {
        return new Fallback.Answer(reply.response(), reply.cause());
    }

    private static @Nullable Route next(Handling handling, int status) {
        for (Handling.Then then : handling.fallbacks()) {
            if (then.on().contains(status)) {
                return then.route();
            }
        }
        return null;
    }

    /// Goes on with another route, and tells the caller so where that sends the call elsewhere: RFC
    /// 3261 §21.1.3.
    private void onward(Route route) {
        known.decide(() -> plan(route), suspension.then(this::onward));
    }

    private void onward(Plan plan) {
        if (invite() && plan instanceof Plan.Send send && !send.targets().isEmpty()) {
            heard = true;
            transaction()
                    .respond(
                            SipResponse.replyTo(transaction().request(), 181)
                                    .toTag(stack.ids().tag())
                                    .build());
        }
        run(plan);
    }

    private void ask(@Nullable Route next) {
        if (request.sender() != null) {
            run(next == null ? Route.lookup() : next);
            return;
        }
        Decision decision =
                proof == null
                        ? parts.admission()
                                .identify(
                                        incoming.message(), transaction().flow(), stack.wallClock())
                        : proof;
        Door door = new Door(stack, parts.admission());
        switch (decision) {
            case Decision.Admit _ -> throw new IllegalStateException("proved, and yet unknown");
            case Decision.Challenge challenge -> door.challenge(transaction(), challenge);
            case Decision.Refuse refusal -> door.refuse(transaction(), refusal);
        }
    }

    private void enqueue(Route.Queue queue) {
        Route next = queue.next() == null ? Route.lookup() : queue.next();
        if (!invite()) {
            run(next);
            return;
        }
        Queues queues = parts.routing().queues();
        Queues.Ticket ticket = queues.enter(queue.name(), queue.most());
        if (ticket == null) {
            run(queue.full());
            return;
        }
        heard = true;
        new Waiting(stack, queues, transaction(), queue, ticket, () -> run(next)).start();
    }
}
