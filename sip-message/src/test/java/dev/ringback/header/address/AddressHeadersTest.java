package dev.ringback.header.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.uri.SipUri;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// NameAddress and the headers that are one: From, To, Contact, Route, Record-Route, Path.
class AddressHeadersTest {
    private static NameAddress address(String text) {
        return Objects.requireNonNull(NameAddress.parse(text), text);
    }

    @Test
    void allPartsAreFound() {
        NameAddress address = address("\"A. \\\"G.\\\" Bell\" <sip:a@h;lr>;tag=a48s ; x");
        assertThat(address.displayName()).isEqualTo("A. \"G.\" Bell");
        assertThat(address.uri()).hasToString("sip:a@h;lr");
        assertThat(address.tag()).isEqualTo("a48s");
        assertThat(address.parameters().has("x")).isTrue();
        assertThat(address).hasToString("\"A. \\\"G.\\\" Bell\" <sip:a@h;lr>;tag=a48s;x");
    }

    @Test
    void parametersAfterABareUriBelongToTheHeader() {
        NameAddress address = address("sip:+12125551212@server.phone2net.com;tag=887s");
        assertThat(address.displayName()).isNull();
        assertThat(address.uri()).hasToString("sip:+12125551212@server.phone2net.com");
        assertThat(address.tag()).isEqualTo("887s");
    }

    @Test
    void tokensMakeADisplayName() {
        assertThat(address("Anonymous  <sip:c8oqz84zk7z@privacy.org>;tag=h").displayName())
                .isEqualTo("Anonymous");
        assertThat(address("caller<sip:caller@example.com>").displayName()).isEqualTo("caller");
        assertThat(address("J. Doe \u4f60 <sip:a@b>").displayName()).isEqualTo("J. Doe \u4f60");
        assertThat(address("<tel:+1>").uri()).hasToString("tel:+1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "<>", "sip:a@b, sip:c@d", "sip:a@b?c=d", "\"Bob <sip:a@b>", "\"Bob\" sip:a@b",
                "<sip:a@b", "sip:a@b>", "< sip:a@b>", "<sip:a@b >", "Bell, A <sip:a@b>",
                        "<sip:a@b>x",
                "<sip:a@b>;", "<a@b>", "bob", "a:b <sip:a@b>", "<<sip:a@b>>", "<sip:a@b>;tag="
            })
    void nonsenseIsRefused(String text) {
        assertThat(NameAddress.parse(text)).isNull();
    }

    @Test
    void theWireFormIsReadBackAsTheSame() {
        SipUri uri = SipUri.of(false, "a", "h", -1);
        for (String name : new String[] {"Bob", "a\"b\\c", "\u4f60", "x\u0007y", " lead"}) {
            NameAddress address =
                    new NameAddress(name, uri, Parameters.NONE).withParameter("t", "1");
            assertThat(address(address.toString())).isEqualTo(address);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "<sip:a@b>, -1, -1",
        "<sip:a@b>;q=1;expires=3600, 1000, 3600",
        "<sip:a@b>;q=0.7;expires=0, 700, 0",
        "<sip:a@b>;q=0.123, 123, -1",
        "<sip:a@b>;q=0, 0, -1",
        "<sip:a@b>;q=1.000, 1000, -1",
        "<sip:a@b>;q=0., 0, -1",
        "<sip:a@b>;q=1.001, -1, -1",
        "<sip:a@b>;q=0.1234, -1, -1",
        "<sip:a@b>;q=x;expires=x, -1, -1",
        "<sip:a@b>;q=10, -1, -1",
        "<sip:a@b>;expires=4294967295, -1, 4294967295",
        "<sip:a@b>;expires=4294967296, -1, -1",
        "<sip:a@b>;expires=-5, -1, -1",
    })
    void contactsHavePriorityAndExpiry(String text, int q, long expires) {
        Contact contact = Objects.requireNonNull(Contact.FIELD.parse(text));
        assertThat(contact.star()).isFalse();
        assertThat(contact.q()).isEqualTo(q);
        assertThat(contact.expires()).isEqualTo(expires);
        assertThat(contact.uri()).hasToString("sip:a@b");
    }

    @Test
    void aContactMayBeAStar() {
        Contact contact = Objects.requireNonNull(Contact.FIELD.parse(" * "));
        assertThat(contact.star()).isTrue();
        assertThat(contact.address()).isNull();
        assertThat(contact).hasToString("*");
        assertThat(Contact.FIELD.parse("**")).isNull();
    }
}
