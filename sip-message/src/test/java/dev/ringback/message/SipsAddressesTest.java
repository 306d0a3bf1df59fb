package dev.ringback.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.uri.Uri;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Where a user agent's addresses are SIPS: RFC 3261 §8.1.1.8 and §12.1.1, RFC 5630 §5.1.
class SipsAddressesTest {
    private static final String CONTACT = "<sip:alice@192.0.2.1:5061;transport=tls>";

    @Test
    void aRequestForASipsUriIsSipsThroughout() {
        SipRequest left =
                SipsAddresses.leaving(
                        request(Method.INVITE, "sips:bob@example.com")
                                .add(HeaderName.ROUTE, "<sips:one.example.com;lr>")
                                .add(HeaderName.ROUTE, "<sip:two.example.com;lr;x=1>")
                                .build());
        assertThat(left.values(HeaderName.ROUTE))
                .containsExactly("<sips:one.example.com;lr>", "<sips:two.example.com;lr;x=1>");
        assertThat(left.value(HeaderName.CONTACT)).isEqualTo("<sips:alice@192.0.2.1:5061>");
    }

    @Test
    void aSipsRouteAloneMakesTheContactSips() {
        SipRequest left =
                SipsAddresses.leaving(
                        request(Method.INVITE, "sip:bob@example.com")
                                .add(HeaderName.ROUTE, "<sips:one.example.com;lr>")
                                .add(HeaderName.ROUTE, "<sip:two.example.com;lr>")
                                .build());
        assertThat(left.values(HeaderName.ROUTE)).last().isEqualTo("<sip:two.example.com;lr>");
        assertThat(left.value(HeaderName.CONTACT)).startsWith("<sips:");
    }

    @Test
    void nothingElseChanges() {
        SipRequest plain =
                request(Method.INVITE, "sip:bob@example.com")
                        .add(HeaderName.ROUTE, "<sip:one.example.com;lr>")
                        .build();
        assertThat(SipsAddresses.leaving(plain)).isSameAs(plain);
        SipRequest register = request(Method.REGISTER, "sips:example.com").build();
        assertThat(SipsAddresses.leaving(register)).isSameAs(register);
    }

    @Test
    void anAnswerIsSipsWhereTheRequestThatSetsUpTheDialogIs() {
        NameAddress own = Objects.requireNonNull(NameAddress.parse("<sip:bob@b;transport=ws>"));
        assertThat(SipsAddresses.answering(came("sips:bob@b", "sip:a@a"), own))
                .hasToString("<sips:bob@b;transport=ws>");
        assertThat(SipsAddresses.answering(came("sip:bob@b", "sips:a@a"), own).uri())
                .matches(Uri::secure);
        SipRequest proxied =
                came("sip:bob@b", "sips:a@a")
                        .edit()
                        .add(HeaderName.RECORD_ROUTE, "<sip:p;lr>, <sips:q;lr>")
                        .build();
        assertThat(SipsAddresses.answering(proxied, own)).isEqualTo(own);
        SipRequest secure =
                proxied.edit().set(HeaderName.RECORD_ROUTE, "<sips:q;lr>, <sip:p;lr>").build();
        assertThat(SipsAddresses.answering(secure, own).uri()).matches(Uri::secure);
    }

    private static SipRequest came(String uri, String contact) {
        return request(Method.INVITE, uri).set(HeaderName.CONTACT, '<' + contact + '>').build();
    }

    private static SipRequest.Builder request(Method method, String uri) {
        return SipRequest.derived(method, Objects.requireNonNull(Uri.parse(uri)))
                .set(HeaderName.VIA, "SIP/2.0/TLS 192.0.2.1;branch=z9hG4bK1")
                .set(HeaderName.MAX_FORWARDS, "70")
                .set(HeaderName.FROM, "<sip:alice@example.com>;tag=a")
                .set(HeaderName.TO, "<sip:bob@example.com>")
                .set(HeaderName.CALL_ID, "c")
                .set(HeaderName.CSEQ, "1 " + method.name())
                .set(HeaderName.CONTACT, CONTACT);
    }
}
