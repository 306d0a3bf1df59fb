package dev.ringback.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Fingerprints of certificates, RFC 8122 §5.
class FingerprintTest {
    private static final byte[] CERTIFICATE = "abc".getBytes(StandardCharsets.US_ASCII);
    private static final String SHA_256 =
            "sha-256 BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:"
                    + "B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD";

    @Test
    void theHashIsWrittenInUpperCaseWithColons() {
        assertThat(Fingerprint.of(CERTIFICATE)).hasToString(SHA_256);
        assertThat(Fingerprint.parse(SHA_256.toLowerCase(Locale.ROOT)))
                .isEqualTo(Fingerprint.of(CERTIFICATE));
    }

    @Test
    void weakFunctionsAndGarbageAreNoFingerprints() {
        for (String bad :
                List.of("", "sha-1 AA:BB", "md5 AA", "sha-256", "sha-256 AA:B", "x y z")) {
            assertThat(Fingerprint.parse(bad)).as(bad).isNull();
        }
    }

    @Test
    void ofSeveralTheBestFunctionCounts() {
        Fingerprint right = Fingerprint.of(CERTIFICATE);
        Fingerprint other = parse("sha-256 00:11");
        Fingerprint better = parse("sha-512 00:11");
        assertThat(Fingerprint.any(List.of(other, right), CERTIFICATE)).isTrue();
        assertThat(Fingerprint.any(List.of(other), CERTIFICATE)).isFalse();
        assertThat(Fingerprint.any(List.of(right, better), CERTIFICATE)).isFalse();
        assertThat(Fingerprint.any(List.of(), CERTIFICATE)).isFalse();
    }

    private static Fingerprint parse(String value) {
        return Objects.requireNonNull(Fingerprint.parse(value));
    }
}
