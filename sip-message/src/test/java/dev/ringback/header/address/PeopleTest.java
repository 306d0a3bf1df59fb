package dev.ringback.header.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderField;
import dev.ringback.header.Method;
import dev.ringback.header.address.FeatureValue.Token;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.feature.Require;
import dev.ringback.header.notice.Subject;
import dev.ringback.sample.Strict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// From, To, Reply-To, Refer-To, Referred-By, the two identities, and what callers prefer.
class PeopleTest {
    @Test
    void tagsAreTokens() {
        assertThat(Strict.value(From.FIELD, "sip:a@b;tag=887s").tag()).isEqualTo("887s");
        assertThat(Strict.value(To.FIELD, "The Operator <sip:o@b>;x").tag()).isNull();
        assertThat(Strict.faults(From.FIELD, "\"A\" <sip:a@b> ; tag = 1")).isEmpty();
        assertThat(Strict.faults(To.FIELD, "<sip:a@b>")).isEmpty();
        assertThat(Strict.faults(To.FIELD, "<sip:a@b>;tag=\"x\""))
                .containsExactly("error 14 Malformed tag parameter (RFC 3261 §25.1)");
        assertThat(Strict.faults(To.FIELD, "<sip:a@b>;tag"))
                .containsExactly("error 10 Malformed tag parameter (RFC 3261 §25.1)");
    }

    @Test
    void repliesGoElsewhere() {
        assertThat(Strict.value(ReplyTo.FIELD, "Bob <sip:bob@biloxi.com>").uri())
                .hasToString("sip:bob@biloxi.com");
        assertThat(Strict.faults(ReplyTo.FIELD, "Bob <sip:bob@biloxi.com>;x=y")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sip:alice@atlanta.example.com, INVITE",
        "<sip:carol@cleveland.example.org;method=SUBSCRIBE>, SUBSCRIBE",
        "<sip:a@b;method=>, ",
        "<sip:a@b;method=%20>, ",
        "http://www.ietf.org, ",
    })
    void referencesNameAMethod(String text, String method) {
        ReferTo reference = Strict.value(ReferTo.FIELD, text);
        assertThat(reference.method()).isEqualTo(method == null ? null : Method.of(method));
    }

    @Test
    void referencesCarryHeaderFields() {
        ReferTo reference =
                Strict.value(
                        ReferTo.FIELD,
                        "<sip:a@b?Require=replaces%2C%20join&s=Hello%20you&CSeq=x&Via=%0a>");
        assertThat(reference.embedded(Require.FIELD)).containsExactly("replaces", "join");
        assertThat(reference.embedded(Subject.FIELD)).containsExactly("Hello you");
        assertThat(reference.embedded(CSeq.FIELD)).isEmpty();
        assertThat(reference.embedded(To.FIELD)).isEmpty();
        assertThat(Strict.value(ReferTo.FIELD, "<tel:+1>").embedded(Subject.FIELD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'sip:r@ref.example;cid=\"2UWQFN309shb3@ref.example\"', 2UWQFN309shb3@ref.example, ''",
        "'<sip:r@ref.example>;cid=\"a.b@[::1]\"', a.b@[::1], ''",
        "<sip:r@ref.example>, , ''",
        "<sip:r@b>;cid=a, a, error 14 Malformed cid parameter (RFC 3892 §3)",
        "'<sip:r@b>;cid=\"a\"', a, error 14 Malformed cid parameter (RFC 3892 §3)",
        "'<sip:r@b>;cid=\"a..b@c\"', a..b@c, error 14 Malformed cid parameter (RFC 3892 §3)",
        "'<sip:r@b>;cid=\"@c\"', @c, error 14 Malformed cid parameter (RFC 3892 §3)",
    })
    void referrersProveThemselves(String text, String cid, String fault) {
        assertThat(Strict.value(ReferredBy.FIELD, text).cid()).isEqualTo(cid);
        assertThat(String.join("|", Strict.faults(ReferredBy.FIELD, text))).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"Cullen\" <sip:fluffy@cisco.com>, tel:+14085264000', ''",
        "tel:+1, ''",
        "'<sip:a@b>,<sips:a@b>', error 10 Second SIP identity (RFC 3325 §9)",
        "'<sip:a@b>,<tel:+1>,<tel:+2>', error 19 Second tel identity (RFC 3325 §9)",
        "'<http://a>', 'error 0 Identity is no SIP, SIPS or tel URI (RFC 3325 §9)'",
        "'<sip:a@b>;x', error 9 Identity has no parameters (RFC 3325 §9)",
    })
    void identitiesAreOneOfAKind(String line, String fault) {
        for (HeaderField<?> field : List.of(PAssertedIdentity.FIELD, PPreferredIdentity.FIELD)) {
            assertThat(String.join("|", Strict.faults(field, line))).isEqualTo(fault);
        }
        assertThat(Strict.faults(PAssertedIdentity.FIELD, "<sip:a@b>", "<sip:c@d>"))
                .containsExactly("error 0 Second SIP identity (RFC 3325 §9)");
    }

    @Test
    void identitiesKeepTheirUri() {
        assertThat(Strict.value(PAssertedIdentity.FIELD, "<sip:a@b>").uri())
                .isEqualTo(Strict.value(PPreferredIdentity.FIELD, "sip:a@b").uri());
    }

    @Test
    void callersPreferFeatures() {
        AcceptContact accept =
                Strict.value(
                        AcceptContact.FIELD,
                        "*;methods=\"BYE\";class=\"business\";q=1.0;require;explicit");
        assertThat(accept.require()).isTrue();
        assertThat(accept.explicit()).isTrue();
        assertThat(accept.features())
                .containsExactly(
                        new FeatureParameter("methods", List.of(new Token(false, "BYE"))),
                        new FeatureParameter("class", List.of(new Token(false, "business"))));
        AcceptContact any = Strict.value(AcceptContact.FIELD, "* ; audio");
        assertThat(any.require()).isFalse();
        assertThat(any.explicit()).isFalse();
        RejectContact reject = Strict.value(RejectContact.FIELD, "*;actor=\"msg-taker\";video");
        assertThat(reject.features()).hasSize(2);
        assertThat(AcceptContact.FIELD.parse("audio")).isNull();
        assertThat(AcceptContact.FIELD.parse("*audio")).isNull();
        assertThat(RejectContact.FIELD.parse("")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'*;mobility=\"mobile\";methods=\"INVITE\", *;audio;require', ''",
        "*;require=1, error 10 Malformed require parameter (RFC 3841 §10)",
        "*;explicit;explicit, error 11 Repeated parameter (RFC 3261 §7.3.1)",
        "*;audio=TRUE, error 8 Value of a feature parameter needs quotes (RFC 3840 §9)",
    })
    void preferencesAreStrict(String line, String fault) {
        assertThat(String.join("|", Strict.faults(AcceptContact.FIELD, line))).isEqualTo(fault);
        assertThat(Strict.faults(RejectContact.FIELD, "*;x=\"a\";video")).isEmpty();
    }

    @Test
    void serversAreToldWhatToDo() {
        assertThat(RequestDisposition.FIELD.parse("No-Fork")).isEqualTo(RequestDisposition.NO_FORK);
        assertThat(Strict.faults(RequestDisposition.FIELD, "proxy, recurse, parallel")).isEmpty();
        assertThat(Strict.faults(RequestDisposition.FIELD, "proxy", "fork,Redirect"))
                .containsExactly("error 5 Second directive of one kind (RFC 3841 §9.1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "prox", "proxy fork", "no-", "x"})
    void otherWordsAreNoDirective(String text) {
        assertThat(RequestDisposition.FIELD.parse(text)).isNull();
    }

    @Test
    void everyDirectiveIsReadBack() {
        for (RequestDisposition directive : RequestDisposition.values()) {
            assertThat(Strict.value(RequestDisposition.FIELD, directive.toString()))
                    .isEqualTo(directive);
        }
    }
}
