package dev.ringback.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.admission.Decision.Admit;
import dev.ringback.admission.Decision.Challenge;
import dev.ringback.admission.Decision.Refuse;
import dev.ringback.auth.Digest;
import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.auth.DigestClient;
import dev.ringback.auth.DigestServer;
import dev.ringback.auth.NonceCounts;
import dev.ringback.auth.NonceFactory;
import dev.ringback.auth.Verdict;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Policy;
import dev.ringback.cause.Store;
import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.header.security.WwwAuthenticate;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.Subscriber;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "localhost");
    private static final AddressOfRecord BOB = new AddressOfRecord("bob", "localhost");
    private static final Admit STRANGER = new Admit(null);
    private static final Refuse NOT_YOURS =
            new Refuse(403, "Not Your Address", new Cause.Denied(Policy.FOREIGN_ADDRESS));
    private static final Refuse NOT_YOURS_TO_REGISTER =
            new Refuse(403, "Not Your Address", new Cause.Denied(Policy.THIRD_PARTY_REGISTRATION));
    private static final Refuse NO_RELAY =
            new Refuse(403, "Relaying Denied", new Cause.Denied(Policy.RELAY));
    private static final Refuse NOT_FOUND =
            new Refuse(404, "Not Found", new Cause.CheckFailed(Check.DOMAIN, "To"));
    private static final Refuse ENOUGH =
            new Refuse(403, "Forbidden", new Cause.Denied(Policy.WRONG_CREDENTIALS));
    private static final Flow FLOW = Requests.flow(Transport.UDP, 5070);
    private static final String FROM_ALICE = "From: <sip:alice@localhost>;tag=1";
    private static final String FROM_STRANGER = "From: <sip:carol@elsewhere.example>;tag=1";

    /// Who came from a server that keeps MD5 alone.
    private static final Subscriber MOVED =
            new Subscriber(
                    "moved",
                    "localhost",
                    Map.of(
                            DigestAlgorithm.MD5,
                            Digest.ha1(DigestAlgorithm.MD5, "moved", "localhost", "m")));

    private final Domains domains =
            new Domains(
                    List.of("localhost", "example.com"), List.of(new HostPort("127.0.0.1", 5060)));
    private final Admission admission =
            Admission.withDigest(
                    domains,
                    new MemorySubscribers(
                            List.of(
                                    Subscriber.withPassword("alice", "localhost", "a"),
                                    Subscriber.withPassword("bob", "localhost", "b"),
                                    Subscriber.withPassword("eve", "localhost", "e"),
                                    Subscriber.withPassword("root", "localhost", "r"),
                                    MOVED,
                                    Subscriber.withPassword("dora", "example.com", "d"))),
                    new DigestServer(
                            List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
                            new NonceFactory(new byte[32], Duration.ofMinutes(5)),
                            new NonceCounts(64),
                            domains::signs),
                    new AdmissionPolicy(
                            List.of(
                                    new ThirdParty(BOB, ALICE),
                                    new ThirdParty(new AddressOfRecord("root", "localhost"), null)),
                            new WrongTries(3, 42)));
    private final Admission open = Admission.open(domains);

    @Test
    void aRegisterIsChallengedWithOneLineForEachAlgorithm() {
        Challenge challenge = challenged(Requests.of("REGISTER sip:localhost"));
        assertThat(challenge.status()).isEqualTo(401);
        assertThat(challenge.header()).isEqualTo(HeaderName.WWW_AUTHENTICATE);
        assertThat(challenge.realm()).isEqualTo("localhost");
        assertThat(challenge.cause()).isNull();
        assertThat(challenge.values()).hasSize(2);
        assertThat(challenge.values().get(0)).contains("SHA-256", "realm=\"localhost\"");
        assertThat(challenge.values().get(1)).contains("algorithm=MD5");
    }

    @Test
    void whoHasAHashOfMd5AloneIsAskedForThatAlone() {
        String from = "From: <sip:moved@localhost>;tag=1";
        String stranger = "From: <sip:moved@elsewhere.example>;tag=1";
        assertThat(offered("REGISTER sip:localhost", to("moved"), from)).containsExactly("MD5");
        assertThat(offered("REGISTER sip:localhost", to("moved"))).containsExactly("MD5");
        assertThat(offered("INVITE sip:alice@localhost", from)).containsExactly("MD5");
        assertThat(offered("INVITE sip:moved@localhost", FROM_ALICE)).hasSize(2);
        assertThat(offered("INVITE sip:x@elsewhere.example", stranger)).hasSize(2);
        assertThat(offered("REGISTER sip:localhost", to("nobody"))).hasSize(2);
        assertThat(signed("moved:m", "REGISTER sip:localhost", to("moved"), from))
                .isEqualTo(new Admit(new AddressOfRecord("moved", "localhost")));
        assertThat(signed("moved:m", "INVITE sip:alice@localhost", from))
                .isEqualTo(new Admit(new AddressOfRecord("moved", "localhost")));
    }

    @Test
    void whoAnswersInAHashThatWeDoNotHaveIsAskedAgainForOneThatWeHave() {
        SipRequest request = Requests.of("REGISTER sip:localhost", to("alice"));
        Challenge both = challenged(request);
        Challenge again = challenged(sign("moved:m", request, both));
        assertThat(again.values()).singleElement().asString().contains("algorithm=MD5");
    }

    private List<String> offered(String start, String... headers) {
        return challenged(Requests.of(start, headers)).values().stream()
                .map(value -> value.replaceFirst(".*algorithm=([^,]*),.*", "$1"))
                .toList();
    }

    @Test
    void aUserRegistersItsOwnAddressByAnyNameOfTheDomain() {
        for (String uri : List.of("sip:localhost", "sip:127.0.0.1:5060", "sip:127.0.0.1")) {
            String to = "To: <" + uri.replace("sip:", "sip:alice@") + ">";
            assertThat(signed("alice:a", "REGISTER " + uri, to))
                    .as(uri)
                    .isEqualTo(new Admit(ALICE));
        }
    }

    @Test
    void aUserMayNotRegisterAnothersAddress() {
        for (String to : List.of("alice", "root", "nobody")) {
            assertThat(signed("eve:e", "REGISTER sip:localhost", to(to)))
                    .as(to)
                    .isEqualTo(NOT_YOURS_TO_REGISTER);
        }
    }

    @Test
    void aThirdPartyRegistersForThoseWhoAreEntrustedToItAndForNobodyElse() {
        assertThat(signed("bob:b", "REGISTER sip:localhost", to("alice")))
                .isEqualTo(new Admit(ALICE));
        assertThat(signed("bob:b", "REGISTER sip:localhost", to("eve")))
                .isEqualTo(NOT_YOURS_TO_REGISTER);
        assertThat(signed("alice:a", "REGISTER sip:localhost", to("bob")))
                .as("trust is not mutual")
                .isEqualTo(NOT_YOURS_TO_REGISTER);
        assertThat(signed("root:r", "REGISTER sip:localhost", to("eve")))
                .isEqualTo(new Admit(new AddressOfRecord("eve", "localhost")));
        assertThat(signed("bob:b", "INVITE sip:eve@localhost", FROM_ALICE))
                .as("it is a right to register and to nothing else")
                .isEqualTo(NOT_YOURS);
    }

    @Test
    void aThirdPartyForAllUsersStaysInItsDomainAndRegistersNobodyWhoDoesNotExist() {
        Cause unknown =
                new Cause.StoreAnswered(
                        Store.SUBSCRIBERS, Finding.NO_SUCH_USER, "nobody@localhost");
        assertThat(signed("root:r", "REGISTER sip:localhost", to("nobody")))
                .isEqualTo(new Refuse(404, "Not Found", unknown));
        assertThat(signed("root:r", "REGISTER sip:localhost", "To: <sip:dora@example.com>"))
                .isEqualTo(NOT_FOUND);
    }

    @Test
    void wrongPasswordsAndUnknownUsersGetTheSameNewChallenge() {
        for (String login : List.of("alice:wrong", "nobody:a")) {
            Decision decision = signed(login, "REGISTER sip:localhost");
            assertThat(decision).isInstanceOf(Challenge.class);
            Challenge challenge = (Challenge) decision;
            assertThat(challenge.status()).isEqualTo(401);
            assertThat(challenge.values()).hasSize(2).noneMatch(value -> value.contains("stale"));
        }
    }

    @Test
    void anExpiredNonceIsChallengedAsStale() {
        SipRequest plain = Requests.of("REGISTER sip:localhost");
        SipRequest request = sign("alice:a", plain, challenged(plain));
        Decision decision = admission.decide(request, FLOW, false, NOON.plusSeconds(301));
        assertThat(decision).isInstanceOf(Challenge.class);
        Challenge challenge = (Challenge) decision;
        assertThat(challenge.cause()).isEqualTo(Verdict.Reason.NONCE_EXPIRED);
        assertThat(challenge.values()).allMatch(value -> value.contains("stale=true"));
    }

    @Test
    void aRegisterForAForeignAddressIsNotFoundOnceTheSenderIsKnown() {
        String foreign = "sip:alice@elsewhere.example";
        for (String to : List.of(foreign, "sip:localhost", "tel:+15551234")) {
            SipRequest register = Requests.of("REGISTER sip:localhost", "To: <" + to + ">");
            assertThat(challenged(register).status())
                    .as("step 3 comes before step 5")
                    .isEqualTo(401);
            assertThat(signed("alice:a", "REGISTER sip:localhost", "To: <" + to + ">"))
                    .isEqualTo(NOT_FOUND);
            assertThat(open.decide(register, FLOW, false, NOON)).isEqualTo(NOT_FOUND);
        }
        SipRequest otherDomain =
                Requests.of("REGISTER sip:example.com", "To: <sip:alice@localhost>");
        assertThat(open.decide(otherDomain, FLOW, false, NOON)).isEqualTo(NOT_FOUND);
    }

    @Test
    void aRightForAllUsersEndsWithTheDomain() {
        ThirdParty all = new ThirdParty(ALICE, null);
        assertThat(all.covers(ALICE, BOB)).isTrue();
        assertThat(all.covers(BOB, ALICE)).isFalse();
        assertThat(all.covers(ALICE, new AddressOfRecord("dora", "example.com"))).isFalse();
    }

    @Test
    void aUserInTheRequestUriOfARegisterMeansNothing() {
        SipRequest register = Requests.of("REGISTER sip:bob@localhost");
        assertThat(open.decide(register, FLOW, false, NOON)).isEqualTo(new Admit(ALICE));
    }

    @Test
    void wrongCredentialsTooOftenInARowAreForbidden() {
        for (String login : List.of("alice:wrong", "nobody:a")) {
            assertThat(signed(login, "REGISTER sip:localhost")).isInstanceOf(Challenge.class);
            assertThat(signed(login, "REGISTER sip:localhost")).isInstanceOf(Challenge.class);
            assertThat(signed(login, "REGISTER sip:localhost")).as(login).isEqualTo(ENOUGH);
        }
        assertThat(signed("alice:a", "REGISTER sip:localhost"))
                .as("nothing is looked at any more, so nothing can be found out")
                .isEqualTo(ENOUGH);
        assertThat(signed("bob:b", "REGISTER sip:localhost", to("bob")))
                .as("another user of the same address")
                .isEqualTo(new Admit(BOB));
    }

    @Test
    void theProxyForbidsWrongCredentialsAsTheRegistrarDoes() {
        String[] call = {"INVITE sip:bob@localhost", FROM_ALICE};
        signed("alice:wrong", call[0], call[1]);
        signed("alice:wrong", "REGISTER sip:localhost");
        assertThat(signed("alice:wrong", call[0], call[1])).isEqualTo(ENOUGH);
    }

    @Test
    void theVictimOfAGuesserIsNotLockedOut() {
        for (int i = 0; i < 5; i++) {
            signed("alice:guess" + i, "REGISTER sip:localhost");
        }
        Flow home =
                new Flow(
                        Transport.UDP,
                        FLOW.local(),
                        new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 5060),
                        0);
        SipRequest plain = Requests.of("REGISTER sip:localhost");
        SipRequest request = sign("alice:a", plain, challenged(plain));
        assertThat(admission.decide(request, home, false, NOON)).isEqualTo(new Admit(ALICE));
    }

    @Test
    void credentialsOfAnotherSchemeInFrontDoNotHideWhoGuesses() {
        for (int i = 0; i < 3; i++) {
            SipRequest plain = Requests.of("REGISTER sip:localhost");
            SipRequest guess = sign("alice:guess", plain, challenged(plain));
            String decoy = "Other realm=\"localhost\", username=\"decoy" + i + "\"";
            SipRequest hidden = guess.edit().addFirst(HeaderName.AUTHORIZATION, decoy).build();
            admission.decide(hidden, FLOW, false, NOON);
        }
        assertThat(signed("alice:a", "REGISTER sip:localhost")).isEqualTo(ENOUGH);
    }

    @Test
    void strangersMayCallOurUsersWithoutPassword() {
        SipRequest invite = Requests.of("INVITE sip:bob@localhost", FROM_STRANGER);
        assertThat(admission.decide(invite, FLOW, false, NOON)).isEqualTo(STRANGER);
        SipRequest message = Requests.of("MESSAGE sip:bob@127.0.0.1:5060", FROM_STRANGER);
        assertThat(admission.decide(message, FLOW, false, NOON)).isEqualTo(STRANGER);
    }

    @Test
    void ourUsersProveThemselvesWhomeverTheyCall() {
        for (String target : List.of("sip:bob@localhost", "sip:carol@elsewhere.example")) {
            Challenge challenge = challenged(Requests.of("INVITE " + target, FROM_ALICE));
            assertThat(challenge.status()).isEqualTo(407);
            assertThat(challenge.header()).isEqualTo(HeaderName.PROXY_AUTHENTICATE);
            assertThat(signed("alice:a", "INVITE " + target, FROM_ALICE))
                    .isEqualTo(new Admit(ALICE));
            assertThat(signed("bob:b", "INVITE " + target, FROM_ALICE)).isEqualTo(NOT_YOURS);
        }
    }

    @Test
    void theRealmIsTheDomainOfTheSender() {
        String from = "From: <sip:dora@example.com>;tag=1";
        assertThat(challenged(Requests.of("INVITE sip:bob@localhost", from)).values())
                .allMatch(value -> value.contains("realm=\"example.com\""));
        assertThat(signed("dora:d", "INVITE sip:bob@localhost", from))
                .isEqualTo(new Admit(new AddressOfRecord("dora", "example.com")));
    }

    @Test
    void nobodyRelaysToForeignDomainsWithoutProof() {
        String target = "INVITE sip:carol@elsewhere.example";
        Challenge challenge = challenged(Requests.of(target, FROM_STRANGER));
        assertThat(challenge.status()).isEqualTo(407);
        assertThat(challenge.values()).allMatch(value -> value.contains("realm=\"localhost\""));
        assertThat(signed("alice:a", target, FROM_STRANGER)).isEqualTo(new Admit(ALICE));
        assertThat(signed("alice:wrong", target, FROM_STRANGER)).isInstanceOf(Challenge.class);
    }

    @Test
    void aForeignRouteIsRelayingWhateverTheRequestUri() {
        SipRequest routed =
                Requests.of(
                        "INVITE sip:bob@localhost",
                        FROM_STRANGER,
                        "Route: <sip:127.0.0.1;lr>, <sip:victim.example;lr>");
        assertThat(challenged(routed).status()).isEqualTo(407);
        assertThat(open.decide(routed, FLOW, false, NOON)).isEqualTo(NO_RELAY);
        SipRequest own =
                Requests.of("INVITE sip:bob@localhost", FROM_STRANGER, "Route: <sip:127.0.0.1;lr>");
        assertThat(admission.decide(own, FLOW, false, NOON)).isEqualTo(STRANGER);
    }

    @Test
    void aRouteThatCannotBeReadIsNotOurs() {
        SipRequest broken =
                Requests.of("INVITE sip:bob@localhost", FROM_STRANGER, "Route: nonsense");
        assertThat(open.decide(broken, FLOW, false, NOON)).isEqualTo(NO_RELAY);
    }

    @Test
    void aForeignRegisterIsRelayedForProvedUsersOnly() {
        SipRequest register =
                Requests.of("REGISTER sip:elsewhere.example", "To: <sip:alice@elsewhere.example>");
        assertThat(challenged(register).status()).isEqualTo(407);
        assertThat(open.decide(register, FLOW, false, NOON)).isEqualTo(NO_RELAY);
    }

    @Test
    void aDialogThatWasSetUpThroughUsGoesOn() {
        SipRequest bye = Requests.of("BYE sip:carol@192.0.2.7", FROM_ALICE, "CSeq: 2 BYE");
        assertThat(admission.decide(bye, FLOW, true, NOON)).isEqualTo(new Admit(ALICE));
        assertThat(admission.decide(bye, FLOW, false, NOON)).isInstanceOf(Challenge.class);
        assertThat(open.decide(bye, FLOW, true, NOON)).isEqualTo(new Admit(ALICE));
    }

    @Test
    void ackAndCancelAreNeverChallenged() {
        for (String method : List.of("ACK", "CANCEL")) {
            SipRequest ours = Requests.of(method + " sip:bob@localhost", FROM_ALICE);
            assertThat(admission.decide(ours, FLOW, false, NOON)).isEqualTo(STRANGER);
            SipRequest foreign = Requests.of(method + " sip:carol@elsewhere.example", FROM_ALICE);
            assertThat(admission.decide(foreign, FLOW, false, NOON)).isEqualTo(NO_RELAY);
        }
    }

    @Test
    void anOptionsToTheServerItselfNeedsNoPassword() {
        SipRequest ping = Requests.of("OPTIONS sip:localhost", FROM_ALICE);
        assertThat(admission.decide(ping, FLOW, false, NOON)).isEqualTo(STRANGER);
        SipRequest user = Requests.of("OPTIONS sip:bob@localhost", FROM_ALICE);
        assertThat(admission.decide(user, FLOW, false, NOON)).isInstanceOf(Challenge.class);
    }

    @Test
    void inTheLabEverybodyIsWhoTheySay() {
        assertThat(open.decide(Requests.of("REGISTER sip:localhost"), FLOW, false, NOON))
                .isEqualTo(new Admit(ALICE));
        SipRequest call = Requests.of("INVITE sip:bob@localhost", FROM_ALICE);
        assertThat(open.decide(call, FLOW, false, NOON)).isEqualTo(new Admit(ALICE));
        SipRequest away = Requests.of("INVITE sip:carol@elsewhere.example", FROM_ALICE);
        assertThat(open.decide(away, FLOW, false, NOON)).isEqualTo(NO_RELAY);
    }

    @Test
    void usersExistByTheListAndInTheLabAlways() {
        AddressOfRecord nobody = new AddressOfRecord("nobody", "localhost");
        assertThat(admission.knows(ALICE)).isTrue();
        assertThat(admission.knows(nobody)).isFalse();
        assertThat(open.knows(nobody)).isTrue();
    }

    private static String to(String user) {
        return "To: <sip:" + user + "@localhost>";
    }

    private Challenge challenged(SipRequest request) {
        Decision decision = admission.decide(request, FLOW, false, NOON);
        assertThat(decision).isInstanceOf(Challenge.class);
        return (Challenge) decision;
    }

    /// What becomes of a request once its sender has answered the challenge.
    private Decision signed(String login, String start, String... headers) {
        SipRequest request = Requests.of(start, headers);
        return admission.decide(sign(login, request, challenged(request)), FLOW, false, NOON);
    }

    private static SipRequest sign(String login, SipRequest request, Challenge challenge) {
        int colon = login.indexOf(':');
        DigestClient client =
                new DigestClient(login.substring(0, colon), login.substring(colon + 1), () -> "c");
        Stream<dev.ringback.header.security.Challenge> parsed =
                challenge.values().stream()
                        .map(WwwAuthenticate.FIELD::parse)
                        .map(Objects::requireNonNull);
        String method = request.method().name();
        String uri = request.requestUri().toString();
        String answer = client.answer(parsed.toList(), method, uri, new byte[0]).getFirst();
        HeaderName name =
                challenge.header().equals(HeaderName.PROXY_AUTHENTICATE)
                        ? HeaderName.PROXY_AUTHORIZATION
                        : HeaderName.AUTHORIZATION;
        return request.edit().set(name, answer).build();
    }
}
