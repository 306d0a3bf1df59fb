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
import dev.ringback.core.OpenRelayTest.RelayRequest.Fate;
import dev.ringback.core.OpenRelayTest.RelayRequest.Path;
import dev.ringback.core.OpenRelayTest.RelayRequest.Place;
import dev.ringback.core.OpenRelayTest.RelayRequest.Proof;
import dev.ringback.core.OpenRelayTest.RelayRequest.Sender;
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
import java.util.Set;
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

    /// One request of the open-relay matrix, and what must become of it by the rules of ADR 0006
    /// and RFC 3261 §22, told without asking the server's code.
    ///
    /// @param uri the Request-URI
    /// @param route the Route that it carries
    /// @param sender who is in From
    /// @param proof the credentials
    /// @param method the method
    /// @param tagged whether To has a tag
    record RelayRequest(
            Place uri, Path route, Sender sender, Proof proof, String method, boolean tagged) {
        static final List<String> METHODS =
                List.of(
                        "INVITE",
                        "ACK",
                        "CANCEL",
                        "BYE",
                        "MESSAGE",
                        "OPTIONS",
                        "SUBSCRIBE",
                        "REGISTER");

        private static final Set<String> NEVER_CHALLENGED = Set.of("ACK", "CANCEL");

        /// A Request-URI.
        enum Place {
            BOB("sip:bob@example.com", true),
            BOB_BY_ADDRESS("sip:bob@192.0.2.1;transport=udp", true),
            BOB_WITH_PORT("sip:bob@example.com:5099", true),
            BOB_WITH_MADDR("sip:bob@example.com;maddr=198.51.100.1", false),
            FOREIGN("sip:x@198.51.100.1", false),
            FOREIGN_TCP("sip:x@198.51.100.1;transport=tcp", false),
            FOREIGN_WITHOUT_USER("sip:198.51.100.1:5070", false),
            OTHER_PROGRAM("sip:x@192.0.2.1:5099", false),
            FOREIGN_WITH_OUR_MADDR("sip:x@198.51.100.1;maddr=192.0.2.1", false),
            LOOKS_LIKE_OURS("sip:bob@example.com.evil.example", false),
            OURS_AS_USER("sip:example.com@198.51.100.1", false);

            final String text;
            final boolean ours;

            Place(String text, boolean ours) {
                this.text = text;
                this.ours = ours;
            }
        }

        /// The Route of a request; `TOKEN` stands for what a call before it was given.
        enum Path {
            NONE("", true, false),
            OURS("Route: <sip:192.0.2.1;lr>\r\n", true, false),
            OURS_BY_NAME("Route: <sip:example.com;lr>, <sip:192.0.2.1:5060;lr>\r\n", true, false),
            FORGED("Route: <sip:192.0.2.1:5060;lr;rt=AAAAAAAAAAAA>\r\n", true, false),
            FORGED_LONG("Route: <sip:192.0.2.1;lr;rt=AAAAAAAAAAAABBBBBBBBBBBB>\r\n", true, false),
            OURS_WITH_MADDR("Route: <sip:192.0.2.1;lr;maddr=198.51.100.1>\r\n", true, false),
            FOREIGN("Route: <sip:198.51.100.2;lr>\r\n", false, false),
            FOREIGN_STRICT("Route: <sip:198.51.100.2>\r\n", false, false),
            OURS_THEN_FOREIGN(
                    "Route: <sip:192.0.2.1;lr>\r\nRoute: <sip:198.51.100.2;lr>\r\n", false, false),
            FOREIGN_THEN_OURS("Route: <sip:198.51.100.2;lr>,<sip:192.0.2.1;lr>\r\n", false, false),
            FORGED_THEN_FOREIGN(
                    "Route: <sip:192.0.2.1;lr;rt=AAAAAAAAAAAA>, <sip:198.51.100.2;lr>\r\n",
                    false,
                    false),
            OF_A_USERS_CALL("Route: TOKEN\r\n", true, true),
            OF_A_USERS_CALL_ON("Route: TOKEN, <sip:198.51.100.2;lr>\r\n", false, true),
            OF_ANOTHER_CALL("Route: TOKEN\r\n", true, false),
            OF_A_STRANGERS_CALL("Route: TOKEN\r\n", true, false);

            final String text;
            final boolean staysHere;
            final boolean grants;

            Path(String text, boolean staysHere, boolean grants) {
                this.text = text;
                this.staysHere = staysHere;
                this.grants = grants;
            }
        }

        /// Who From names.
        enum Sender {
            STRANGER("sip:carol@far.example"),
            ALICE("sip:alice@example.com");

            final String uri;

            Sender(String uri) {
                this.uri = uri;
            }
        }

        /// What proves the sender.
        enum Proof {
            NONE,
            WRONG_PASSWORD,
            STALE,
            FORGED_NONCE,
            ALICE,
            BOB
        }

        /// What has to become of a request.
        enum Fate {
            /// It goes to the user of ours.
            DELIVERED,
            /// It goes to the foreign address.
            RELAYED,
            /// No request leaves us.
            STOPPED
        }

        static RelayRequest drawn(SimRandom random) {
            return new RelayRequest(
                    random.pick(List.of(Place.values())),
                    random.pick(List.of(Path.values())),
                    random.pick(List.of(Sender.values())),
                    random.pick(List.of(Proof.values())),
                    random.pick(METHODS),
                    random.chance(0.5));
        }

        boolean foreign() {
            return !uri.ours || !route.staysHere;
        }

        Fate fate(boolean stateless) {
            boolean granted = route.grants && tagged;
            if (method.equals("CANCEL") && !stateless) {
                return Fate.STOPPED; // it belongs to no INVITE
            }
            if (method.equals("REGISTER") && uri.ours) {
                return Fate.STOPPED; // the registrar's, which wants other credentials
            }
            boolean passes = granted || (!NEVER_CHALLENGED.contains(method) && proven());
            if (foreign()) {
                return passes ? Fate.RELAYED : Fate.STOPPED;
            }
            boolean anyoneMay = sender == Sender.STRANGER || NEVER_CHALLENGED.contains(method);
            return passes || anyoneMay ? Fate.DELIVERED : Fate.STOPPED;
        }

        private boolean proven() {
            return proof == Proof.ALICE || (proof == Proof.BOB && sender == Sender.STRANGER);
        }
    }
}
