package dev.ringback.explain;

import dev.ringback.auth.DigestClient;
import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.security.Challenge;
import dev.ringback.header.security.ProxyAuthenticate;
import dev.ringback.header.security.WwwAuthenticate;
import dev.ringback.locate.Located;
import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.routing.Step;
import dev.ringback.routing.Trace;
import dev.ringback.stack.Answer;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Ids;
import dev.ringback.stack.Input;
import dev.ringback.stack.LateUser;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.Question;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.StackConfig;
import dev.ringback.stack.TransactionUser;
import dev.ringback.transaction.Timers;
import dev.ringback.uri.Uri;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A server's core on a stack whose outputs go nowhere: takes one request as the server would and
/// tells what would follow. Time stands still. One thread, one request.
public final class DryRun {
    /// Where a search among targets and fallbacks is given up.
    private static final int MOST_ATTEMPTS = 64;

    private final SipStack stack;
    private final Trace trace = Trace.recording();
    private final Function<Question, Answer> resolver;
    private final Queue<Input> inputs = new ArrayDeque<>();
    private final List<Output.Send> requests = new ArrayList<>();
    private final List<Explanation.Answer> answers = new ArrayList<>();
    private int assumed;

    /// @param points where the server is heard
    /// @param wall the time that it is
    /// @param core makes the server's core
    /// @param resolver answers questions; may take its time
    public DryRun(
            List<ListenPoint> points,
            Instant wall,
            BiFunction<SipStack, Trace, ? extends TransactionUser> core,
            Function<Question, Answer> resolver) {
        LateUser user = new LateUser();
        this.stack =
                new SipStack(
                        new StackConfig(Timers.defaults(), points, new Numbered(), wall), user);
        user.become(core.apply(stack, trace));
        this.resolver = resolver;
    }

    /// Takes every request that would be sent on for answered with this code.
    public DryRun assume(int status) {
        assumed = status;
        return this;
    }

    /// What becomes of a request that comes by this flow.
    ///
    /// @param proof answers a challenge, once; null to leave one unanswered
    public Explanation explain(SipRequest request, Flow flow, @Nullable DigestClient proof) {
        feed(new Input.Received(flow, request));
        SipRequest last = request;
        SipResponse challenge = answers.isEmpty() ? null : answers.getLast().response();
        if (proof != null && challenge != null && requests.isEmpty()) {
            SipRequest proved = prove(request, challenge, proof);
            if (proved != null) {
                last = proved;
                answers.clear();
                feed(new Input.Received(flow, proved));
            }
        }
        List<Explanation.Attempt> attempts = attempts(last);
        return new Explanation(last, steps(), attempts, standby(attempts), answers);
    }

    // -- the request

    /// The request with credentials, or null where the response asks for none that we have.
    private @Nullable SipRequest prove(
            SipRequest request, SipResponse response, DigestClient proof) {
        boolean proxy = response.status() == 407;
        if (!proxy && response.status() != 401) {
            return null;
        }
        List<Challenge> challenges =
                proxy
                        ? response.read(ProxyAuthenticate.FIELD).values()
                        : response.read(WwwAuthenticate.FIELD).values();
        String uri = request.requestUri().toString();
        List<String> values =
                proof.answer(challenges, request.method().name(), uri, request.body());
        if (values.isEmpty()) {
            return null;
        }
        SipRequest.Builder again =
                request.edit()
                        .set(
                                HeaderName.CSEQ,
                                new CSeq(request.cSeq().number() + 1, request.method()).toString())
                        .replaceFirst(HeaderName.VIA, request.topVia() + "2");
        for (String value : values) {
            again.add(proxy ? HeaderName.PROXY_AUTHORIZATION : HeaderName.AUTHORIZATION, value);
        }
        return again.build();
    }

    // -- the stack

    private void feed(Input first) {
        inputs.add(first);
        for (Input input = inputs.poll(); input != null; input = inputs.poll()) {
            stack.handle(input, 0, this::take);
        }
    }

    private void take(Output output) {
        switch (output) {
            case Output.Send send when send.message() instanceof SipRequest sent ->
                    takeRequest(send, sent);
            case Output.Send send when send.message() instanceof SipResponse response ->
                    takeResponse(response, null);
            case Output.Ask(long id, Question question) ->
                    inputs.add(new Input.Answered(id, resolver.apply(question)));
            case Output.Begin(var work) ->
                    work.accept(action -> inputs.add(new Input.Command(action)));
            case Output.Tell(Notice.Answered answered) ->
                    takeResponse(answered.response(), answered.cause());
            case Output.Send _, Output.Close _, Output.KeepAlive _, Output.Tell _ -> {}
        }
    }

    /// A final response is told with its cause and is sent, in either order.
    private void takeResponse(SipResponse response, @Nullable Cause cause) {
        boolean known =
                !answers.isEmpty()
                        && response.status() >= 200
                        && answers.getLast().response().status() == response.status();
        if (!known) {
            answers.add(new Explanation.Answer(response, cause));
        } else if (cause != null) {
            answers.set(answers.size() - 1, new Explanation.Answer(response, cause));
        }
    }

    private void takeRequest(Output.Send send, SipRequest sent) {
        Method method = sent.method();
        if (method.equals(Method.ACK) || method.equals(Method.CANCEL)) {
            return;
        }
        requests.add(send);
        ListenPoint local = stack.localFor(send.to());
        if (assumed > 0 && local != null && requests.size() < MOST_ATTEMPTS) {
            SipResponse response = SipResponse.replyTo(sent, assumed).toTag("assumed").build();
            inputs.add(new Input.Received(flow(send.to(), local), response));
        }
    }

    private static Flow flow(Destination to, ListenPoint local) {
        return to instanceof Flow flow
                ? flow
                : new Flow(
                        to.transport(),
                        local.bound(),
                        to.remote(),
                        to.transport().reliable() ? 1 : 0);
    }

    // -- the result

    private List<Explanation.Attempt> attempts(SipRequest original) {
        return requests.stream()
                .filter(send -> send.message() instanceof SipRequest)
                .map(
                        send -> {
                            SipRequest sent = (SipRequest) send.message();
                            return new Explanation.Attempt(
                                    sent, send.to(), HeaderChange.between(original, sent), assumed);
                        })
                .toList();
    }

    /// A route that is looked at again is told of once.
    private List<Step> steps() {
        return trace.steps().stream().distinct().toList();
    }

    /// The targets that were taken and not yet tried.
    private List<Explanation.Standby> standby(List<Explanation.Attempt> attempts) {
        Set<Uri> tried = new HashSet<>();
        attempts.forEach(attempt -> tried.add(attempt.sent().requestUri()));
        List<Explanation.Standby> standby = new ArrayList<>();
        for (Step step : trace.steps()) {
            if (step instanceof Step.TargetTaken(Uri uri, int q) && tried.add(uri)) {
                locate(uri, located -> standby.add(new Explanation.Standby(uri, q, located)));
            }
        }
        return standby;
    }

    private void locate(Uri uri, Consumer<Located> then) {
        ServerLocator locator = new ServerLocator(stack, new ServerHealth());
        feed(new Input.Command(() -> locator.locate(uri, then)));
    }

    /// Identifiers that are the same each time.
    private static final class Numbered implements Ids {
        private int last;

        @Override
        public String branch() {
            return "z9hG4bK-" + ++last;
        }

        @Override
        public String tag() {
            return "tag-" + ++last;
        }

        @Override
        public String callId() {
            return "call-" + ++last;
        }
    }
}
