package dev.ringback.uri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.text.Ascii;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriCheckTest {
    @ParameterizedTest
    @CsvSource({
        "sip:a#b@h, 5, # unescaped in the user, §25.1",
        "sip:a_b@x_y.com, 9, _ in a host name, §25.1",
        "sip:a@-b.com, 6, a label begins or ends with a hyphen, §25.1",
        "sip:a@b-.com, 6, a label begins or ends with a hyphen, §25.1",
        "sip:a@b.c-, 8, a label begins or ends with a hyphen, §25.1",
        "sip:a@b.3com, 8, the top label begins with a digit, §25.1",
        "sip:a@b..com, 8, an empty label, §25.1",
        "sip:a@b.com.., 12, an empty label, §25.1",
        "sip:a@256.1.1.1, 6, no IPv4 address, §25.1",
        "sip:a@1.1.1, 6, no IPv4 address, §25.1",
        "sip:a@1.1.1.1.1, 6, no IPv4 address, §25.1",
        "sip:a@h;x;y;X=1, 12, parameter x again, §19.1.1",
        "sip:a@h;x=1;%58=2, 12, parameter x again, §19.1.1",
        "sip:a@h;x=, 8, parameter x has an empty value, §25.1",
        "sip:a@h;lr=on, 8, lr has a value, §25.1",
        "sip:a@h;maddr=a%20b, 8, maddr is no host, §25.1",
        "sip:a@h;maddr=239.0.0.1;ttl=256, 24, ttl is no number up to 255, §25.1",
        "sip:a@h;maddr=239.0.0.1;ttl=0001, 24, ttl is no number up to 255, §25.1",
        "sip:a@h;ttl=5, 8, ttl without multicast over UDP, §19.1.1",
        "sip:a@h;ttl=5;maddr=239.0.0.1;transport=tcp, 8, ttl without multicast over UDP, §19.1.1",
        "sips:a@h;transport=udp, 9, sips over UDP, §19.1.1",
        "sip:a@h;transport=a%20b, 8, transport is no token, §25.1",
        "sip:a@h;method=a%20b, 8, method is no token, §25.1",
        "sip:a@h;user=a%20b, 8, user is no token, §25.1",
        "sip:bob@h;user=phone, 10, 'user=phone, but the user is no telephone-subscriber', §19.1.1",
        "sip:1212@h;user=PHONE, 11, 'user=phone, but the user is no telephone-subscriber', §19.1.1",
        "sip:h;user=phone, 6, 'user=phone, but the user is no telephone-subscriber', §19.1.1",
        "sip:a@h?a%20b=c, 8, header is no token, §25.1",
        "http://a/b#c, 10, a fragment is no part of absoluteURI, §25.1",
        "urn:example:a#c, 13, a fragment is no part of absoluteURI, §25.1",
        "nonsense, 0, no URI, §25.1"
    })
    void everyDepartureIsToldWithPlaceAndClause(
            String text, int offset, String remark, String section) {
        assertThat(UriChecks.check(text, UriContext.EXTERNAL))
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.offset()).isEqualTo(offset);
                            assertThat(found.text()).isEqualTo(remark);
                            assertThat(found.clause()).startsWith("RFC ").endsWith(section);
                            assertThat(found.weight()).isEqualTo(UriRemark.Weight.VIOLATION);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:alice@atlanta.com",
                "sips:alice@atlanta.com?subject=project%20x&priority=urgent",
                "sips:1212@gateway.com",
                "sip:alice@192.0.2.4",
                "sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com",
                "sip:alice;day=tuesday@atlanta.com",
                "sip:alice@atlanta.com;maddr=239.255.255.1;ttl=15",
                "sip:alice@atlanta.com;maddr=[ff02::1];ttl=255;transport=UDP",
                "sip:+1-212-555-1212@gateway.com;user=phone",
                "sip:7042;phone-context=example.com@gateway.com;user=phone",
                "sip:a@h;transport=carrier-pigeon;user=other;lr;x=[]/:&+$",
                "sip:a@a-b.c3.",
                "sip:%00%ff@[::1]:1?x=&y=[]/?:+$",
                "http://example.com/a?b",
                "urn:service:sos"
            })
    void whatTheGrammarAllowsIsNotRemarked(String text) {
        assertThat(UriChecks.texts(text)).isEmpty();
    }

    @Test
    void theColonTooManyOfTheOldGrammarIsAdvisedAgainst() {
        assertThat(UriChecks.check("sip:a@[1:::1.2.3.4]", UriContext.EXTERNAL))
                .containsExactly(
                        new UriRemark(
                                8, UriRemark.Weight.ADVICE, "a third colon", "RFC 5118 §4.10"));
    }

    @Test
    void aPasswordIsAdvisedAgainst() {
        assertThat(UriChecks.check("sip:+1:1234@gateway.com;user=phone", UriContext.EXTERNAL))
                .containsExactly(
                        new UriRemark(
                                7,
                                UriRemark.Weight.ADVICE,
                                "a password in clear text",
                                "RFC 3261 §19.1.1"));
        assertThat(UriChecks.violations("sip:a:b;c?d/e#@h"))
                .containsExactly(
                        "; unescaped in the password",
                        "? unescaped in the password",
                        "/ unescaped in the password",
                        "# unescaped in the password");
    }

    /// The rows of §19.1.1 table 1 as the RFC prints them, lr and all.
    @ParameterizedTest
    @CsvSource({
        "USER, oooooo",
        "PASSWORD, oooooo",
        "HOST, mmmmmm",
        "PORT, o--ooo",
        "USER_PARAMETER, oooooo",
        "METHOD_PARAMETER, -----o",
        "MADDR_PARAMETER, o--ooo",
        "TTL_PARAMETER, o--o-o",
        "TRANSPORT_PARAMETER, o--ooo",
        "LR_PARAMETER, o---oo",
        "OTHER_PARAMETER, oooooo",
        "HEADERS, ---o-o"
    })
    void table1SaysWhatMayStandWhere(UriComponent component, String row) {
        StringBuilder read = new StringBuilder();
        for (UriContext context : UriContext.values()) {
            if (context != UriContext.ROUTE) {
                boolean demanded = context.demands(component);
                read.append(context.permits(component) ? (demanded ? "m" : "o") : "-");
            }
        }
        assertThat(read).hasToString(row);
        assertThat(UriContext.ROUTE.permits(component))
                .isEqualTo(UriContext.DIALOG_CONTACT.permits(component));
    }

    @ParameterizedTest
    @CsvSource({
        "REQUEST_URI, 'method,headers'",
        "TO, 'port,maddr,ttl,transport,lr,method,headers'",
        "FROM, 'port,maddr,ttl,transport,lr,method,headers'",
        "REGISTER_CONTACT, 'lr,method'",
        "DIALOG_CONTACT, 'ttl,method,headers'",
        "ROUTE, 'ttl,method,headers'",
        "EXTERNAL, ''"
    })
    void whatTable1ForbidsIsToldAndTakenAway(UriContext context, String forbidden) {
        String text = "sip:a:b@h:1;maddr=239.0.0.1;ttl=1;transport=udp;lr;user=ip;method=X;o?to=t";
        String found =
                UriChecks.check(text, context).stream()
                        .filter(remark -> remark.clause().endsWith("table 1"))
                        .map(remark -> remark.text().replaceAll("^(parameter|a) | .*", ""))
                        .map(word -> word.replaceAll("( is| are).*", ""))
                        .reduce((one, other) -> one + ',' + other)
                        .orElse("");
        assertThat(found).isEqualTo(forbidden);
        SipUri uri = (SipUri) Objects.requireNonNull(Uri.parse(text));
        SipUri kept = uri.permittedIn(context);
        assertThat(UriChecks.check(kept.toString(), context))
                .noneMatch(remark -> remark.clause().endsWith("table 1"));
        String lower = kept.toString().toLowerCase(Locale.ROOT);
        assertThat(lower).startsWith("sip:a:b@h").contains(";user=ip").contains(";o");
        assertThat(kept.permittedIn(context)).isSameAs(kept);
    }

    @Test
    void offsetsCountFromTheUrisOwnBeginning() {
        byte[] bytes = Ascii.bytes("<sip:a#@h>");
        assertThat(UriCheck.check(bytes, 1, bytes.length - 1))
                .singleElement()
                .satisfies(remark -> assertThat(remark.offset()).isEqualTo(5));
    }
}
