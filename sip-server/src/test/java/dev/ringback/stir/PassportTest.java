package dev.ringback.stir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 8225 with its published examples.
class PassportTest {
    private static final String X5U = "https://cert.example.org/passport.cer";
    private static final String HEADER =
            "eyJhbGciOiJFUzI1NiIsInR5cCI6InBhc3Nwb3J0IiwieDV1IjoiaHR0cHM6Ly9j"
                    + "ZXJ0LmV4YW1wbGUub3JnL3Bhc3Nwb3J0LmNlciJ9";
    private static final String PAYLOAD =
            "eyJkZXN0Ijp7InVyaSI6WyJzaXA6YWxpY2VAZXhhbXBsZS5jb20iXX0sImlhdCI"
                    + "6MTQ3MTM3NTQxOCwib3JpZyI6eyJ0biI6IjEyMTU1NTUxMjEyIn19";
    private static final String SIGNATURE =
            "VLBCIVDCaeK6M4hLJb6SHQvacAQVvoiiEOWQ_iUkqk79UD81fHQ0E1b3_GluIkb"
                    + "a7UWYRM47ZbNFdOJquE35cw";
    /// RFC 8224 §4.1.1.
    private static final String FULL_FORM =
            HEADER
                    + ".eyJkZXN0Ijp7InVyaSI6WyJzaXA6YWxpY2VAZXhhbXBsZS5jb20iXX0sImlhdCI6IjE0NDMy"
                    + "MDgzNDUiLCJvcmlnIjp7InRuIjoiMTIxNTU1NTEyMTIifX0.rq3pjT1hoRwakEGjHCnWSwUn"
                    + "shd0-zJ6F1VOgFWSjHBr8Qjpjlk-cpFYpFYsojNCpTzO3QfPOlckGaS6hEck7w";
    private static final String PRIVATE =
            """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgi7q2TZvN9VDFg8Vy
            qCP06bETrR2v8MRvr89rn4i+UAahRANCAAQWfaj1HUETpoNCrOtp9KA8o0V79IuW
            ARKt9C1cFPkyd3FBP4SeiNZxQhDrD0tdBHls3/wFe8++K2FrPyQF9vuh
            -----END PRIVATE KEY-----
            """;
    private static final String PUBLIC =
            """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8HNbQd/TmvCKwPKHkMF9fScavGeH
            78YTU8qLS8I5HLHSSmlATLcslQMhNC/OhlWBYC626nIlo7XeebYS7Sb37g==
            -----END PUBLIC KEY-----
            """;

    private static Passport example() {
        return Passport.of(
                null,
                X5U,
                Passport.claims(
                        new Party.Telephone("12155551212"),
                        new Party.Name("sip:alice@example.com"),
                        1_471_375_418));
    }

    @Test
    void theExampleOfAppendixAIsEncodedAsPublished() {
        assertThat(example().signed()).isEqualTo(HEADER + '.' + PAYLOAD);
        Passport read = Objects.requireNonNull(Passport.parse(HEADER, PAYLOAD));
        assertThat(read).isEqualTo(example());
        assertThat(read.orig()).isEqualTo(new Party.Telephone("12155551212"));
        assertThat(read.dest()).containsExactly(new Party.Name("sip:alice@example.com"));
        assertThat(read.iat()).isEqualTo(1_471_375_418);
    }

    @Test
    void theSignatureOfRfc8224IsGoodForTheKeyOfRfc8225() {
        String[] parts = FULL_FORM.split("\\.", -1);
        String signed = parts[0] + '.' + parts[1];
        byte[] signature = Objects.requireNonNull(Passport.octets(parts[2]));
        assertThat(Es256.verifies(published(), signed, signature)).isTrue();
        assertThat(Es256.verifies(published(), signed + "x", signature)).isFalse();
        Passport passport = Objects.requireNonNull(Passport.parse(parts[0], parts[1]));
        assertThat(passport.iat()).as("its iat is a text, which RFC 7519 §2 forbids").isNegative();
        signature[5] ^= 1;
        assertThat(Es256.verifies(published(), signed, signature)).isFalse();
    }

    /// As openssl says, too. The signature was made with a key that is not in the text.
    @Test
    void theSignatureOfAppendixAIsNotOfItsOwnKey() {
        byte[] signature = Objects.requireNonNull(Passport.octets(SIGNATURE));
        assertThat(signature).hasSize(64);
        assertThat(Es256.verifies(published(), example().signed(), signature)).isFalse();
    }

    private static PublicKey published() {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Keys.body(PUBLIC, "PUBLIC KEY")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thePublishedPrivateKeySigns() {
        PrivateKey key = Keys.key(PRIVATE, "PRIVATE KEY");
        byte[] signature = Es256.sign(key, example().signed());
        assertThat(signature).as("r and s, 32 octets each").hasSize(64);
        assertThat(example().full(signature)).startsWith(HEADER + '.' + PAYLOAD + '.');
        assertThat(Passport.compact(signature)).matches("\\.\\.[A-Za-z0-9_-]{86}");
    }

    @Test
    void theExampleOfRfc8224IsSerializedAsPublished() {
        Map<String, Object> claims =
                Passport.claims(
                        new Party.Telephone("12155551212"),
                        new Party.Name("sip:alice@example.com"),
                        1_443_208_345);
        assertThat(DeterministicJson.write(claims))
                .isEqualTo(
                        "{\"dest\":{\"uri\":[\"sip:alice@example.com\"]},\"iat\":1443208345,"
                                + "\"orig\":{\"tn\":\"12155551212\"}}");
    }

    @Test
    void theExampleOfSection9Point1HasOneForm() {
        String[] digests = {
            "021ACC5427ABEB9C533F3E4B652E7D463F5442CD54F17A03A27DF9B07F4619B2",
            "4AADB9B13F82183B540212DF3E5D496B19E57CAB3E4B652E7D463F5442CD54F1"
        };
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("orig", Map.of("tn", "12155551212"));
        claims.put(
                "mky",
                List.of(
                        Map.of("dig", digests[0], "alg", "sha-256"),
                        Map.of("alg", "sha-256", "dig", digests[1])));
        claims.put("iat", 1_443_208_345L);
        claims.put("dest", Map.of("uri", List.of("sip:alice@example.com")));
        assertThat(DeterministicJson.write(claims))
                .as("the published text lacks a brace after the URI")
                .isEqualTo(
                        ("{\"dest\":{\"uri\":[\"sip:alice@example.com\"]},\"iat\":1443208345,"
                                        + "\"mky\":[{\"alg\":\"sha-256\",\"dig\":\"%s\"},"
                                        + "{\"alg\":\"sha-256\",\"dig\":\"%s\"}],"
                                        + "\"orig\":{\"tn\":\"12155551212\"}}")
                                .formatted((Object[]) digests));
    }

    @Test
    void jsonOfAnyOrderAndSpacingBecomesThatForm() {
        String messy = " { \"b\" : [ 1 , true , { } , [ ] ] ,\r\n \"a\" : \"\\u0041\\n\\\"\" } ";
        Map<String, Object> read =
                Objects.requireNonNull(
                        DeterministicJson.read(messy.getBytes(StandardCharsets.UTF_8)));
        assertThat(DeterministicJson.write(read))
                .isEqualTo("{\"a\":\"A\\n\\\"\",\"b\":[1,true,{},[]]}");
        Map<String, Object> wide = Map.of("\uFFFD", 1L, "\uD83D\uDE00", 2L);
        assertThat(DeterministicJson.write(wide))
                .as("code points, not UTF-16")
                .isEqualTo("{\"\uFFFD\":1,\"\uD83D\uDE00\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\":1,\"a\":2}",
                "{\"a\":null}",
                "{\"a\":1} x",
                "{\"a\":99999999999999999999}",
                "{\"a\":[[[[[[[[[[1]]]]]]]]]]}",
                "{\"a\":NaN}"
            })
    void whatIsNoObjectOrAmbiguousIsNotRead(String json) {
        assertThat(DeterministicJson.read(json.getBytes(StandardCharsets.UTF_8))).isNull();
    }
}
