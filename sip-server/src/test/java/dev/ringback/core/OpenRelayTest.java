package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.admission.Admission;
import dev.ringback.admission.AdmissionPolicy;
import dev.ringback.admission.Domains;
import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.auth.DigestClient;
import dev.ringback.auth.DigestServer;
import dev.ringback.auth.NonceCounts;
import dev.ringback.auth.NonceFactory;
import dev.ringback.auth.SourceNetwork;
import dev.ringback.core.RelayRequest.Fate;
import dev.ringback.core.RelayRequest.Path;
import dev.ringback.core.RelayRequest.Place;
import dev.ringback.core.RelayRequest.Proof;
import dev.ringback.core.RelayRequest.Sender;
import dev.ringback.header.HeaderName;
import dev.ringback.header.security.ProxyAuthenticate;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Output;
import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.testkit.Seeds;
import dev.ringback.testkit.SimRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Nobody relays through us who may not, and everybody who may does: RFC 3261 §26.3, ADR 0006.
class OpenRelayTest {
    private static final List<Mode> MODES = List.of(Mode.PROXY, Mode.STATELESS);
    private static final int COMBINATIONS = 6_000;
    private static final String PHONE = "192.0.2.20";
    private static final byte[] NONCE_KEY = new byte[32];

    private final NonceFactory nonces = nonces(0);
    private final NonceFactory forgery = nonces(1);

    @Test
    void noneOfManyCombinationsRelaysForAStranger() {
        Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
        Seeds.run(
                COMBINATIONS,
                seed -> {
                    SimRandom random = new SimRandom(seed);
                    Mode mode = random.pick(MODES);
                    Fate fate = judge(RelayRequest.drawn(random), mode);
                    fates.merge(fate, 1, Integer::sum);
                });
        if (!Seeds.replaying()) {
            assertThat(fates.get(Fate.STOPPED)).isGreaterThan(COMBINATIONS / 4);
            assertThat(fates.get(Fate.RELAYED)).isGreaterThan(COMBINATIONS / 20);
            assertThat(fates.get(Fate.DELIVERED)).isGreaterThan(COMBINATIONS / 20);
        }
    }

    @Test
    void everyPlaceAndPathIsClosedToAStranger() {
        int combinations = 0;
        for (Mode mode : MODES) {
            for (Place uri : Place.values()) {
                combinations += everyPath(mode, uri);
            }
        }
        assertThat(combinations).isGreaterThan(1_000);
    }

    private int everyPath(Mode mode, Place uri) {
        for (Path path : Path.values()) {
            for (String method : RelayRequest.METHODS) {
                judge(of(uri, path, Proof.NONE, method), mode);
            }
        }
        return Path.values().length * RelayRequest.METHODS.size();
    }

    @Test
    void aRegisteredUserCancelsItsForeignCallWithoutState() {
        CoreBench bench = bench(Mode.STATELESS);
        bench.bind("alice", "sip:alice@192.0.2.99");
        String cancel =
                text(of(Place.FOREIGN, Path.NONE, Proof.NONE, "CANCEL"))
                        .replace(Sender.STRANGER.uri, Sender.ALICE.uri);
        bench.receive(CoreBench.CALLER, cancel);
        assertThat(bench.forwarded("CANCEL")).isEmpty();
        bench.receive(CoreBench.udp("192.0.2.99", 5060), cancel.replace("bKm", "bKn"));
        assertThat(bench.forwarded("CANCEL")).hasSize(1);
        bench.receive(
                CoreBench.udp("192.0.2.99", 5060),
                cancel.replace("CANCEL", "MESSAGE").replace("bKm", "bKo"));
        assertThat(bench.lastResponse().status()).isEqualTo(407);
    }

    private static RelayRequest of(Place uri, Path path, Proof proof, String method) {
        return new RelayRequest(uri, path, Sender.STRANGER, proof, method, true);
    }

    private Fate judge(RelayRequest request, Mode mode) {
        CoreBench bench = bench(mode);
        bench.bind("bob", "sip:bob@" + PHONE);
        String text = signed(request, text(request));
        if (text.contains("TOKEN")) {
            text = text.replace("TOKEN", token(bench, request.route()));
        }
        bench.sends.clear();
        bench.asked.clear();
        bench.receive(CoreBench.CALLER, text);
        Fate seen = Fate.STOPPED;
        for (Output.Send send : bench.sends) {
            switch (send.message()) {
                case SipRequest sent -> {
                    String to = send.to().remote().getAddress().getHostAddress();
                    seen = to.equals(PHONE) ? Fate.DELIVERED : Fate.RELAYED;
                }
                case SipResponse response ->
                        assertThat(send.to()).as(request.toString()).isEqualTo(CoreBench.CALLER);
            }
        }
        if (!bench.asked.isEmpty()) {
            seen = Fate.RELAYED; // it only waits for the address
        }
        assertThat(seen)
                .as("%s %s answered %s:%n%s", mode, request, bench.statuses(), text)
                .isEqualTo(request.fate(mode == Mode.STATELESS));
        return seen;
    }

    private static CoreBench bench(Mode mode) {
        return new CoreBench(mode, OpenRelayTest::admission);
    }

    private static Admission admission(Domains domains) {
        return Admission.withDigest(
                domains,
                new MemorySubscribers(
                        List.of(
                                Subscriber.withPassword("alice", "example.com", "a"),
                                Subscriber.withPassword("bob", "example.com", "b"))),
                digest(domains),
                AdmissionPolicy.defaults());
    }

    private static NonceFactory nonces(int secret) {
        byte[] key = NONCE_KEY.clone();
        key[0] = (byte) secret;
        return new NonceFactory(key, Duration.ofMinutes(5));
    }

    private static DigestServer digest(Domains domains) {
        return new DigestServer(
                List.of(DigestAlgorithm.SHA_256), nonces(0), new NonceCounts(64), domains::signs);
    }

    private static String text(RelayRequest request) {
        String text =
                CoreBench.text(request.method(), request.uri().text, "m")
                        .replace("sip:carol@far.example", request.sender().uri)
                        .replace("Content-Length", request.route().text + "Content-Length");
        return request.tagged()
                ? text.replaceFirst("To: <[^>]*>", "To: <sip:bob@example.com>;tag=b1")
                : text;
    }

    /// The Record-Route that a call before gave to its ends.
    private String token(CoreBench bench, Path path) {
        boolean users = path != Path.OF_A_STRANGERS_CALL;
        var call =
                new RelayRequest(
                        users ? Place.FOREIGN : Place.BOB,
                        Path.NONE,
                        Sender.STRANGER,
                        users ? Proof.ALICE : Proof.NONE,
                        "INVITE",
                        false);
        String text = signed(call, text(call)).replace("z9hG4bKm", "z9hG4bKbefore");
        if (path == Path.OF_ANOTHER_CALL) {
            text = text.replace("call-1", "call-0");
        }
        bench.receive(CoreBench.CALLER, text);
        SipRequest copy = bench.forwarded("INVITE").getLast();
        return Objects.requireNonNull(copy.value(HeaderName.RECORD_ROUTE));
    }

    private String signed(RelayRequest request, String text) {
        if (request.proof() == Proof.NONE) {
            return text;
        }
        boolean bob = request.proof() == Proof.BOB;
        String password = request.proof() == Proof.WRONG_PASSWORD ? "guess" : bob ? "b" : "a";
        Instant made =
                request.proof() == Proof.STALE
                        ? Instant.EPOCH.minus(Duration.ofMinutes(10))
                        : Instant.EPOCH;
        NonceFactory maker = request.proof() == Proof.FORGED_NONCE ? forgery : nonces;
        String nonce = maker.create("example.com", SourceNetwork.NONE, made);
        String challenge =
                "Digest realm=\"example.com\", nonce=\"%s\", algorithm=SHA-256, qop=\"auth\""
                        .formatted(nonce);
        var client = new DigestClient(bob ? "bob" : "alice", password, () -> "c0ffee");
        String answer =
                client.answer(
                                List.of(
                                        Objects.requireNonNull(
                                                ProxyAuthenticate.FIELD.parse(challenge))),
                                request.method(),
                                request.uri().text,
                                new byte[0])
                        .getFirst();
        String lines = "Proxy-Authorization: " + answer + "\r\nContent-Length";
        return text.replace("Content-Length", lines);
    }
}
