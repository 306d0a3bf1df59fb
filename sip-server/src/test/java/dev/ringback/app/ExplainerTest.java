package dev.ringback.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.cause.Cause;
import dev.ringback.config.ConfigException;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.explain.Explanation;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.routing.Step;
import dev.ringback.routing.trial.Trial;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final String BOB = "INVITE sip:bob@example.com";

    @Test
    void registeredPhoneWouldRing() throws Exception {
        Explanation explanation = open(BOB, "sip:bob@10.0.0.5");
        Explanation.Attempt attempt = explanation.attempts().getFirst();
        assertThat(explanation.attempts()).hasSize(1);
        assertThat(attempt.sent().requestUri()).hasToString("sip:bob@10.0.0.5");
        assertThat(attempt.to().remote()).hasToString("/10.0.0.5:5060");
        assertThat(attempt.changes())
                .extracting(change -> change.name())
                .contains(HeaderName.VIA, HeaderName.RECORD_ROUTE, HeaderName.MAX_FORWARDS);
        assertThat(explanation.answers())
                .extracting(answer -> answer.response().status())
                .containsExactly(100);
    }

    @Test
    void equalPreferencesRingTogetherAndLowerOnesLater() throws Exception {
        Explanation now = open(BOB, "sip:1@10.0.0.5", "sip:2@10.0.0.6", "sip:3@10.0.0.7;q=0.5");
        assertThat(now.attempts()).hasSize(2);
        assertThat(now.steps())
                .contains(new Step.UserLookedUp(new AddressOfRecord("bob", "example.com"), 3));
        assertThat(now.standby())
                .singleElement()
                .satisfies(
                        later -> {
                            assertThat(later.q()).isEqualTo(500);
                            assertThat(later.located().hops().getFirst().remote())
                                    .hasToString("/10.0.0.7:5060");
                        });
        Explanation busy =
                ask(
                        open().build(),
                        new Enquiry(
                                trial(BOB),
                                null,
                                List.of("sip:1@10.0.0.5", "sip:3@10.0.0.7;q=0.5"),
                                486));
        assertThat(busy.attempts())
                .extracting(attempt -> attempt.sent().requestUri().toString())
                .containsExactly("sip:1@10.0.0.5", "sip:3@10.0.0.7");
        assertThat(busy.answers().getLast().response().status()).isEqualTo(486);
    }

    @Test
    void unregisteredUserIsAnswered() throws Exception {
        Explanation explanation = open(BOB);
        assertThat(explanation.attempts()).isEmpty();
        assertThat(explanation.answers().getLast().response().status()).isEqualTo(480);
        assertThat(explanation.answers().getLast().cause()).isInstanceOf(Cause.StoreAnswered.class);
    }

    @Test
    void bindingOfAnotherUserCanBeGiven() throws Exception {
        assertThat(
                        open("INVITE sip:carol@example.com", "carol@example.com=sip:c@10.0.0.9")
                                .attempts())
                .hasSize(1);
        assertThat(open(BOB, "carol@example.com=sip:c@10.0.0.9").attempts()).isEmpty();
    }

    @Test
    void ownUserIsChallengedUntilTheProofIsGiven() throws Exception {
        Trial trial = trial(BOB).from("sip:alice@example.com");
        List<String> bindings = List.of("sip:bob@10.0.0.5");
        Explanation stranger = ask(secured(), new Enquiry(trial, null, bindings, 0));
        assertThat(stranger.attempts()).isEmpty();
        assertThat(stranger.answers().getLast().cause()).isInstanceOf(Cause.Challenged.class);
        Explanation alice = ask(secured(), new Enquiry(trial, "alice", bindings, 0));
        assertThat(alice.attempts()).hasSize(1);
        assertThat(alice.attempts().getFirst().sent().has(HeaderName.PROXY_AUTHORIZATION))
                .isFalse();
    }

    @Test
    void whatCannotBeIsRefusedInOneLine() throws Exception {
        refused(
                new Enquiry(trial(BOB), "mallory", List.of(), 0),
                "there is no user mallory@example.com");
        refused(
                new Enquiry(trial(BOB), null, List.of("bob"), 0),
                "binding 'bob': Malformed Contact header field");
        refused(
                new Enquiry(
                        trial("INVITE sip:bob@elsewhere.example"),
                        null,
                        List.of("sip:b@10.0.0.5"),
                        0),
                "binding 'sip:b@10.0.0.5': it is for no user of ours, write USER@DOMAIN=CONTACT");
        refused(
                new Enquiry(trial(BOB).source("[::1]:5060"), null, List.of(), 0),
                "the server does not listen on udp for 0:0:0:0:0:0:0:1");
        ServerConfig lab = open().build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(lab, new Enquiry(trial(BOB), "alice", List.of(), 0)))
                .withMessage("authentication is off, so nobody proves to be alice");
    }

    private static void refused(Enquiry enquiry, String message) throws ConfigException {
        ServerConfig config = secured();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(config, enquiry))
                .withMessage(message);
    }

    private static Explanation open(String line, String... bindings) throws Exception {
        return ask(open().build(), new Enquiry(trial(line), null, List.of(bindings), 0));
    }

    private static Explanation ask(ServerConfig config, Enquiry enquiry) throws IOException {
        return new Explainer(config, Stores.MEMORY).explain(enquiry);
    }

    private static Trial trial(String line) {
        return Trial.request(line);
    }

    private static ServerConfig secured() throws ConfigException {
        return open().authRequired(true)
                .user(new ServerConfig.User("alice", null, "secret"))
                .build();
    }

    private static ServerConfigBuilder open() {
        return ServerConfig.builder()
                .domains(List.of("example.com"))
                .listen(List.of(Listen.parse("udp:192.0.2.1:5060")))
                .authRequired(false)
                .data(null);
    }
}
