package dev.ringback.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.sample.RandomMessages;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipUriTest {
    @Test
    void allPartsAreFound() {
        SipUri uri =
                sip(
                        "sips:alice;day=tue%73day:se%20cret@GW.example.com:5071"
                                + ";transport=TCP;lr;maddr=239.0.0.1;x=%41%3b?subject=a%20b&to=");
        assertThat(uri.scheme()).isEqualTo("sips");
        assertThat(uri.secure()).isTrue();
        assertThat(uri.user()).isEqualTo("alice;day=tuesday");
        assertThat(uri.password()).isEqualTo("se cret");
        assertThat(uri.host()).isEqualTo("gw.example.com");
        assertThat(uri.hostText()).isEqualTo("GW.example.com");
        assertThat(uri.port()).isEqualTo(5071);
        assertThat(uri.transportParameter()).isEqualTo("tcp");
        assertThat(uri.maddr()).isEqualTo("239.0.0.1");
        assertThat(uri.lr()).isTrue();
        assertThat(uri.parameter("X")).isEqualTo("A;");
        assertThat(uri.parameter("ttl")).isNull();
        assertThat(uri.parameterNames()).containsExactly("transport", "lr", "maddr", "x");
        assertThat(uri.header("Subject")).isEqualTo("a b");
        assertThat(uri.header("to")).isEmpty();
        assertThat(uri.headerNames()).containsExactly("subject", "to");
    }

    @Test
    void absentPartsAreAbsent() {
        SipUri uri = sip("sip:host");
        assertThat(uri.user()).isNull();
        assertThat(uri.password()).isNull();
        assertThat(uri.port()).isEqualTo(-1);
        assertThat(uri.parameterNames()).isEmpty();
        assertThat(uri.headerNames()).isEmpty();
        assertThat(uri.lr()).isFalse();
        assertThat(uri.secure()).isFalse();
    }

    /// The examples of RFC 3261 §19.1.3, part by part.
    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            nullValues = "-",
            value = {
                "sip:alice@atlanta.com | alice | - | atlanta.com | - | -",
                "sip:alice:secretword@atlanta.com;transport=tcp | alice | secretword | atlanta.com"
                        + " | ;transport=tcp | -",
                "sips:alice@atlanta.com?subject=project%20x&priority=urgent | alice | -"
                        + " | atlanta.com | - | ?subject=project%20x&priority=urgent",
                "sip:+1-212-555-1212:1234@gateway.com;user=phone | +1-212-555-1212 | 1234"
                        + " | gateway.com | ;user=phone | -",
                "sips:1212@gateway.com | 1212 | - | gateway.com | - | -",
                "sip:alice@192.0.2.4 | alice | - | 192.0.2.4 | - | -",
                "sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com | - | - | atlanta.com"
                        + " | ;method=REGISTER | ?to=alice%40atlanta.com",
                "sip:alice;day=tuesday@atlanta.com | alice;day=tuesday | - | atlanta.com | - | -"
            })
    void theExamplesOfTheRfcAreTakenApart(
            String text, String user, String password, String host, String rest, String headers) {
        SipUri uri = sip(text);
        assertThat(uri.user()).isEqualTo(user);
        assertThat(uri.password()).isEqualTo(password);
        assertThat(uri.host()).isEqualTo(host);
        assertThat(uri.parametersText()).isEqualTo(rest == null ? "" : rest);
        assertThat(uri.headersText()).isEqualTo(headers == null ? "" : headers);
        assertThat(uri.secure()).isEqualTo(text.startsWith("sips"));
    }

    @Test
    void knownParametersHaveTheirTypes() {
        SipUri uri = sip("sip:a@h;ttl=255;USER=Phone;method=BYE;gr=urn:uuid:f81d;ob;lr=true");
        assertThat(uri.ttl()).isEqualTo(255);
        assertThat(uri.userParameter()).isEqualTo("phone");
        assertThat(uri.methodParameter()).isEqualTo("BYE");
        assertThat(uri.gr()).isEqualTo("urn:uuid:f81d");
        assertThat(uri.ob()).isTrue();
        assertThat(uri.lr()).isTrue();
        SipUri none = sip("sip:tgruu.7hs==jd7vnzga5w7fajsc7-ajd6fabz0f8g5@example.com;gr;ttl=256");
        assertThat(none.gr()).isEmpty();
        assertThat(none.ttl()).isEqualTo(-1);
        assertThat(none.ob()).isFalse();
        assertThat(none.userParameter()).isNull();
        assertThat(none.methodParameter()).isNull();
        assertThat(sip("sip:a@h").gr()).isNull();
        assertThat(sip("sip:a@h").ttl()).isEqualTo(-1);
        assertThat(sip("sip:a@h;ttl").ttl()).isEqualTo(-1);
    }

    @Test
    void ipv6LosesItsBracketsInHostOnly() {
        SipUri uri = sip("sip:a:b@[2001:DB8::1]:5060;lr");
        assertThat(uri.host()).isEqualTo("2001:db8::1");
        assertThat(uri.hostText()).isEqualTo("[2001:DB8::1]");
        assertThat(uri.port()).isEqualTo(5060);
        assertThat(uri.user()).isEqualTo("a");
        assertThat(sip("sip:[::ffff:192.0.2.1]").host()).isEqualTo("::ffff:192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sip",
                "sip:",
                ":a",
                "1sip:a",
                "sip:@host",
                "sip:a@",
                "sip:a@b@c",
                "sip:a b@c",
                "sip:a@h:",
                "sip:a@h:0",
                "sip:a@h:65536",
                "sip:a@h:x",
                "sip:a@h;",
                "sip:a@h;;b",
                "sip:a@h?",
                "sip:a@h?x",
                "sip:a@h?x=1&",
                "sip:a%4@h",
                "sip:a%zz@h",
                "sip:a@[::1",
                "sip:a@[1::2::3]",
                "sip:a@[12345::]",
                "sip:a@[1:2:3:4:5:6:7]",
                "sip:a@[::1]x",
                "sip:a@[1:2:3:4:5:6:7:8:9]",
                "sip:a@[::1.2.3]",
                "sip:a@[::1.2.3.256]",
                "sip:a@[]",
                "sip:a@[:1::]",
                "sip:a@[1::2:]",
                "sip:a@h;a=\"b\"",
                "<sip:a@h>",
                "sip:a\"@h",
                "sip:\u00e9@h",
                "tel:",
                "tel:a b",
                "sip:a@h;=1",
                "sip:a:b:c@h",
                "sip:a@h?=1"
            })
    void nonsenseIsNoUri(String text) {
        assertThat(Uri.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "sip:Bob@Example.COM, Bob@example.com",
        "sip:%42ob@example.com, Bob@example.com",
        "sip:bob:pw@example.com;transport=tcp?x=y, bob@example.com",
        "sip:bob@example.com:5060, bob@example.com",
        "sip:bob@example.com:5061, bob@example.com:5061",
        "sips:bob@example.com:5061, bob@example.com",
        "sip:a%40b@example.com, a%40b@example.com",
        "sip:a%3bb@example.com, a;b@example.com",
        "sip:example.com, example.com",
        "sip:x@[2001:DB8::1]:7, x@[2001:db8::1]:7"
    })
    void addressOfRecordIsCanonical(String uri, String key) {
        assertThat(sip(uri).addressOfRecord()).isEqualTo(key);
    }

    @Test
    void parametersAreSetInTheirPlaceAndTakenAway() {
        SipUri uri = sip("sip:a@h:1;x;Y=2;z?s=t");
        assertThat(uri.withParameter("y", "3")).hasToString("sip:a@h:1;x;y=3;z?s=t");
        assertThat(uri.withParameter("lr", null)).hasToString("sip:a@h:1;x;Y=2;z;lr?s=t");
        assertThat(uri.withParameter("v", "a;b")).hasToString("sip:a@h:1;x;Y=2;z;v=a%3Bb?s=t");
        assertThat(uri.withoutParameter("Y")).hasToString("sip:a@h:1;x;z?s=t");
        assertThat(uri.withoutParameters()).hasToString("sip:a@h:1");
        assertThat(uri.withoutHeaders()).hasToString("sip:a@h:1;x;Y=2;z");
        assertThat(uri.withoutParameter("x").withoutParameter("y").withoutParameter("z"))
                .hasToString("sip:a@h:1?s=t");
    }

    @Test
    void whatIsMadeOfPartsHasThem() {
        SipUri uri = SipUri.of(true, "a@b c", "::1", 5061);
        assertThat(uri).hasToString("sips:a%40b%20c@[::1]:5061");
        assertThat(uri.user()).isEqualTo("a@b c");
        assertThat(SipUri.of(false, null, "h", -1)).hasToString("sip:h");
        assertThatIllegalArgumentException().isThrownBy(() -> SipUri.of(false, "", "h", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> SipUri.of(false, "a", "h h", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> SipUri.of(false, "a", "h", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> SipUri.of(false, "a", "h", 65_536));
    }

    @Test
    void otherSchemesAreText() {
        Uri uri = Objects.requireNonNull(Uri.parse("HTTP://Example.com/x;y?z"));
        assertThat(uri.scheme()).isEqualTo("http");
        assertThat(uri).hasToString("HTTP://Example.com/x;y?z");
        assertThat(((OtherUri) uri).rest()).isEqualTo("//Example.com/x;y?z");
        assertThat(uri).isEqualTo(Uri.parse("HTTP://Example.com/x;y?z"));
        assertThat(uri).isNotEqualTo(Uri.parse("http://Example.com/x;y?z"));
    }

    @Test
    void whatWasWrittenIsGivenBackAndEveryAccessorAnswers() {
        for (long seed = 0; seed < 2_000; seed++) {
            String text = new RandomMessages(seed).uri();
            SipUri uri = sip(text);
            assertThat(uri).as("seed %d", seed).hasToString(text);
            assertThat(uri.equivalent(sip(text))).as("seed %d", seed).isTrue();
            String key = uri.addressOfRecord();
            SipUri again = sip(uri.scheme() + ':' + key);
            assertThat(again.addressOfRecord()).as("seed %d", seed).isEqualTo(key);
            assertThat(again.user()).as("seed %d", seed).isEqualTo(uri.user());
            SipUri marked = uri.withParameter("mark", "a b");
            assertThat(marked.parameter("mark")).as("seed %d", seed).isEqualTo("a b");
            assertThat(marked.withoutParameter("mark")).as("seed %d", seed).isEqualTo(uri);
        }
    }

    private static SipUri sip(String text) {
        assertThat(Uri.parse(text)).as(text).isInstanceOf(SipUri.class);
        return (SipUri) Objects.requireNonNull(Uri.parse(text));
    }
}
