package dev.ringback.uri;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 3966 with every example that it prints, and RFC 3261 §19.1.6.
class TelUriTest {
    /// The URIs of §6, §8, §9 and §11, and of the prose of §5.
    @ParameterizedTest
    @CsvSource({
        "tel:+1-201-555-0123, true, +12015550123,",
        "tel:7042;phone-context=example.com, false, 7042, example.com",
        "tel:863-1234;phone-context=+1-914-555, false, 8631234, +1914555",
        "tel:+1-212-555-0101, true, +12125550101,",
        "tel:+1-201-555-0111, true, +12015550111,",
        "tel:+1-555-438-3732, true, +15554383732,",
        "tel:1234;phone-context=munich.example.com, false, 1234, munich.example.com",
        "tel:+1-900-555-0191, true, +19005550191,",
        "tel:+1-800-555-0191, true, +18005550191,",
        "tel:911;phone-context=+1, false, 911, +1",
        "tel:911;phone-context=+33, false, 911, +33",
        "tel:16;phone-context=+49-6151-16, false, 16, +49615116",
        "tel:1;phone-context=houston.example.com, false, 1, houston.example.com"
    })
    void theExamplesOfTheRfcAreRead(String text, boolean global, String digits, String context) {
        TelUri uri = tel(text);
        assertThat(uri).hasToString(text);
        assertThat(uri.global()).isEqualTo(global);
        assertThat(uri.digits()).isEqualTo(digits);
        assertThat(uri.phoneContext()).isEqualTo(context);
        assertThat(uri.ordered()).isTrue();
        assertThat(UriChecks.texts(text)).isEmpty();
    }

    @Test
    void everyPartIsFound() {
        TelUri uri =
                tel("TEL:(0)6151.16-*#A;ISUB=a%41:@/?&=+$,;Phone-Context=Example.COM.;m-x;y=%5b[]");
        assertThat(uri.scheme()).isEqualTo("tel");
        assertThat(uri.number()).isEqualTo("(0)6151.16-*#A");
        assertThat(uri.digits()).isEqualTo("0615116*#a");
        assertThat(uri.subaddress()).isEqualTo("aA:@/?&=+$,");
        assertThat(uri.extension()).isNull();
        assertThat(uri.phoneContext()).isEqualTo("example.com");
        assertThat(uri.parameterNames()).containsExactly("isub", "phone-context", "m-x", "y");
        assertThat(uri.mandatoryParameters()).containsExactly("m-x");
        assertThat(uri.parameter("Y")).isEqualTo("[[]");
        assertThat(uri.parameter("M-X")).isEmpty();
        assertThat(uri.parameter("z")).isNull();
        assertThat(tel("tel:+1;ext=12-3").extension()).isEqualTo("12-3");
    }

    /// They are URIs of RFC 3986, so a proxy can still forward them.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel:911",
                "tel:7042;x=y",
                "tel:7042;phone-context",
                "tel:+",
                "tel:+-.()",
                "tel:-",
                "tel:+1a",
                "tel:+1*",
                "tel:+1#",
                "tel:%2B1",
                "tel:+1%32",
                "tel:+1;",
                "tel:+1;;a",
                "tel:+1;a=",
                "tel:+1;=a",
                "tel:+1;a_b=c",
                "tel:+1;%61=c",
                "tel:+1;a=b=c",
                "tel:+1;a=b@c",
                "tel:+1;a=#",
                "tel:+1;isub=",
                "tel:+1?a=b",
                "tel:+1@example.com",
                "tel:1-800-FLOWERS;phone-context=+1",
                "tel:++1"
            })
    void whatIsNoTelephoneNumberStaysAnAbsoluteUri(String text) {
        assertThat(Uri.parse(text)).isInstanceOf(OtherUri.class).hasToString(text);
        assertThat(UriChecks.texts(text)).containsExactly("no telephone-subscriber");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tel:", "tel:+1 2", "tel:+1%", "tel:+1%4", "tel:\"1\"", "tel:<1>"})
    void whatIsNoUriAtAllIsRefused(String text) {
        assertThat(Uri.parse(text)).isNull();
    }

    /// §4, rule by rule.
    @ParameterizedTest
    @CsvSource({
        "tel:+1-201-555-0123, tel:+1(201)555.0123, true",
        "tel:+12015550123, TEL:+1-201-555-0123, true",
        "tel:+12015550123, tel:12015550123;phone-context=+1, false",
        "tel:+1, tel:+2, false",
        "tel:a*#;phone-context=x, tel:A*#;phone-context=x, true",
        "tel:1;phone-context=example.com, tel:1;phone-context=EXAMPLE.com, true",
        "tel:1;phone-context=example.com, tel:1;phone-context=example.com., true",
        "tel:1;phone-context=example.com, tel:1;phone-context=example.org, false",
        "tel:1;phone-context=+1-914, tel:1;phone-context=+1.914, true",
        "tel:1;phone-context=+1-914, tel:1;phone-context=+1-915, false",
        "tel:1;phone-context=a-b.c, tel:1;phone-context=ab.c, false",
        "tel:+1;ext=1-2, tel:+1;ext=12, true",
        "tel:+1;ext=12, tel:+1, false",
        "tel:+1;isub=1-2, tel:+1;isub=12, false",
        "tel:+1;isub=aB, tel:+1;isub=Ab, true",
        "tel:+1;a=1;b=2, tel:+1;b=2;a=1, true",
        "tel:+1;a=1, tel:+1;a=1;b=2, false",
        "tel:+1;a, tel:+1;A, true",
        "tel:+1;a, tel:+1;a=1, false",
        "tel:+1;a=x%2dy, tel:+1;a=X-Y, true",
        "tel:+1;a=x%3ay, tel:+1;a=x:y, false",
        "tel:+1;a=%c3%a9, tel:+1;a=%C3%A9, true",
        "tel:+1;a=1;a=2, tel:+1;a=1, false",
        "tel:+358-555-1234567;postd=pp22, tel:+358-555-1234567;POSTD=PP22, true",
        "tel:+358-555-1234567;postd=pp22;isub=1411, tel:+358-555-1234567;isub=1411;postd=pp22, true"
    })
    void numbersAreCompared(String one, String other, boolean same) {
        assertThat(tel(one).equivalent(tel(other))).isEqualTo(same);
        assertThat(tel(other).equivalent(tel(one))).isEqualTo(same);
        assertThat(tel(one).equals(tel(other))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "tel:+1;isub=1;phone-context=a.b;c;d, true",
        "tel:+1;ext=1;phone-context=a.b;c;d, true",
        "tel:+1;phone-context=a.b;isub=1, false",
        "tel:+1;d;c, false",
        "tel:+1;c;phone-context=a.b, false",
        "tel:+1, true"
    })
    void theOrderOfParametersIsToldButNotDemanded(String text, boolean ordered) {
        assertThat(tel(text).ordered()).isEqualTo(ordered);
        assertThat(UriChecks.texts(text).contains("parameters out of order")).isEqualTo(!ordered);
        assertThat(tel(text).canonical().ordered()).isTrue();
        assertThat(tel(text).canonical().equivalent(tel(text))).isTrue();
    }

    /// RFC 3261 §19.1.6 with its examples.
    @ParameterizedTest
    @CsvSource({
        "tel:+358-555-1234567;postd=pp22, sip:+358-555-1234567;postd=pp22@foo.com;user=phone",
        "tel:+358-555-1234567;POSTD=PP22, sip:+358-555-1234567;postd=pp22@foo.com;user=phone",
        "tel:+358-555-1234567;tsp=a.b;phone-context=5, "
                + "sip:+358-555-1234567;phone-context=5;tsp=a.b@foo.com;user=phone",
        "tel:+358-555-1234567;phone-context=5;tsp=a.b, "
                + "sip:+358-555-1234567;phone-context=5;tsp=a.b@foo.com;user=phone",
        "tel:+358-555-1234567;postd=pp22;isub=1411, "
                + "sip:+358-555-1234567;isub=1411;postd=pp22@foo.com;user=phone",
        "tel:*21#;phone-context=+1, sip:*21%23;phone-context=+1@foo.com;user=phone",
        "tel:+1;isub=a@b:c;x=[d]%3f, sip:+1;isub=a%40b%3Ac;x=%5Bd%5D%3f@foo.com;user=phone"
    })
    void aNumberBecomesTheUserOfASipUri(String text, String sip) {
        SipUri made = tel(text).toSip(false, "foo.com", -1);
        assertThat(made).hasToString(sip);
        assertThat(UriChecks.violations(made.toString()))
                .filteredOn(remark -> !remark.contains("user=phone"))
                .isEmpty();
        TelUri back = Objects.requireNonNull(made.telephone());
        assertThat(back.equivalent(tel(text))).isTrue();
        assertThat(tel(text).toSip(true, "::1", 5061).toString())
                .startsWith("sips:")
                .endsWith("@[::1]:5061;user=phone");
    }

    @Test
    void equivalentNumbersOfDifferentSpellingAreDifferentUsers() {
        SipUri one = sip("sip:+358-555-1234567;postd=pp22@foo.com;user=phone");
        SipUri two = sip("sip:+358-555-1234567;POSTD=PP22@foo.com;user=phone");
        assertThat(one.equivalent(two)).isFalse();
        assertThat(number(one).equivalent(number(two))).isTrue();
        SipUri three = sip("sip:+358-555-1234567;postd=pp22;isub=1411@foo.com;user=phone");
        SipUri four = sip("sip:+358-555-1234567;isub=1411;postd=pp22@foo.com;user=phone");
        assertThat(three.equivalent(four)).isFalse();
        assertThat(number(three).equivalent(number(four))).isTrue();
    }

    @Test
    void aUserIsANumberOnlyWhereTheUriSaysSo() {
        TelUri number = tel("tel:+12125551212");
        assertThat(sip("sip:+12125551212@gateway.com").telephone()).isNull();
        assertThat(TelUri.of(sip("sip:+12125551212@gateway.com"))).isEqualTo(number);
        assertThat(sip("sip:+12125551212@gateway.com;user=PHONE").telephone()).isEqualTo(number);
        assertThat(sip("sip:+12125551212:1234@gateway.com;user=phone").telephone())
                .isEqualTo(number);
        assertThat(sip("sip:1212@gateway.com;user=phone").telephone()).isNull();
        assertThat(sip("sip:gateway.com;user=phone").telephone()).isNull();
        assertThat(TelUri.of(sip("sip:alice@atlanta.com"))).isNull();
        assertThat(number.equivalent(sip("sip:+12125551212@gateway.com;user=phone"))).isFalse();
    }

    @Test
    void repeatedAndContradictingParametersAreToldByTheCheck() {
        assertThat(UriChecks.violations("tel:+1;ext=1;ext=2"))
                .containsExactly("parameter ext again");
        assertThat(UriChecks.violations("tel:+1;ext=1;isub=2")).contains("isub and ext together");
        assertThat(UriChecks.violations("tel:+1;ext=a"))
                .containsExactly("ext has no value of its form");
        assertThat(UriChecks.violations("tel:+1;isub"))
                .containsExactly("isub has no value of its form");
        assertThat(UriChecks.violations("tel:1;phone-context=5"))
                .containsExactly("phone-context has no value of its form");
        assertThat(UriChecks.violations("tel:1;phone-context=-a.b"))
                .containsExactly("phone-context has no value of its form");
        assertThat(UriChecks.texts("tel:+1;A")).containsExactly("capitals");
        assertThat(tel("tel:+1;a=1;a=2").parameter("a")).isEqualTo("1");
        assertThat(tel("tel:+1;a=1;a=2").parameterNames()).isEqualTo(List.of("a", "a"));
    }

    private static TelUri number(SipUri uri) {
        return Objects.requireNonNull(TelUri.of(uri));
    }

    private static TelUri tel(String text) {
        assertThat(Uri.parse(text)).as(text).isInstanceOf(TelUri.class);
        return (TelUri) Objects.requireNonNull(Uri.parse(text));
    }

    private static SipUri sip(String text) {
        assertThat(Uri.parse(text)).as(text).isInstanceOf(SipUri.class);
        return (SipUri) Objects.requireNonNull(Uri.parse(text));
    }
}
