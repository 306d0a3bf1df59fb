package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.admission.Admission;
import dev.ringback.admission.AdmissionPolicy;
import dev.ringback.admission.Domains;
import dev.ringback.admission.WrongTries;
import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.auth.DigestClient;
import dev.ringback.auth.DigestServer;
import dev.ringback.auth.NonceCounts;
import dev.ringback.auth.NonceFactory;
import dev.ringback.guard.Sources;
import dev.ringback.header.HeaderName;
import dev.ringback.header.security.ProxyAuthenticate;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.testkit.Seeds;
import dev.ringback.testkit.SimRandom;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What goes to a source that proves nothing: never more than half again what it sent, and without
/// state where it is only asked who it is.
class StrangersAnswersTest {
    private static final Path CORPUS = Path.of("../sip-message/src/test/resources/corpus");
    private static final Flow STRANGER = CoreBench.udp("203.0.113.9", 5060);
    private static final List<String> METHODS =
            List.of("REGISTER", "INVITE", "OPTIONS", "MESSAGE", "SUBSCRIBE", "BYE", "PUBLISH", "X");
    private static final List<String> URIS =
            List.of(
                    "sip:alice@example.com",
                    "sip:nobody@example.com",
                    "sip:example.com",
                    "sip:echo@example.com",
                    "sip:far.example",
                    "tel:+123");
    private static final List<String> LINES =
            List.of(
                    "Require: nothing, known",
                    "Proxy-Require: nothing",
                    "Record-Route: <sip:198.51.100.1;lr>",
                    "Via: SIP/2.0/UDP 198.51.100.2;branch=z9hG4bK2",
                    "Route: <sip:192.0.2.1;lr>",
                    "Max-Forwards: 0",
                    "Supported: 100rel, timer",
                    "Expires: 1",
                    "Contact: <sip:x@203.0.113.9>",
                    "Authorization: Digest username=\"alice\", realm=\"example.com\", nonce=\"n\","
                            + " uri=\"sip:example.com\", response=\"0\"",
                    "Proxy-Authorization: Digest username=\"alice\", realm=\"example.com\","
                            + " nonce=\"n\", uri=\"sip:example.com\", response=\"0\"");

    private final Watching watching = new Watching();
    private final CoreBench bench = watched(Mode.PROXY, watching);

    @Test
    void noAnswerIsLargerThanHalfAgainItsRequest() {
        Seeds.run(2_000, seed -> anyRequest(new SimRandom(seed)));
    }

    @Test
    void noAnswerToTheTortureTestsIsLargerEither() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            List<Path> messages = files.filter(file -> file.toString().endsWith(".dat")).toList();
            assertThat(messages).hasSizeGreaterThan(40);
            for (Path file : messages) {
                send(
                        watched(Mode.PROXY, new Watching()),
                        Files.readAllBytes(file),
                        file.toString());
            }
        }
    }

    @Test
    void aChallengeKeepsNothingWhateverTheMethod() {
        for (String method : List.of("REGISTER", "INVITE", "MESSAGE", "OPTIONS", "SUBSCRIBE")) {
            bench.receive(STRANGER, ours(method));
            assertThat(bench.lastResponse().status()).as(method).isIn(401, 407);
            assertThat(bench.stack.transactionCount()).as(method).isZero();
            assertThat(bench.stack.timerCount()).as(method).isZero();
        }
    }

    @Test
    void theAckOfAChallengeIsDroppedAndNothingIsSentAgain() {
        bench.receive(STRANGER, ours("INVITE"));
        SipResponse challenge = bench.lastResponse();
        String ack =
                ours("INVITE")
                        .replace("INVITE", "ACK")
                        .replaceFirst("(?m)^To: .*$", "To: " + challenge.value(HeaderName.TO));
        bench.receive(STRANGER, ack);
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.sends).hasSize(1);
        assertThat(bench.notices).contains(new Notice.Dropped("ack_of_stateless"));
    }

    @Test
    void aRepeatedRequestGetsTheSameTagAndEachNonceIsGood() {
        bench.receive(STRANGER, ours("INVITE"));
        SipResponse first = bench.lastResponse();
        bench.receive(STRANGER, ours("INVITE"));
        SipResponse second = bench.lastResponse();
        assertThat(second.to()).isEqualTo(first.to());
        assertThat(second.toBytes()).isNotEqualTo(first.toBytes());
        bench.bind("bob", "sip:bob@192.0.2.20");
        answer(first, "2");
        assertThat(bench.forwarded("INVITE")).hasSize(1);
        answer(second, "3");
        assertThat(bench.forwarded("INVITE")).hasSize(2);
    }

    @Test
    void wrongCredentialsThatProveTheirSourceCountOnceHoweverOftenTheyAreRepeated() {
        for (int i = 0; i < 4; i++) {
            bench.receive(STRANGER, ours("INVITE"));
            String request = credentials(bench.lastResponse(), "b" + i, "guess");
            int before = bench.sends.size();
            for (int j = 0; j < 5; j++) {
                bench.receive(STRANGER, request);
            }
            assertThat(bench.lastResponse().status()).isEqualTo(407);
            assertThat(bench.stack.transactionCount()).isEqualTo(i + 1);
            assertThat(bench.sends.size() - before).isEqualTo(5);
        }
    }

    /// Both ends of a call know the token of its Record-Route, so that either can write it into
    /// requests that seem to come from anywhere.
    @Test
    void theTokenOfACallProvesNobodysAddress() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        bench.receive(STRANGER, CoreBench.text("INVITE", "sip:bob@example.com", "1"));
        SipRequest copy = bench.forwarded("INVITE").getFirst();
        bench.answer(copy, 200, "b");
        String bye =
                CoreBench.text(
                                "BYE",
                                "sip:b@192.0.2.20",
                                "2",
                                "Route: " + copy.value(HeaderName.RECORD_ROUTE))
                        .replaceFirst("(?m)^To: .*$", "To: <sip:bob@example.com>;tag=b");
        bench.receive(CoreBench.udp("198.51.100.77", 5060), bye);
        assertThat(bench.forwarded("BYE")).as("the token is good").hasSize(1);
        assertThat(watching.proved).isEmpty();
        answerChallenge();
        assertThat(watching.proved).containsExactly(STRANGER.remote().getAddress());
    }

    private void answerChallenge() {
        bench.receive(STRANGER, ours("MESSAGE").replace("z9hG4bK1", "z9hG4bKm"));
        String request = credentials(bench.lastResponse(), "m2", "secret", "MESSAGE");
        bench.receive(STRANGER, request);
    }

    private void answer(SipResponse challenge, String branch) {
        bench.receive(STRANGER, credentials(challenge, branch, "secret"));
    }

    private static String credentials(SipResponse challenge, String branch, String password) {
        return credentials(challenge, branch, password, "INVITE");
    }

    private static String credentials(
            SipResponse challenge, String branch, String password, String method) {
        var client = new DigestClient("alice", password, () -> "c0ffee");
        String value =
                client.answer(
                                challenge.read(ProxyAuthenticate.FIELD).values(),
                                method,
                                "sip:bob@example.com",
                                new byte[0])
                        .getFirst()
                        .toString();
        return ours(method)
                .replace("z9hG4bK1", "z9hG4bK" + branch)
                .replace("Content-Length", "Proxy-Authorization: " + value + "\r\nContent-Length");
    }

    private static String ours(String method) {
        String uri = method.equals("REGISTER") ? "sip:example.com" : "sip:bob@example.com";
        return CoreBench.text(method, uri, "1")
                .replace("sip:carol@far.example", "sip:alice@example.com")
                .replaceFirst("(?m)^To: .*$", "To: <sip:alice@example.com>");
    }

    private static void anyRequest(SimRandom random) {
        Mode mode = List.of(Mode.values()).get(random.below(Mode.values().length));
        CoreBench bench = watched(mode, new Watching()).bind("alice", "sip:alice@192.0.2.20");
        String method = METHODS.get(random.below(METHODS.size()));
        List<String> lines = new ArrayList<>();
        for (int i = random.below(4); i > 0; i--) {
            lines.add(LINES.get(random.below(LINES.size())));
        }
        String uri = URIS.get(random.below(URIS.size()));
        String text = CoreBench.text(method, uri, "1", lines.toArray(String[]::new));
        if (random.below(2) == 0) {
            text = text.replace("far.example", "example.com");
        }
        send(bench, text.getBytes(StandardCharsets.UTF_8), text);
    }

    /// Sends octets as a stranger and looks at all that goes back within a minute.
    private static void send(CoreBench bench, byte[] octets, String what) {
        boolean invite = new String(octets, StandardCharsets.ISO_8859_1).startsWith("INVITE");
        switch (new MessageParser(ParseLimits.defaults()).parse(octets)) {
            case Parsed(SipRequest request) -> bench.handle(new Input.Received(STRANGER, request));
            case Parsed _ -> {}
            case Malformed malformed ->
                    bench.handle(new Input.ReceivedMalformed(STRANGER, malformed));
        }
        bench.pass(Duration.ofMinutes(1));
        int all = 0;
        for (Output.Send send : bench.sends) {
            boolean back = send.to().remote().getAddress().equals(STRANGER.remote().getAddress());
            if (back && send.message() instanceof SipResponse response) {
                assertThat(response.size()).as(what).isLessThanOrEqualTo(octets.length * 3 / 2);
                all += response.size();
            }
        }
        if (!invite) {
            assertThat(all).as("all together: %s", what).isLessThanOrEqualTo(octets.length * 3 / 2);
        }
    }

    private static CoreBench watched(Mode mode, Watching watching) {
        return new CoreBench(
                ServerSettings.defaults().with(mode), domains -> admission(domains, watching));
    }

    private static Admission admission(Domains domains, Watching watching) {
        DigestServer digest =
                new DigestServer(
                        List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
                        new NonceFactory(new byte[32], Duration.ofMinutes(5)),
                        new NonceCounts(64),
                        domains::signs);
        Subscriber alice = Subscriber.withPassword("alice", "example.com", "secret");
        Subscriber bob = Subscriber.withPassword("bob", "example.com", "secret");
        return Admission.withDigest(
                domains,
                new MemorySubscribers(List.of(alice, bob)),
                digest,
                new AdmissionPolicy(List.of(), new WrongTries(5, 1), watching));
    }

    /// Watches everybody and does nothing.
    private static final class Watching implements Sources {
        private final List<InetAddress> proved = new ArrayList<>();

        @Override
        public boolean exempt(InetAddress source) {
            return false;
        }

        @Override
        public void failed(InetAddress source, String user) {}

        @Override
        public void succeeded(InetAddress source) {
            proved.add(source);
        }

        @Override
        public void proved(InetAddress source) {
            proved.add(source);
        }
    }
}
