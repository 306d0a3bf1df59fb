package dev.ringback.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.auth.DigestInput.Protection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The examples of the RFCs.
class DigestTest {
    private static final byte[] NO_BODY = {};
    private static final String NONCE_2617 = "dcd98b7102dd2f0e8b11d0f600bfb0c093";

    @Test
    void md5ExampleOfRfc2617() {
        DigestInput input = input2617(new Protection("auth", "00000001", "0a4f113b"));
        assertThat(Digest.response(DigestAlgorithm.MD5, ha1Of2617(), input, NO_BODY))
                .isEqualTo("6629fae49393a05397450978507c4ef1");
    }

    @Test
    void responseWithoutQopIsThatOfRfc2069() {
        assertThat(Digest.response(DigestAlgorithm.MD5, ha1Of2617(), input2617(null), NO_BODY))
                .isEqualTo("670fd8c2df070c60b045671b8b24ff02");
    }

    @Test
    void authIntSignsTheBodyAndAnEmptyOneToo() {
        DigestInput input = input2617(new Protection("auth-int", "00000001", "0a4f113b"));
        byte[] body = "v=0\r\n".getBytes(UTF_8);
        assertThat(Digest.response(DigestAlgorithm.MD5, ha1Of2617(), input, body))
                .isEqualTo("151b6cabb7e59e0ac757207a039ff3d0");
        assertThat(Digest.response(DigestAlgorithm.MD5, ha1Of2617(), input, NO_BODY))
                .isEqualTo("5e6610ecf9ba3017a4870ad48e3ad30b");
    }

    @Test
    void bothAlgorithmsOfTheFirstExampleOfRfc7616() {
        String nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
        String cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        Protection protection = new Protection("auth", "00000001", cnonce);
        DigestInput input = new DigestInput("GET", "/dir/index.html", nonce, protection);

        assertThat(mufasa(DigestAlgorithm.MD5, input))
                .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
        assertThat(mufasa(DigestAlgorithm.SHA_256, input))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    /// The RFC prints the value of a SHA-512 cut to 256 bits, `ae66e67d…`, which is another
    /// function than the SHA-512/256 that it names. This is the value of the latter, as other
    /// implementations calculate it.
    @Test
    void sha512Slash256WithTheInputOfTheSecondExampleOfRfc7616() {
        String nonce = "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK";
        String cnonce = "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v";
        Protection protection = new Protection("auth", "00000001", cnonce);
        DigestInput input = new DigestInput("GET", "/doe.json", nonce, protection);
        DigestAlgorithm algorithm = DigestAlgorithm.SHA_512_256;
        String ha1 =
                Digest.ha1(algorithm, "J\u00e4s\u00f8n Doe", "api@example.org", "Secret, or not?");

        assertThat(Digest.response(algorithm, ha1, input, NO_BODY))
                .isEqualTo("3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5");
    }

    @Test
    void algorithmsAreNamedInAnyCaseAndMd5IsMeantWithoutAName() {
        assertThat(DigestAlgorithm.named("sha-256")).isEqualTo(DigestAlgorithm.SHA_256);
        assertThat(DigestAlgorithm.named("SHA-512-256")).isEqualTo(DigestAlgorithm.SHA_512_256);
        assertThat(DigestAlgorithm.named(null)).isEqualTo(DigestAlgorithm.MD5);
        assertThat(DigestAlgorithm.named("MD5-sess")).isNull();
    }

    private static String mufasa(DigestAlgorithm algorithm, DigestInput input) {
        String ha1 = Digest.ha1(algorithm, "Mufasa", "http-auth@example.org", "Circle of Life");
        return Digest.response(algorithm, ha1, input, NO_BODY);
    }

    private static String ha1Of2617() {
        return Digest.ha1(DigestAlgorithm.MD5, "Mufasa", "testrealm@host.com", "Circle Of Life");
    }

    private static DigestInput input2617(@Nullable Protection protection) {
        return new DigestInput("GET", "/dir/index.html", NONCE_2617, protection);
    }
}
