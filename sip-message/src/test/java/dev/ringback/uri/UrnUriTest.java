package dev.ringback.uri;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 8141 with the examples of its §3.2, RFC 5031, and URIs of other schemes.
class UrnUriTest {
    @Test
    void allPartsAreFound() {
        UrnUri urn = urn("URN:Example:a%2fb/c:d?+r=1?2/?=q?=x#f?");
        assertThat(urn.scheme()).isEqualTo("urn");
        assertThat(urn.namespace()).isEqualTo("example");
        assertThat(urn.name()).isEqualTo("a%2fb/c:d");
        assertThat(urn.resolution()).isEqualTo("r=1?2/");
        assertThat(urn.query()).isEqualTo("q?=x");
        assertThat(urn.fragment()).isEqualTo("f?");
        assertThat(urn.service()).isEmpty();
        UrnUri bare = urn("urn:example:a");
        assertThat(bare.resolution()).isNull();
        assertThat(bare.query()).isNull();
        assertThat(bare.fragment()).isNull();
        assertThat(urn("urn:example:a?+r").query()).isNull();
        assertThat(urn("urn:example:a?=q").resolution()).isNull();
        assertThat(urn("urn:example:a#").fragment()).isEmpty();
    }

    @Test
    void servicesAreTakenApart() {
        UrnUri fire = urn("urn:service:SOS.fire");
        assertThat(fire.service()).containsExactly("sos", "fire");
        assertThat(fire.emergency()).isTrue();
        assertThat(urn("urn:service:sos").emergency()).isTrue();
        assertThat(urn("urn:service:sosx").emergency()).isFalse();
        assertThat(urn("urn:service:counseling.children").emergency()).isFalse();
        assertThat(urn("urn:uuid:sos").emergency()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:x",
                "urn:x:",
                "urn:ab:",
                "urn:a:b",
                "urn:-a:b",
                "urn:a-:b",
                "urn:a_b:c",
                "urn:123456789012345678901234567890123:a",
                "urn:example:/a",
                "urn:example:?=a",
                "urn:example:a?b",
                "urn:example:a?+",
                "urn:example:a?=",
                "urn:example:a?+/b",
                "urn:example:a#b#c",
                "urn:example:a[b]",
                "urn:%61b:c"
            })
    void whatIsNoNameStaysAnAbsoluteUri(String text) {
        assertThat(Uri.parse(text)).isInstanceOf(OtherUri.class).hasToString(text);
        assertThat(UriChecks.texts(text)).containsExactly("no assigned-name");
    }

    @ParameterizedTest
    @CsvSource({
        "urn:example:a123%2Cz456, URN:EXAMPLE:a123%2cz456, true",
        "urn:example:a123%2Cz456, urn:example:a123'%2C'z456, false",
        "urn:example:a/foo, urn:example:a/bar, false",
        "urn:example:a123z, urn:example:a123z?+abc, true",
        "urn:example:a123z, urn:example:a123z?=xyz, true",
        "urn:example:a123z, urn:example:a123z#789, true",
        "urn:example:a123z?+abc, urn:example:a123z?=xyz#789, true",
        "urn:example:a123z, URN:example:a123z, true",
        "urn:example:a123z, urn:EXAMPLE:a123z, true",
        "urn:example:a123z, urn:example:A123z, false",
        "urn:example:a123z, urn:example:a123Z, false",
        "urn:example:a123z, urn:example:%D0%B0123z, false",
        "urn:example:%41, urn:example:A, false",
        "urn:example:a, urn:exampl:a, false",
        "urn:service:sos, urn:Service:SOS, true",
        "urn:service:sos, urn:service:sos.fire, false",
        "urn:uuid:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6, "
                + "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6, true",
        "http://Example.com/A, HTTP://example.COM/A, true",
        "http://example.com/A, http://example.com/a, false",
        "http://U@Example.com/, http://U@example.com/, true",
        "http://U@example.com/, http://u@example.com/, false",
        "http://example.com/%7ea%2f, http://example.com/~a%2F, true",
        "http://example.com/a%2fb, http://example.com/a/b, false",
        "http://example.com/a%23b, http://example.com/a#b, false",
        "mailto:Alice@example.com, mailto:alice@example.com, false",
        "http://, http:/, false",
        "http:x, urn:example:a, false",
        "tel:911, tel:911;phone-context=+1, false"
    })
    void namesAndOtherUrisAreCompared(String one, String other, boolean same) {
        assertThat(uri(one).equivalent(uri(other))).isEqualTo(same);
        assertThat(uri(other).equivalent(uri(one))).isEqualTo(same);
        assertThat(uri(one).equivalent(uri(one))).isTrue();
        assertThat(uri(one)).isEqualTo(Uri.parse(one)).hasSameHashCodeAs(Uri.parse(one));
        assertThat(uri(one)).isNotEqualTo(uri(other));
    }

    /// RFC 8141 §3.2: the comma makes them hard to write as a table.
    @Test
    void anEscapedCommaIsNotAComma() {
        assertThat(uri("urn:example:a123%2Cz456").equivalent(uri("urn:example:a123,z456")))
                .isFalse();
        assertThat(uri("URN:example:a123,z456").equivalent(uri("urn:EXAMPLE:a123,z456"))).isTrue();
    }

    @Test
    void escapesOfOtherUrisMustBeWhole() {
        assertThat(Uri.parse("http://a/%4")).isNull();
        assertThat(Uri.parse("http://a/%zz")).isNull();
        assertThat(Uri.parse("http://a/%")).isNull();
        assertThat(Uri.parse("http://a/%00")).hasToString("http://a/%00");
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text), text);
    }

    private static UrnUri urn(String text) {
        assertThat(Uri.parse(text)).as(text).isInstanceOf(UrnUri.class);
        return (UrnUri) Objects.requireNonNull(Uri.parse(text));
    }
}
