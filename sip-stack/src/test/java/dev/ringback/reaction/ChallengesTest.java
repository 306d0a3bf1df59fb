package dev.ringback.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Policy;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.security.Authorization;
import dev.ringback.header.security.Credentials;
import dev.ringback.message.SipRequest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// How challenges are answered: RFC 3261 §22.2, §22.3, RFC 8760 §2.4, RFC 7616 §3.5.
class ChallengesTest {
    private static final String BOB = "sip:bob@192.0.2.9";

    private final ReactionBench bench = new ReactionBench();
    private final Authenticator authenticator = bench.authenticator("alice", "secret");
    private final Reactions policy = Reactions.builder().authenticator(authenticator).build();

    private static String www(String realm, String nonce, String more) {
        return "WWW-Authenticate: Digest realm=\"%s\", nonce=\"%s\", qop=\"auth\"%s"
                .formatted(realm, nonce, more);
    }

    private static String proxy(String realm, String nonce) {
        return "Proxy-Authenticate: Digest realm=\"%s\", nonce=\"%s\", qop=\"auth\""
                .formatted(realm, nonce);
    }

    private static Credentials credentials(SipRequest request) {
        return Objects.requireNonNull(request.read(Authorization.FIELD).first());
    }

    @Test
    void severalProxiesAndTheTargetAreAnsweredInOneRequest() {
        bench.send("INVITE", BOB, policy);
        bench.answer(407, proxy("one", "n1"));
        bench.answer(407, proxy("two", "n2"));
        bench.answer(401, www("bob", "n3", ""));
        assertThat(bench.last().values(HeaderName.PROXY_AUTHORIZATION))
                .hasSize(2)
                .anyMatch(value -> value.contains("realm=\"one\"") && value.contains("nc=00000003"))
                .anyMatch(
                        value -> value.contains("realm=\"two\"") && value.contains("nc=00000002"));
        assertThat(bench.last().values(HeaderName.AUTHORIZATION))
                .singleElement()
                .asString()
                .contains("realm=\"bob\"");
        assertThat(bench.requests().stream().map(request -> request.cSeq().number()))
                .containsExactly(1L, 2L, 3L, 4L);
        bench.answer(200);
        bench.quiet();
    }

    @Test
    void challengesThatAProxyGatheredAreAnsweredTogether() {
        bench.send("INVITE", BOB, policy);
        bench.answer(401, www("a", "n1", ""), www("b", "n2", ""), proxy("p", "n3"));
        assertThat(bench.last().values(HeaderName.AUTHORIZATION)).hasSize(2);
        assertThat(bench.last().values(HeaderName.PROXY_AUTHORIZATION)).hasSize(1);
        bench.answer(200);
        bench.quiet();
    }

    @Test
    void theStrongestAlgorithmIsTakenWhateverTheOrder() {
        bench.send("INVITE", BOB, policy);
        bench.answer(
                401,
                www("r", "n1", ", algorithm=MD5"),
                www("r", "n2", ", algorithm=SHA-1024"),
                www("r", "n3", ", algorithm=SHA-512-256"),
                www("r", "n4", ", algorithm=SHA-256"));
        assertThat(bench.last().values(HeaderName.AUTHORIZATION)).hasSize(1);
        assertThat(credentials(bench.last()).algorithm()).isEqualTo("SHA-512-256");
        assertThat(credentials(bench.last()).parameter("nonce")).isEqualTo("n3");
        bench.answer(200);
    }

    @Test
    void aWrongPasswordIsTriedOnce() {
        bench.send("REGISTER", BOB, policy);
        bench.answer(401, www("r", "n1", ""));
        bench.answer(401, www("r", "n2", ""));
        assertThat(bench.requests()).hasSize(2);
        assertThat(bench.failure())
                .isInstanceOfSatisfying(
                        SipFailure.Unauthorized.class,
                        failure -> {
                            assertThat(failure.known()).isTrue();
                            assertThat(failure.realms()).containsExactly("r");
                            assertThat(failure.causes().decisive())
                                    .isEqualTo(new Cause.Denied(Policy.WRONG_CREDENTIALS));
                        });
        bench.quiet();
        bench.send("REGISTER", BOB, policy);
        assertThat(bench.last().has(HeaderName.AUTHORIZATION)).as("forgotten").isFalse();
    }

    @Test
    void aStaleNonceIsNoWrongPassword() {
        bench.send("REGISTER", BOB, policy);
        bench.answer(401, www("r", "n1", ""));
        bench.answer(401, www("r", "n2", ", stale=true"));
        assertThat(credentials(bench.last()).parameter("nonce")).isEqualTo("n2");
        assertThat(credentials(bench.last()).nonceCount()).isEqualTo(1);
        bench.answer(200);
        assertThat(bench.heard).last().isEqualTo("succeeded 200");
    }

    @Test
    void whoSaysStaleForeverIsNotAnsweredForever() {
        bench.send("REGISTER", BOB, policy);
        for (int i = 0; i < 5; i++) {
            bench.answer(401, www("r", "n" + i, ", stale=true"));
        }
        assertThat(bench.requests()).hasSize(5);
        assertThat(bench.failure()).isInstanceOf(SipFailure.Unauthorized.class);
    }

    @Test
    void withoutAPasswordItIsReportedWithTheRealms() {
        Authenticator other = new Authenticator();
        other.add("elsewhere", bench.client("alice", "secret"));
        bench.send("INVITE", BOB, policy.edit().authenticator(other).build());
        bench.answer(401, www("r", "n1", ""));
        assertThat(bench.requests()).hasSize(1);
        assertThat(bench.failure())
                .isInstanceOfSatisfying(
                        SipFailure.Unauthorized.class,
                        failure -> {
                            assertThat(failure.known()).isFalse();
                            assertThat(failure.realms()).containsExactly("r");
                        });
    }

    @Test
    void aChallengeThatNobodyUnderstandsIsNotAnswered() {
        bench.send("INVITE", BOB, policy);
        bench.answer(401, "WWW-Authenticate: Basic realm=\"r\"");
        assertThat(bench.requests()).hasSize(1);
        assertThat(bench.failure()).isInstanceOf(SipFailure.Unauthorized.class);
    }

    @Test
    void aLaterRequestNeedsNoSecondChallengeAndCountsOn() {
        bench.send("REGISTER", BOB, policy);
        bench.answer(401, www("r", "n1", ""));
        bench.answer(200);
        for (int nc = 2; nc < 5; nc++) {
            bench.send("REGISTER", BOB, policy);
            assertThat(credentials(bench.last()).nonceCount()).isEqualTo(nc);
            bench.answer(200);
        }
        bench.send("REGISTER", "sip:carol@192.0.2.9", policy);
        assertThat(bench.last().has(HeaderName.AUTHORIZATION)).as("another To").isFalse();
    }

    @Test
    void aRememberedNonceThatTheServerForgotIsNoWrongPassword() {
        bench.send("REGISTER", BOB, policy);
        bench.answer(401, www("r", "n1", ""));
        bench.answer(200);
        bench.send("REGISTER", BOB, policy);
        bench.answer(401, www("r", "n2", ""));
        assertThat(credentials(bench.last()).parameter("nonce")).isEqualTo("n2");
        bench.answer(200);
        assertThat(bench.failures).isEmpty();
    }

    @Test
    void theNextNonceIsUsedNextTime() {
        bench.send("REGISTER", BOB, policy);
        bench.answer(401, www("r", "n1", ""));
        bench.answer(200, "Authentication-Info: nextnonce=\"n2\"");
        bench.send("REGISTER", BOB, policy);
        assertThat(credentials(bench.last()).parameter("nonce")).isEqualTo("n2");
        assertThat(credentials(bench.last()).nonceCount()).isEqualTo(1);
    }

    @Test
    void credentialsForAProxyStayInTheCallUnlessTheProxyIsOurs() {
        bench.send("INVITE", BOB, policy);
        bench.answer(407, proxy("p", "n1"));
        bench.answer(200);
        bench.send("INVITE", BOB, policy);
        assertThat(bench.last().has(HeaderName.PROXY_AUTHORIZATION)).as("same call").isTrue();
        bench.send(ReactionBench.request("INVITE", BOB, "Call-ID: other"), policy);
        assertThat(bench.last().has(HeaderName.PROXY_AUTHORIZATION)).as("other call").isFalse();

        NameAddress route = Objects.requireNonNull(NameAddress.parse("<sip:192.0.2.30>"));
        Reactions through = policy.edit().routes(List.of(route)).build();
        bench.send(ReactionBench.request("INVITE", BOB, "Call-ID: third"), through);
        bench.answer(407, proxy("p", "n2"));
        bench.answer(200);
        bench.send(ReactionBench.request("INVITE", "sip:eve@x.example", "Call-ID: 4"), through);
        assertThat(bench.last().value(HeaderName.PROXY_AUTHORIZATION)).contains("nc=00000002");
    }

    @Test
    void whatTheTargetAskedForIsNotForThoseItRedirectsTo() {
        bench.send("INVITE", BOB, policy);
        bench.answer(401, www("r", "n1", ""));
        bench.answer(302, "Contact: <sip:bob@192.0.2.10>");
        assertThat(bench.last().has(HeaderName.AUTHORIZATION)).isFalse();
        bench.answer(401, www("r", "n2", ""));
        assertThat(credentials(bench.last()).parameter("uri")).isEqualTo("sip:bob@192.0.2.10");
    }

    @Test
    void theAckOfA2xxCarriesTheCredentialsOfItsInvite() {
        bench.send("INVITE", BOB, policy);
        bench.answer(407, proxy("p", "n1"));
        SipRequest invite = bench.last();
        bench.answer(200);
        SipRequest.Builder ack = ReactionBench.request("ACK", BOB).edit().remove(HeaderName.VIA);
        bench.run(() -> bench.sender.acknowledge(ack, invite, _ -> {}));
        SipRequest sent = (SipRequest) bench.sends.getLast().message();
        assertThat(sent.values(HeaderName.PROXY_AUTHORIZATION))
                .isEqualTo(invite.values(HeaderName.PROXY_AUTHORIZATION))
                .hasSize(1);
        assertThat(sent.topVia().branch()).isNotEqualTo(invite.topVia().branch());
        bench.quiet();
    }

    @Test
    void itsMemoryIsBounded() {
        for (int call = 0; call < 2 * Authenticator.MOST_PLACES; call++) {
            bench.send(ReactionBench.request("INVITE", BOB, "Call-ID: c" + call), policy);
            bench.answer(407, proxy("p", "n" + call));
            bench.answer(486);
        }
        Authenticator.Place oldest = new Authenticator.Place(true, "c0");
        Authenticator.Place newest =
                new Authenticator.Place(true, "c" + (2 * Authenticator.MOST_PLACES - 1));
        assertThat(authenticator.recall(oldest)).isEmpty();
        assertThat(authenticator.recall(newest)).hasSize(1);
    }
}
