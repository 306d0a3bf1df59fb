package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.admission.Admission;
import dev.ringback.admission.AdmissionPolicy;
import dev.ringback.admission.Domains;
import dev.ringback.admission.ThirdParty;
import dev.ringback.admission.WrongTries;
import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.auth.DigestClient;
import dev.ringback.auth.DigestServer;
import dev.ringback.auth.NonceCounts;
import dev.ringback.auth.NonceFactory;
import dev.ringback.header.HeaderName;
import dev.ringback.header.security.Challenge;
import dev.ringback.header.security.WwwAuthenticate;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Transport;
import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.Subscriber;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// REGISTER from the socket to the answer, in the order of RFC 3261 §10.3, with users that prove
/// who they are.
class RegistrationTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");

    private static final AddressOfRecord ADMIN = new AddressOfRecord("admin", "example.com");

    private final CoreBench bench =
            new CoreBench(ServerSettings.defaults(), RegistrationTest::admission);
    private int sequence;

    @Test
    void aUserRegistersAfterTheChallenge() {
        SipResponse challenge = send("alice");
        assertThat(challenge.status()).isEqualTo(401);
        assertThat(challenge.values(HeaderName.WWW_AUTHENTICATE))
                .as("RFC 8760: the preferred algorithm first")
                .satisfiesExactly(
                        first -> assertThat(first).contains("algorithm=SHA-256"),
                        second -> assertThat(second).contains("algorithm=MD5"));
        SipResponse ok = login("alice", "alice", "a");
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.values(HeaderName.CONTACT)).hasSize(1);
        assertThat(ok.has(HeaderName.DATE)).isTrue();
    }

    @Test
    void whatCameToAllServersIsAnsweredForOurDomainsAlone() {
        InetSocketAddress group = new InetSocketAddress(InetAddress.ofLiteral("224.0.1.75"), 5060);
        Flow flow = new Flow(Transport.UDP, group, CoreBench.CALLER.remote(), 0);
        bench.receive(flow, CoreBench.text("REGISTER", "sip:far.example", "g1"));
        assertThat(bench.sends).isEmpty();
        assertThat(bench.notices).contains(new Notice.Dropped("multicast-foreign"));

        bench.receive(flow, CoreBench.text("REGISTER", "sip:example.com", "g2"));
        assertThat(bench.sends.getLast().to().remote()).isEqualTo(CoreBench.CALLER.remote());
        assertThat(((SipResponse) bench.sends.getLast().message()).status()).isEqualTo(401);
    }

    @Test
    void aChallengeLeavesNothingBehind() {
        SipResponse first = send("alice");
        assertThat(first.status()).isEqualTo(401);
        assertThat(bench.stack.transactionCount()).isZero();
        assertThat(bench.stack.timerCount()).isZero();
        login("alice", "alice", "guess");
        assertThat(bench.stack.transactionCount()).as("of the wrong password").isOne();
    }

    @Test
    void aRepeatedRequestGetsTheSameTagAndAnotherNonce() {
        SipResponse first = send("alice");
        sequence--;
        SipResponse second = send("alice");
        assertThat(second.to().tag()).isEqualTo(first.to().tag()).isNotNull();
        assertThat(nonce(second)).isNotEqualTo(nonce(first));
        assertThat(send("alice").to().tag()).isNotEqualTo(first.to().tag());
    }

    @Test
    void aChallengeGoesWhereTheRequestCameFrom() {
        bench.receive(CoreBench.udp("192.0.2.99", 4711), register("alice", 1));
        SipResponse challenge = bench.lastResponse();
        assertThat(challenge.topVia().received()).isEqualTo("192.0.2.99");
        assertThat(bench.lastSend().to().remote().getAddress().getHostAddress())
                .isEqualTo("192.0.2.99");
    }

    private static String nonce(SipResponse challenge) {
        Challenge first =
                WwwAuthenticate.FIELD.parse(challenge.values(HeaderName.WWW_AUTHENTICATE).get(0));
        return Objects.requireNonNull(Objects.requireNonNull(first).nonce());
    }

    @Test
    void anExtensionIsRefusedBeforeAnybodyIsAskedForAPassword() {
        SipResponse response = send("alice", "Require: timer");
        assertThat(response.status()).isEqualTo(420);
        assertThat(response.value(HeaderName.UNSUPPORTED)).isEqualTo("timer");
        assertThat(response.has(HeaderName.WWW_AUTHENTICATE)).isFalse();
    }

    @Test
    void whoMayNotRegisterLearnsNothingOfTheContacts() {
        assertThat(login("admin", "alice", "a").status()).isEqualTo(403);
        assertThat(login("nobody", "admin", "secret").status()).isEqualTo(404);
        SipResponse star = login("admin", "alice", "a", "Contact: *");
        assertThat(star.status()).as("step 4 comes before step 6").isEqualTo(403);
    }

    @Test
    void aThirdPartyRegistersForItsUsers() {
        assertThat(login("alice", "admin", "secret").status()).isEqualTo(200);
        assertThat(bench.location.bindings(ALICE, 0)).hasSize(1);
    }

    @Test
    void aPathOfAStrangerIsNotStored() {
        String[] path = {"Path: <sip:192.0.2.66;lr>", "Supported: path"};
        assertThat(send("alice", path).status()).isEqualTo(401);
        assertThat(login("alice", "alice", "guess", path).status()).isEqualTo(401);
        assertThat(bench.location.size()).isZero();
        assertThat(login("alice", "alice", "a", path).status()).isEqualTo(200);
        assertThat(bench.location.bindings(ALICE, 0).getFirst().registration().path()).hasSize(1);
    }

    @Test
    void wrongPasswordsEndWith403UntilAMinuteHasPassed() {
        assertThat(login("alice", "alice", "1").status()).isEqualTo(401);
        assertThat(login("alice", "alice", "2").status()).isEqualTo(401);
        assertThat(login("alice", "alice", "3").status()).isEqualTo(403);
        assertThat(login("alice", "alice", "a").status()).isEqualTo(403);
        bench.pass(Duration.ofSeconds(61));
        assertThat(login("alice", "alice", "a").status()).isEqualTo(200);
    }

    @Test
    void aRegisterForAForeignDomainIsForwardedForAUserOfOurs() {
        bench.receive(CoreBench.CALLER, CoreBench.text("REGISTER", "sip:192.0.2.50", "f1"));
        assertThat(bench.lastResponse().status()).isEqualTo(407);
        assertThat(bench.forwarded("REGISTER")).isEmpty();
        List<Challenge> challenges =
                bench.lastResponse().values(HeaderName.PROXY_AUTHENTICATE).stream()
                        .map(WwwAuthenticate.FIELD::parse)
                        .map(Objects::requireNonNull)
                        .toList();
        String answer =
                new DigestClient("alice", "a", () -> "cnonce")
                        .answer(challenges, "REGISTER", "sip:192.0.2.50", new byte[0])
                        .getFirst();
        bench.receive(
                CoreBench.CALLER,
                CoreBench.text(
                        "REGISTER", "sip:192.0.2.50", "f2", "Proxy-Authorization: " + answer));
        SipRequest copy = bench.forwarded("REGISTER").getFirst();
        assertThat(copy.requestUri()).hasToString("sip:192.0.2.50");
        assertThat(copy.has(HeaderName.PATH)).as("we stay in no path").isFalse();
        String path = "<sip:192.0.2.51;lr>,  <sip:192.0.2.52;lr>";
        String route = "<sip:192.0.2.53;lr>";
        bench.answer(copy, 200, "t", "Path: " + path, "Service-Route: " + route);
        assertThat(bench.lastResponse().status()).isEqualTo(200);
        assertThat(bench.lastResponse().values(HeaderName.PATH)).containsExactly(path);
        assertThat(bench.lastResponse().values(HeaderName.SERVICE_ROUTE)).containsExactly(route);
    }

    @Test
    void everyAnswerHasItsCause() {
        send("alice");
        send("alice", "Require: timer");
        login("alice", "alice", "a");
        login("alice", "alice", "wrong");
        assertThat(bench.notices.stream().filter(Notice.Answered.class::isInstance))
                .extracting(notice -> ((Notice.Answered) notice).cause().getClass().getSimpleName())
                .containsExactly(
                        "Challenged",
                        "CheckFailed",
                        "Challenged",
                        "Served",
                        "Challenged",
                        "Challenged");
    }

    private static Admission admission(Domains domains) {
        var users =
                new MemorySubscribers(
                        List.of(
                                Subscriber.withPassword("alice", "example.com", "a"),
                                Subscriber.withPassword("admin", "example.com", "secret")));
        var digest =
                new DigestServer(
                        List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
                        new NonceFactory(new byte[32], Duration.ofMinutes(5)),
                        new NonceCounts(64),
                        domains::signs);
        var policy =
                new AdmissionPolicy(List.of(new ThirdParty(ADMIN, null)), new WrongTries(3, 1));
        return Admission.withDigest(domains, users, digest, policy);
    }

    /// Registers a phone for a user as whoever knows the password, after the challenge.
    private SipResponse login(String user, String as, String password, String... lines) {
        List<Challenge> challenges =
                send(user, lines).values(HeaderName.WWW_AUTHENTICATE).stream()
                        .map(WwwAuthenticate.FIELD::parse)
                        .map(Objects::requireNonNull)
                        .toList();
        DigestClient client = new DigestClient(as, password, () -> "cnonce");
        String answer =
                client.answer(challenges, "REGISTER", "sip:example.com", new byte[0]).getFirst();
        String[] all = Arrays.copyOf(lines, lines.length + 1);
        all[lines.length] = "Authorization: " + answer;
        return send(user, all);
    }

    private SipResponse send(String user, String... lines) {
        bench.receive(CoreBench.CALLER, register(user, ++sequence, lines));
        return bench.lastResponse();
    }

    private static String register(String user, int number, String... lines) {
        return CoreBench.text("REGISTER", "sip:example.com", "r" + number, lines)
                .replace("To: <sip:example.com>", "To: <sip:" + user + "@example.com>")
                .replace("CSeq: 1 ", "CSeq: " + number + " ");
    }
}
