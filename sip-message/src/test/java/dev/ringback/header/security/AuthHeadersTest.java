package dev.ringback.header.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthHeadersTest {
    @Test
    void parametersAreFoundInAnyCaseAndUnquoted() {
        Credentials credentials =
                Objects.requireNonNull(
                        Authorization.FIELD.parse(
                                "Digest  Username=\"Al\\\"ice\" ,realm = \"a, b\",nc=00000001,"
                                        + " qop=auth, uri=\"sip:h\""));
        assertThat(credentials.scheme()).isEqualTo("Digest");
        assertThat(credentials.parameter("username")).isEqualTo("Al\"ice");
        assertThat(credentials.parameter("REALM")).isEqualTo("a, b");
        assertThat(credentials.parameter("nc")).isEqualTo("00000001");
        assertThat(credentials.parameter("opaque")).isNull();
        assertThat(credentials.parameters()).hasSize(5);
    }

    @Test
    void parametersAreAMapInTheOrderOfTheirNames() {
        Map<String, String> parameters =
                Objects.requireNonNull(
                                Authorization.FIELD.parse(
                                        "Digest uri=\"sip:h\", Realm=\"r\", nc=00000001, a=b"))
                        .parameters();
        assertThat(parameters.keySet()).containsExactly("a", "nc", "Realm", "uri");
        assertThat(parameters.values()).containsExactly("b", "00000001", "r", "sip:h");
        assertThat(parameters.containsKey("URI")).isTrue();
        assertThat(parameters.containsKey("ur")).isFalse();
        assertThat(parameters)
                .isEqualTo(Map.of("a", "b", "nc", "00000001", "Realm", "r", "uri", "sip:h"));
        assertThatThrownBy(() -> parameters.put("x", "y"))
                .isInstanceOf(UnsupportedOperationException.class);
        Iterator<Map.Entry<String, String>> pairs = parameters.entrySet().iterator();
        for (int i = 0; i < 4; i++) {
            pairs.next();
        }
        assertThatThrownBy(pairs::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void manyParametersAreKeptButNotTheSameTwice() {
        StringBuilder line = new StringBuilder("Digest p0=v0");
        for (int i = 1; i < 40; i++) {
            line.append(", p").append(i).append("=v").append(i);
        }
        Credentials credentials =
                Objects.requireNonNull(Authorization.FIELD.parse(line.toString()));
        assertThat(credentials.parameters()).hasSize(40).containsEntry("p39", "v39");
        assertThat(Authorization.FIELD.parse(line + ", P17=again")).isNull();
    }

    @Test
    void theWireFormQuotesAsTheRfcSays() {
        Challenge challenge =
                new Challenge(
                        "Digest",
                        Map.of(
                                "realm",
                                "a\"b",
                                "nonce",
                                "n",
                                "algorithm",
                                "SHA-256",
                                "qop",
                                "auth"));
        assertThat(challenge)
                .hasToString("Digest algorithm=SHA-256,nonce=\"n\",qop=\"auth\",realm=\"a\\\"b\"");
        assertThat(WwwAuthenticate.FIELD.parse(challenge.toString())).isEqualTo(challenge);
        Credentials credentials =
                new Credentials("Digest", Map.of("qop", "auth", "nc", "00000001", "uri", "sip:h"));
        assertThat(credentials).hasToString("Digest nc=00000001,qop=auth,uri=\"sip:h\"");
        assertThat(ProxyAuthorization.FIELD.parse(credentials.toString())).isEqualTo(credentials);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Digest",
                "Digest x",
                "Digest x=",
                "Digest x=\"",
                "Digest x=y,",
                "Digest ,x=y",
                "Digest x=y z=w",
                "Digest x=y, X=z",
                "Digest x=\"a\"b=c",
                "=x y=z"
            })
    void nonsenseIsRefused(String text) {
        assertThat(ProxyAuthenticate.FIELD.parse(text)).isNull();
    }
}
