package dev.ringback.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.auth.Verdict.Accepted;
import dev.ringback.auth.Verdict.NoCredentials;
import dev.ringback.auth.Verdict.Reason;
import dev.ringback.auth.Verdict.Rejected;
import dev.ringback.auth.Verdict.Stale;
import dev.ringback.header.Method;
import dev.ringback.header.security.Authorization;
import dev.ringback.header.security.Challenge;
import dev.ringback.header.security.Credentials;
import dev.ringback.header.security.WwwAuthenticate;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DigestServerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String REALM = "localhost";
    private static final String TARGET = "sip:localhost";
    private static final byte[] NO_BODY = {};
    private static final Ha1Lookup USERS =
            (user, realm, algorithm) ->
                    user.equals("alice") && realm.equals(REALM)
                            ? Digest.ha1(algorithm, "alice", REALM, "secret")
                            : null;

    private final DigestServer server = server((byte) 1);
    private final DigestClient alice = client("alice", "secret");

    @Test
    void challengesWithOneLineForEachAlgorithmStrongestFirst() {
        List<Challenge> challenges = challenges(server, false);
        assertThat(challenges)
                .extracting(challenge -> challenge.parameter("algorithm"))
                .containsExactly("SHA-256", "MD5");
        assertThat(challenges)
                .allSatisfy(
                        challenge -> {
                            assertThat(challenge.scheme()).isEqualTo("Digest");
                            assertThat(challenge.parameter("realm")).isEqualTo(REALM);
                            assertThat(challenge.parameter("qop")).isEqualTo("auth");
                            assertThat(challenge.parameter("stale")).isNull();
                        });
        assertThat(challenges(server, true))
                .allSatisfy(c -> assertThat(c.parameter("stale")).isEqualTo("true"));
    }

    @Test
    void whatIsOfNoUseIsNotOfferedUnlessNothingElseIsThere() {
        assertThat(offered(DigestAlgorithm.MD5)).containsExactly("MD5");
        assertThat(offered(DigestAlgorithm.SHA_512_256)).containsExactly("SHA-256", "MD5");
    }

    private List<String> offered(DigestAlgorithm useful) {
        return server.challenges(useful::equals, REALM, false, SourceNetwork.NONE, NOON).stream()
                .map(value -> value.replaceFirst(".*algorithm=([^,]*),.*", "$1"))
                .toList();
    }

    @Test
    void acceptsTheRightAnswerToEachChallenge() {
        for (Challenge challenge : challenges(server, false)) {
            assertThat(verify(answer(alice, challenge))).isEqualTo(new Accepted("alice"));
        }
    }

    @Test
    void noCredentialsOrThoseOfAnotherRealmOrSchemeAreNone() {
        assertThat(verify(List.of())).isEqualTo(new NoCredentials());
        String other = "Digest realm=\"elsewhere\", username=\"alice\"";
        assertThat(verify(List.of(parse(other)))).isEqualTo(new NoCredentials());
        String basic = "Basic realm=\"localhost\", username=\"alice\"";
        assertThat(verify(List.of(parse(basic)))).isEqualTo(new NoCredentials());
    }

    @Test
    void findsItsRealmAmongTheCredentialsOfSeveralProxies() {
        Credentials other = parse("Digest realm=\"elsewhere\", username=\"alice\"");
        Credentials mine = answer(alice, challenge()).getFirst();
        assertThat(verify(List.of(other, mine))).isEqualTo(new Accepted("alice"));
    }

    @Test
    void anUnknownUserAndAWrongPasswordAreRejected() {
        assertThat(verify(answer(client("alice", "guess"), challenge())))
                .isEqualTo(new Rejected(Reason.WRONG_RESPONSE));
        assertThat(verify(answer(client("mallory", "secret"), challenge())))
                .isEqualTo(new Rejected(Reason.UNKNOWN_USER));
    }

    @Test
    void anExpiredNonceWithTheRightPasswordIsStale() {
        List<Credentials> credentials = answer(alice, challenge());
        Verdict verdict = verify(server, credentials, NOON.plusSeconds(301));
        assertThat(verdict).isEqualTo(new Stale(Reason.NONCE_EXPIRED));
    }

    @Test
    void anExpiredNonceWithAWrongPasswordIsNotStale() {
        List<Credentials> credentials = answer(client("alice", "guess"), challenge());
        Verdict verdict = verify(server, credentials, NOON.plusSeconds(301));
        assertThat(verdict).isEqualTo(new Rejected(Reason.WRONG_RESPONSE));
    }

    @Test
    void aNonceFromBeforeARestartIsStaleSoThatTelephonesRepeat() {
        List<Credentials> credentials = answer(alice, challenge());
        assertThat(verify(server((byte) 2), credentials, NOON))
                .isEqualTo(new Stale(Reason.NONCE_FORGED));
    }

    @Test
    void aReplayIsStaleAndTheNextCountIsAccepted() {
        Challenge challenge = challenge();
        List<Credentials> first = answer(alice, challenge);
        assertThat(verify(first)).isEqualTo(new Accepted("alice"));
        assertThat(verify(first)).isEqualTo(new Stale(Reason.REPLAY));
        assertThat(verify(answer(alice, challenge))).isEqualTo(new Accepted("alice"));
    }

    @Test
    void aWrongAnswerDoesNotUseUpACount() {
        Challenge challenge = challenge();
        verify(answer(client("alice", "guess"), challenge));
        assertThat(verify(answer(alice, challenge))).isEqualTo(new Accepted("alice"));
    }

    @Test
    void anAnswerWithoutQopIsGoodOnce() {
        String nonce = Objects.requireNonNull(challenge().parameter("nonce"));
        String ha1 = Digest.ha1(DigestAlgorithm.MD5, "alice", REALM, "secret");
        DigestInput input = new DigestInput("REGISTER", TARGET, nonce, null);
        String response = Digest.response(DigestAlgorithm.MD5, ha1, input, NO_BODY);
        List<Credentials> old = List.of(parse(credentials(nonce, response, "")));
        assertThat(verify(old)).isEqualTo(new Accepted("alice"));
        assertThat(verify(old)).isEqualTo(new Stale(Reason.REPLAY));
    }

    @Test
    void anUpperCaseResponseIsRead() {
        Credentials credentials = answer(alice, challenge()).getFirst();
        String response = Objects.requireNonNull(credentials.parameter("response"));
        String shouted =
                credentials.toString().replace(response, response.toUpperCase(Locale.ROOT));
        assertThat(verify(List.of(parse(shouted)))).isEqualTo(new Accepted("alice"));
    }

    @Test
    void anAnswerForAnotherUserOrHostIsRejected() {
        for (String uri : List.of("sip:bob@localhost", "sip:example.com", "tel:+1", "*")) {
            assertThat(verify(answer(alice, challenge(), uri)))
                    .as(uri)
                    .isEqualTo(new Rejected(Reason.URI));
        }
    }

    @Test
    void portSchemeAndParametersOfTheSignedUriMayDiffer() {
        for (String uri :
                List.of("sip:localhost:5060", "sips:localhost", "sip:LOCALHOST;transport=tcp")) {
            assertThat(verify(answer(alice, challenge(), uri)))
                    .as(uri)
                    .isEqualTo(new Accepted("alice"));
        }
    }

    @Test
    void anAnswerForAnotherMethodIsRejected() {
        Challenge challenge = challenge();
        List<Credentials> invite =
                parse(alice.answer(List.of(challenge), "INVITE", TARGET, NO_BODY));
        assertThat(verify(invite)).isEqualTo(new Rejected(Reason.WRONG_RESPONSE));
    }

    @Test
    void missingOrBrokenParametersAreMalformed() {
        String nonce = Objects.requireNonNull(challenge().parameter("nonce"));
        assertThat(verify(List.of(parse("Digest realm=\"localhost\", username=\"alice\""))))
                .isEqualTo(new Rejected(Reason.MALFORMED));
        for (String rest :
                List.of(
                        ", qop=auth",
                        ", qop=auth, nc=00000001",
                        ", qop=auth, cnonce=\"x\"",
                        ", qop=auth, nc=0000000g, cnonce=\"x\"",
                        ", qop=auth, nc=00000000, cnonce=\"x\"",
                        ", qop=auth, nc=000000001, cnonce=\"x\"")) {
            assertThat(verify(List.of(parse(credentials(nonce, "00", rest)))))
                    .as(rest)
                    .isEqualTo(new Rejected(Reason.MALFORMED));
        }
    }

    @Test
    void whatWasNotOfferedIsRejected() {
        String nonce = Objects.requireNonNull(challenge().parameter("nonce"));
        for (String algorithm : List.of("SHA-512-256", "MD5-sess", "CRC")) {
            String text = credentials(nonce, "00", ", algorithm=" + algorithm);
            assertThat(verify(List.of(parse(text)))).isEqualTo(new Rejected(Reason.ALGORITHM));
        }
        String integrity = credentials(nonce, "00", ", qop=auth-int, nc=00000001, cnonce=\"x\"");
        assertThat(verify(List.of(parse(integrity)))).isEqualTo(new Rejected(Reason.QOP));
    }

    private static String credentials(String nonce, String response, String rest) {
        return "Digest username=\"alice\", realm=\"localhost\", uri=\""
                + TARGET
                + "\", nonce=\""
                + nonce
                + "\", response=\""
                + response
                + "\""
                + rest;
    }

    private Challenge challenge() {
        return challenges(server, false).getFirst();
    }

    private static List<Challenge> challenges(DigestServer server, boolean stale) {
        return server.challenges(REALM, stale, SourceNetwork.NONE, NOON).stream()
                .map(value -> Objects.requireNonNull(WwwAuthenticate.FIELD.parse(value)))
                .toList();
    }

    private Verdict verify(List<Credentials> credentials) {
        return verify(server, credentials, NOON);
    }

    private static Verdict verify(DigestServer server, List<Credentials> credentials, Instant now) {
        Uri target = Objects.requireNonNull(Uri.parse(TARGET));
        DigestRequest request =
                new DigestRequest(REALM, Method.REGISTER, target, credentials, SourceNetwork.NONE);
        return server.verify(request, USERS, now);
    }

    private static List<Credentials> answer(DigestClient client, Challenge challenge) {
        return answer(client, challenge, TARGET);
    }

    private static List<Credentials> answer(DigestClient client, Challenge challenge, String uri) {
        return parse(client.answer(List.of(challenge), "REGISTER", uri, NO_BODY));
    }

    private static List<Credentials> parse(List<String> values) {
        return values.stream().map(DigestServerTest::parse).toList();
    }

    private static Credentials parse(String value) {
        return Objects.requireNonNull(Authorization.FIELD.parse(value), value);
    }

    private static DigestClient client(String user, String password) {
        return new DigestClient(user, password, () -> "0a4f113b");
    }

    private static DigestServer server(byte seed) {
        byte[] key = new byte[32];
        key[0] = seed;
        return new DigestServer(
                List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
                new NonceFactory(key, Duration.ofMinutes(5)),
                new NonceCounts(1024),
                UriRule.SAME_RESOURCE);
    }
}
