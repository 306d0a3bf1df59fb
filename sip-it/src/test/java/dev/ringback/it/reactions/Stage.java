package dev.ringback.it.reactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringback.it.peer.Sipp;
import dev.ringback.it.peer.SippResult;
import dev.ringback.message.SipRequest;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.SipFailure;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.CallOptions;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// One row on its stage: an agent of ours, SIPp with its script, and what each of them saw.
final class Stage implements AutoCloseable {
    private final SipClient client;
    private final Sipp sipp;
    private final int port;
    private final List<CallEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final List<UserAgent> agents = new ArrayList<>();
    private List<Seen> seen = List.of();

    /// @param calls how many calls SIPp takes before it ends
    Stage(SipClient client, int port, Script script, int calls) {
        this.client = client;
        this.port = port;
        List<String> options = new ArrayList<>(script.options());
        options.addAll(List.of("-m", Integer.toString(calls)));
        this.sipp = Sipp.written(script.xml(), port, options.toArray(String[]::new));
        sipp.listening(port);
    }

    int port() {
        return port;
    }

    SipClient client() {
        return client;
    }

    /// Whom the agent calls.
    String bob() {
        return "sip:bob@127.0.0.1:" + port;
    }

    /// A line that leads to another user of SIPp.
    String contact(String user) {
        return "Contact: <sip:" + user + "@127.0.0.1:" + port + ">";
    }

    UserAgent agent() {
        return agent(reactions -> reactions);
    }

    UserAgent agent(UnaryOperator<Reactions.Builder> reactions) {
        return agent(UnaryOperator.identity(), reactions);
    }

    UserAgent agent(
            UnaryOperator<UserAgent.Builder> builder, UnaryOperator<Reactions.Builder> reactions) {
        UserAgent agent =
                builder.apply(
                                client.userAgent("sip:alice@127.0.0.1:" + port)
                                        .credentials("alice", "secret"))
                        .reactions(reactions)
                        .build();
        agents.add(agent);
        return agent;
    }

    /// Calls, and hangs up when the call was up.
    void call(UserAgent agent) throws Exception {
        call(agent, bob(), CallOptions.defaults());
    }

    void call(UserAgent agent, String target, CallOptions options) throws Exception {
        Call call = agent.call(target, options).onEvent(events::add);
        call.awaitAnswer(Duration.ofSeconds(20));
        call.hangUp();
    }

    /// Calls, and answers why that failed.
    SipFailure failedCall(UserAgent agent) {
        return failedCall(agent, bob());
    }

    SipFailure failedCall(UserAgent agent, String target) {
        Call call = agent.call(target).onEvent(events::add);
        SipException failure =
                catchThrowableOfType(
                        SipException.class, () -> call.awaitAnswer(Duration.ofSeconds(20)));
        assertThat(failure).as("the call fails").isNotNull();
        return failure.requireFailure();
    }

    /// What the calls told.
    List<CallEvent> events() {
        return List.copyOf(events);
    }

    /// Waits for the end of SIPp, which must be content with all that came, and reads what it got.
    List<Seen> seen() {
        if (seen.isEmpty()) {
            SippResult result = sipp.await();
            assertThat(result.exit()).as(result.report() + sipp.messages()).isZero();
            seen = Seen.in(sipp.messages());
        }
        return seen;
    }

    /// The methods that SIPp got, in order, without retransmissions.
    List<String> methods() {
        return once().stream().map(one -> one.request().method().name()).toList();
    }

    /// The requests of one method that SIPp got, in order, without retransmissions.
    List<SipRequest> requests(String method) {
        return of(method, once()).stream().map(Seen::request).toList();
    }

    /// All that SIPp got of a method, retransmissions too.
    List<Seen> copies(String method) {
        return of(method, seen());
    }

    /// How long after a request of a method SIPp got the next one, which is no retransmission.
    ///
    /// @param number which one of the method, from 0
    Duration waited(String method, int number) {
        List<Seen> ones = of(method, once());
        return Duration.between(ones.get(number).at(), ones.get(number + 1).at());
    }

    private static List<Seen> of(String method, List<Seen> all) {
        return all.stream().filter(one -> one.request().method().name().equals(method)).toList();
    }

    private List<Seen> once() {
        Set<String> known = new HashSet<>();
        return seen().stream().filter(one -> known.add(one.request().toString())).toList();
    }

    @Override
    public void close() {
        agents.forEach(UserAgent::close);
        sipp.close();
    }
}
