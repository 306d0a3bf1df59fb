package dev.ringback.uri;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 3261 §19.1.5, sentence by sentence.
class UriRequestTest {
    @Test
    void withoutMethodAndHeadersTheUriIsTheRequestUriOfAnInvite() {
        UriRequest.Formed formed = formed("sip:alice@atlanta.com");
        assertThat(formed.requestUri()).hasToString("sip:alice@atlanta.com");
        assertThat(formed.method()).isEqualTo("INVITE");
        assertThat(formed.headers()).isEmpty();
        assertThat(formed.descriptive()).isEmpty();
        assertThat(formed.ignored()).isEmpty();
        assertThat(formed.body()).isNull();
    }

    @Test
    void transportMaddrTtlUserAndUnknownParametersGoIntoTheRequestUri() {
        String uri = "sip:+1@h;transport=udp;maddr=239.255.255.1;ttl=15;user=phone;other=1;lr";
        assertThat(formed(uri).requestUri()).hasToString(uri);
    }

    @Test
    void theMethodIsThatOfTheRequestAndNotInTheRequestUri() {
        UriRequest.Formed formed =
                formed("sip:atlanta.com;x;method=REGISTER;y?to=alice%40atlanta.com");
        assertThat(formed.method()).isEqualTo("REGISTER");
        assertThat(formed.requestUri()).hasToString("sip:atlanta.com;x;y");
        assertThat(formed.headers()).containsExactly(new UriHeader("to", "alice@atlanta.com"));
        assertThat(formed("sip:a@h;method=wEird").method()).isEqualTo("wEird");
        assertThat(formed("sip:a@h;m%65thod=BYE").requestUri()).hasToString("sip:a@h");
    }

    @Test
    void headersAndBodyAreWishes() {
        UriRequest.Formed formed =
                formed("sips:alice@atlanta.com?subject=project%20x&priority=urgent&body=a%0D%0Ab");
        assertThat(formed.requestUri()).hasToString("sips:alice@atlanta.com");
        assertThat(formed.headers())
                .containsExactly(
                        new UriHeader("subject", "project x"), new UriHeader("priority", "urgent"));
        assertThat(formed.body()).isEqualTo("a\r\nb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From",
                "Call-ID",
                "CSeq",
                "Via",
                "Record-Route",
                "Route",
                "Accept",
                "Accept-Encoding",
                "Accept-Language",
                "Allow",
                "Contact",
                "Organization",
                "Supported",
                "User-Agent",
                "f",
                "i",
                "v",
                "k",
                "m",
                "%46rom",
                "rOUTE"
            })
    void dangerousHeadersAreNotHonouredInLongOrCompactForm(String name) {
        UriRequest.Formed formed = formed("sip:a@h?subject=s&" + name + "=x");
        assertThat(formed.headers()).containsExactly(new UriHeader("subject", "s"));
        assertThat(formed.ignored()).hasSize(1);
        assertThat(formed.descriptive()).isEmpty();
    }

    @Test
    void aContactIsDangerousInADialogOnly() {
        assertThat(formed("sip:h;method=REGISTER?m=sip:a%40h").headers())
                .containsExactly(new UriHeader("contact", "sip:a@h"));
        assertThat(formed("sip:h;method=SUBSCRIBE?m=sip:a%40h").ignored()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition",
                "Content-Encoding",
                "Content-Language",
                "Content-Length",
                "Content-Type",
                "Date",
                "Mime-Version",
                "Timestamp",
                "e",
                "l",
                "c"
            })
    void descriptiveHeadersAreToBeVerified(String name) {
        UriRequest.Formed formed = formed("sip:a@h?" + name + "=x");
        assertThat(formed.descriptive()).hasSize(1);
        assertThat(formed.headers()).isEmpty();
        assertThat(formed.ignored()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sip:a@h;method=INVITE;method=BYE, parameter method twice",
        "sip:a@h;x=1;%58=2, parameter x twice",
        "sip:a@h;method=, method is no token",
        "sip:a@h;method=A%20B, method is no token",
        "sip:a@h;method=A%0D%0AVia:, method is no token",
        "sip:a@h;transport=a%20b, transport is no token",
        "sips:a@h;transport=UDP, sips over UDP",
        "sip:a@h;ttl=1, ttl without multicast over UDP",
        "sip:a@h;ttl=1;maddr=192.0.2.1, ttl without multicast over UDP",
        "sip:a@h;ttl=1;maddr=239.255.255.1;transport=tcp, ttl without multicast over UDP",
        "sips:a@h;ttl=1;maddr=239.255.255.1, ttl without multicast over UDP",
        "sip:a@h;ttl=256;maddr=239.255.255.1, ttl is no number up to 255",
        "sip:a@h;ttl;maddr=[ff02::1], ttl is no number up to 255",
        "sip:a@h?a%20b=c, a header's name is no token",
        "sip:a@h?a%3a=c, a header's name is no token",
        "sip:a@h?subject=a%0d%0aVia:%20x, subject has control characters",
        "sip:a@h?s=a%00, subject has control characters",
        "sip:a@h?s=%7f, subject has control characters",
        "sip:a@h?s=%ff, subject is no UTF-8",
        "sip:a@h?s=%C0%80, subject is no UTF-8",
        "sip:a@h?body=%ff, body is no UTF-8",
        "sip:a@h?body=a&BODY=b, two bodies"
    })
    void whatFormsNoValidRequestMakesTheUriInvalid(String uri, String fault) {
        assertThat(UriRequest.of(sip(uri))).isEqualTo(new UriRequest.Invalid(fault));
    }

    @Test
    void unknownExtensionsAreLeftForTheCallerToSee() {
        assertThat(formed("sip:a@h;transport=carrier-pigeon?Require=x").headers())
                .isEqualTo(List.of(new UriHeader("require", "x")));
    }

    private static UriRequest.Formed formed(String uri) {
        assertThat(UriRequest.of(sip(uri))).isInstanceOf(UriRequest.Formed.class);
        return (UriRequest.Formed) UriRequest.of(sip(uri));
    }

    private static SipUri sip(String text) {
        assertThat(Uri.parse(text)).as(text).isInstanceOf(SipUri.class);
        return (SipUri) Objects.requireNonNull(Uri.parse(text));
    }
}
