package dev.ringback.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.security.Authorization;
import dev.ringback.header.security.Challenge;
import dev.ringback.header.security.Credentials;
import dev.ringback.header.security.WwwAuthenticate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DigestClientTest {
    private static final byte[] NO_BODY = {};
    private final DigestClient client = new DigestClient("alice", "secret", () -> "0a4f113b");

    @Test
    void answersTheTopmostChallengeThatItSupports() {
        List<Credentials> answers =
                answer(
                        "Digest realm=\"a\", nonce=\"1\", algorithm=SHA3-512, qop=\"auth\"",
                        "Digest realm=\"a\", nonce=\"2\", algorithm=SHA-256, qop=\"auth\"",
                        "Digest realm=\"a\", nonce=\"3\", algorithm=MD5, qop=\"auth\"");
        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst().parameter("nonce")).isEqualTo("2");
        assertThat(answers.getFirst().parameter("algorithm")).isEqualTo("SHA-256");
    }

    @Test
    void answersOncePerRealm() {
        List<Credentials> answers =
                answer(
                        "Digest realm=\"a\", nonce=\"1\", algorithm=MD5, qop=\"auth\"",
                        "Digest realm=\"b\", nonce=\"2\", algorithm=MD5, qop=\"auth\"",
                        "Digest realm=\"a\", nonce=\"3\", algorithm=MD5, qop=\"auth\"");
        assertThat(answers).extracting(a -> a.parameter("nonce")).containsExactly("1", "2");
    }

    @Test
    void signsAsRfc7616Says() {
        Credentials answer =
                answer("Digest realm=\"a\", nonce=\"n\", qop=\"auth,auth-int\", opaque=\"o\"")
                        .getFirst();
        DigestInput input =
                new DigestInput(
                        "REGISTER",
                        "sip:a",
                        "n",
                        new DigestInput.Protection("auth", "00000001", "0a4f113b"));
        String ha1 = Digest.ha1(DigestAlgorithm.MD5, "alice", "a", "secret");
        assertThat(answer.parameter("response"))
                .isEqualTo(Digest.response(DigestAlgorithm.MD5, ha1, input, NO_BODY));
        assertThat(answer.parameter("username")).isEqualTo("alice");
        assertThat(answer.parameter("uri")).isEqualTo("sip:a");
        assertThat(answer.parameter("opaque")).isEqualTo("o");
        assertThat(answer.parameter("qop")).isEqualTo("auth");
        assertThat(answer.parameter("nc")).isEqualTo("00000001");
    }

    @Test
    void countsItsAnswersToANonce() {
        String challenge = "Digest realm=\"a\", nonce=\"n\", qop=\"auth\"";
        answer(challenge);
        assertThat(answer(challenge).getFirst().parameter("nc")).isEqualTo("00000002");
        String other = challenge.replace("\"n\"", "\"m\"");
        assertThat(answer(other).getFirst().parameter("nc")).isEqualTo("00000001");
    }

    @Test
    void withoutQopItAnswersAsRfc2069() {
        Credentials answer = answer("Digest realm=\"a\", nonce=\"n\"").getFirst();
        assertThat(answer.parameter("qop")).isNull();
        assertThat(answer.parameter("nc")).isNull();
        assertThat(answer.parameter("cnonce")).isNull();
    }

    @Test
    void signsTheBodyWhereOnlyAuthIntIsOffered() {
        Challenge challenge = parse("Digest realm=\"a\", nonce=\"n\", qop=\"auth-int\"");
        String one = client.answer(List.of(challenge), "INVITE", "sip:a", bytes("x")).getFirst();
        String two =
                new DigestClient("alice", "secret", () -> "0a4f113b")
                        .answer(List.of(challenge), "INVITE", "sip:a", bytes("y"))
                        .getFirst();
        assertThat(one).contains("qop=auth-int").isNotEqualTo(two);
    }

    @Test
    void storedHashAnswersAsThePasswordDoes() {
        DigestClient hashes =
                new DigestClient(
                        "alice",
                        (user, realm, algorithm) ->
                                algorithm == DigestAlgorithm.MD5
                                        ? Digest.ha1(algorithm, user, realm, "secret")
                                        : null,
                        () -> "0a4f113b");
        Challenge md5 = parse("Digest realm=\"a\", nonce=\"n\", algorithm=MD5");
        Challenge sha = parse("Digest realm=\"a\", nonce=\"n\", algorithm=SHA-256");
        assertThat(hashes.answer(List.of(sha, md5), "INVITE", "sip:a", bytes("")))
                .isEqualTo(client.answer(List.of(md5), "INVITE", "sip:a", bytes("")));
        assertThat(hashes.answer(List.of(sha), "INVITE", "sip:a", bytes(""))).isEmpty();
    }

    @Test
    void answersNothingThatItDoesNotSupport() {
        assertThat(
                        answer(
                                "Basic realm=\"a\", nonce=\"n\"",
                                "Digest realm=\"a\", nonce=\"n\", algorithm=MD5-sess, qop=\"auth\"",
                                "Digest realm=\"a\", nonce=\"n\", qop=\"token\"",
                                "Digest realm=\"a\", qop=\"auth\"",
                                "Digest nonce=\"n\", qop=\"auth\""))
                .isEmpty();
    }

    @Test
    void quotesWhatNeedsIt() {
        Challenge challenge = parse("Digest realm=\"a \\\"b\\\"\", nonce=\"n\", qop=\"auth\"");
        String value = client.answer(List.of(challenge), "INVITE", "sip:a", NO_BODY).getFirst();
        assertThat(value).contains("realm=\"a \\\"b\\\"\"");
    }

    private List<Credentials> answer(String... challenges) {
        List<Challenge> parsed = Arrays.stream(challenges).map(DigestClientTest::parse).toList();
        return client.answer(parsed, "REGISTER", "sip:a", NO_BODY).stream()
                .map(value -> Objects.requireNonNull(Authorization.FIELD.parse(value)))
                .toList();
    }

    private static Challenge parse(String value) {
        return Objects.requireNonNull(WwwAuthenticate.FIELD.parse(value), value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
