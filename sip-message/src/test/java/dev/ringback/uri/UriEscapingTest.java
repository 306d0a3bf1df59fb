package dev.ringback.uri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.text.Ascii;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 3261 §19.1.2: which characters stand unescaped in which component is said by the expansions
/// of §25.1, written out here character by character.
class UriEscapingTest {
    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";

    /// A component: a URI with `#` in its place, what its rule of §25.1 allows besides
    /// `unreserved`, and what is read in it besides.
    enum Place {
        USER("sip:x#y@h", "&=+$,;?/", "#:"),
        PASSWORD("sip:x:a#y@h", "&=+$,", ";?/#"),
        PARAMETER_NAME("sip:x@h;a#y", "[]/:&+$", "=;"),
        PARAMETER_VALUE("sip:x@h;a=c#y", "[]/:&+$", ";"),
        HEADER_NAME("sip:x@h?a#y=c", "[]/?:+$", ""),
        HEADER_VALUE("sip:x@h?a=b#y", "[]/?:+$", "");

        private final String around;
        private final String grammar;
        private final String alsoRead;

        Place(String around, String grammar, String alsoRead) {
            this.around = around;
            this.grammar = UNRESERVED + grammar;
            this.alsoRead = alsoRead;
        }

        private String with(String text) {
            int at = around.indexOf('#');
            return around.substring(0, at) + text + around.substring(at + 1);
        }

        private String read(SipUri uri) {
            return switch (this) {
                case USER -> Objects.requireNonNull(uri.user());
                case PASSWORD -> Objects.requireNonNull(uri.password());
                case PARAMETER_NAME -> uri.parameterNames().getFirst();
                case PARAMETER_VALUE -> Objects.requireNonNull(uri.parameter("a"));
                case HEADER_NAME -> uri.headerNames().getFirst();
                case HEADER_VALUE -> Objects.requireNonNull(uri.header("a"));
            };
        }

        private SipUri write(String text) {
            SipUri uri = sip("sip:x@h");
            return switch (this) {
                case USER -> uri.withUser(text);
                case PASSWORD -> uri.withPassword(text);
                case PARAMETER_NAME -> uri.withParameter(text, "v");
                case PARAMETER_VALUE -> uri.withParameter("a", text);
                case HEADER_NAME -> uri.withHeader(text, "v");
                case HEADER_VALUE -> uri.withHeader("a", text);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheRuleAllowsIsReadAsItIsAndAllElseIsRefused(Place place) {
        for (char c = 0; c < 300; c++) {
            String text = place.with("" + c);
            boolean allowed = place.grammar.indexOf(c) >= 0;
            if (allowed) {
                assertThat(place.read(sip(text))).as(text).contains(lower(place, "" + c));
            } else if (place.alsoRead.indexOf(c) < 0) {
                assertThat(Uri.parse(text)).as("%s with %d", place, (int) c).isNull();
            } else {
                assertThat(Uri.parse(text)).as(text).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyOctetMayBeEscapedWithDigitsOfEitherCase(Place place) {
        for (int octet = 0; octet < 128; octet++) {
            String character = lower(place, "" + (char) octet);
            assertThat(place.read(sip(place.with("%%%02x".formatted(octet))))).contains(character);
            assertThat(place.read(sip(place.with("%%%02X".formatted(octet))))).contains(character);
        }
        assertThat(place.read(sip(place.with("%c3%A9%E4%bd%a0")))).contains("\u00e9\u4f60");
    }

    @ParameterizedTest
    @EnumSource
    void exactlyWhatTheRuleDoesNotAllowIsEscapedWhenWritten(Place place) {
        for (char c = 0; c < 300; c++) {
            SipUri uri = place.write("q" + c + "q");
            String text = uri.toString();
            String written = text.substring(text.indexOf('q') + 1, text.lastIndexOf('q'));
            if (place.grammar.indexOf(c) >= 0) {
                assertThat(written).isEqualTo("" + c);
            } else {
                assertThat(written).as("%s with %d", place, (int) c).matches("(%[0-9A-F]{2})+");
            }
            assertThat(UriChecks.violations(text))
                    .filteredOn(remark -> !remark.equals("header is no token"))
                    .isEmpty();
            assertThat(place.read(uri)).isEqualTo(lower(place, "q" + c + "q"));
        }
    }

    private static String lower(Place place, String text) {
        boolean name = place == Place.PARAMETER_NAME || place == Place.HEADER_NAME;
        return name ? Ascii.lower(text) : text;
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%4g", "%g4", "%%41", "%-1", "%+1", "%4\u0661"})
    void aBrokenEscapeIsRefusedInEveryComponent(String escape) {
        for (Place place : Place.values()) {
            assertThat(Uri.parse(place.with(escape))).as(place.with(escape)).isNull();
        }
    }

    @Test
    void theHostIsNeverEscaped() {
        assertThat(Uri.parse("sip:a@%68")).isNull();
        assertThat(Uri.parse("sip:a@ex%61mple.com")).isNull();
        assertThat(Uri.parse("sip:%68")).isNull();
        assertThat(Uri.parse("sip:a@[%3a%3a1]")).isNull();
        assertThat(Uri.parse("sip:a@h:%35")).isNull();
        assertThat(Uri.parse("s%69p:a@h")).isNull();
        for (char c = 0; c < 300; c++) {
            boolean host = (UNRESERVED.indexOf(c) >= 0 && "!~*'()".indexOf(c) < 0);
            if (!host && ":;?@".indexOf(c) < 0) {
                assertThat(Uri.parse("sip:u@x" + c + "y")).as("%d", (int) c).isNull();
            }
        }
    }

    /// Once only: RFC 4475 §3.1.1.3.
    @ParameterizedTest
    @CsvSource({
        "sip:j%40s0n@h, j@s0n",
        "sip:%2541@h, %41",
        "sip:%2500@h, %00",
        "sip:sips%3Auser%40example.com@example.net, sips:user@example.com",
        "sip:I%20have%20spaces@example.net, I have spaces",
        "sip:user;par=u%40example.net@example.com, user;par=u@example.net"
    })
    void escapesAreUndoneOnce(String text, String user) {
        assertThat(sip(text).user()).isEqualTo(user);
        assertThat(sip(text)).hasToString(text);
    }

    /// RFC 4475 §3.1.1.4.
    @Test
    void anEscapedNulIsACharacterLikeOthers() {
        assertThat(sip("sip:null-%00-null@example.com").user()).isEqualTo("null-\0-null");
        assertThat(sip("sip:%00@h").equivalent(sip("sip:%00%00@h"))).isFalse();
        assertThat(sip("sip:%00@h").addressOfRecord()).isEqualTo("%00@h");
        assertThat(sip("sip:%00%00@h").addressOfRecord()).isEqualTo("%00%00@h");
    }

    /// A lone octet, an overlong slash and NUL, half a surrogate pair, a code point too great.
    @ParameterizedTest
    @ValueSource(strings = {"%ff", "%C0%AF", "%c0%80", "%ED%A0%80", "%F4%90%80%80", "%e4%bd"})
    void octetsThatAreNoUtf8ReadAsReplacementsAndStayWhatTheyAre(String escapes) {
        SipUri uri = sip("sip:a" + escapes + "b@h;p=" + escapes + "?n=" + escapes);
        for (int i = 0; i < 3; i++) {
            assertThat(uri.user()).matches("a\ufffd+b");
            assertThat(uri.parameter("p")).matches("\ufffd+");
            assertThat(uri.header("n")).matches("\ufffd+");
        }
        assertThat(uri.user()).isEqualTo(sip("sip:a" + escapes + "b@h").user());
        assertThat(uri.toString()).contains("a" + escapes + "b@h;p=" + escapes + "?n=" + escapes);
        assertThat(uri.addressOfRecord()).isEqualTo("a" + escapes.toUpperCase(Locale.ROOT) + "b@h");
        assertThat(uri.equivalent(sip("sip:a%EF%BF%BDb@h;p=%EF%BF%BD?n=%EF%BF%BD"))).isFalse();
    }

    @Test
    void anAmpersandSeparatesHeadersAndNotParameters() {
        SipUri uri = sip("sip:a@h;p=1&q2;r=&?s=1&t=2");
        assertThat(uri.parameterNames()).containsExactly("p", "r");
        assertThat(uri.parameter("p")).isEqualTo("1&q2");
        assertThat(uri.parameter("r")).isEqualTo("&");
        assertThat(uri.parameter("q2")).isNull();
        assertThat(uri.headerNames()).containsExactly("s", "t");
        assertThat(uri.withoutParameter("r")).hasToString("sip:a@h;p=1&q2?s=1&t=2");
        assertThat(uri.withoutHeader("S")).hasToString("sip:a@h;p=1&q2;r=&?t=2");
        assertThat(uri.withHeader("T", "&").withHeader("u", ""))
                .hasToString("sip:a@h;p=1&q2;r=&?s=1&T=%26&u=");
    }

    private static SipUri sip(String text) {
        assertThat(Uri.parse(text)).as(text).isInstanceOf(SipUri.class);
        return (SipUri) Objects.requireNonNull(Uri.parse(text));
    }
}
