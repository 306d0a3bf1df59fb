package dev.ringback.header.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.sample.Strict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Contact with the parameters of RFC 3840, RFC 5626 and RFC 5627, and its strict checks.
class ContactTest {
    private static final String INSTANCE = "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6";

    private static Contact contact(String parameters) {
        return Strict.value(Contact.FIELD, "<sip:callee@192.0.2.1>" + parameters);
    }

    @Test
    void registrarsGiveGruus() {
        Contact contact =
                contact(
                        ";pub-gruu=\"sip:callee@example.com;gr="
                                + INSTANCE
                                + "\";temp-gruu=\"sip:tgruu.7hs==jd7vnzga5w7fajsc7@example.com;gr\""
                                + ";+sip.instance=\"<"
                                + INSTANCE
                                + ">\";reg-id=1;expires=3600");
        assertThat(contact.pubGruu()).hasToString("sip:callee@example.com;gr=" + INSTANCE);
        assertThat(contact.tempGruu())
                .hasToString("sip:tgruu.7hs==jd7vnzga5w7fajsc7@example.com;gr");
        assertThat(contact.instance()).isEqualTo(INSTANCE);
        assertThat(contact.regId()).isEqualTo(1);
        assertThat(contact.expires()).isEqualTo(3600);
        assertThat(Strict.faults(Contact.FIELD, contact.toString())).isEmpty();
    }

    @Test
    void absentAndMalformedParametersAreAbsent() {
        for (String parameters :
                List.of("", ";reg-id=0;+sip.instance=\"x\";pub-gruu=\"x\";temp-gruu=x")) {
            Contact contact = contact(parameters);
            assertThat(contact.regId()).isEqualTo(-1);
            assertThat(contact.instance()).isNull();
            assertThat(contact.pubGruu()).isNull();
            assertThat(contact.tempGruu()).isNull();
            assertThat(contact.features())
                    .allSatisfy(feature -> assertThat(feature.name()).isEqualTo("+sip.instance"));
        }
        assertThat(contact(";+sip.instance=\"<>\"").instance()).isNull();
        assertThat(contact(";+sip.instance=\"<a\"").instance()).isNull();
    }

    @Test
    void aStarHasNothing() {
        Contact star = Strict.value(Contact.FIELD, "*");
        assertThat(star.uri()).isNull();
        assertThat(star.parameters().isEmpty()).isTrue();
        assertThat(star.q()).isEqualTo(-1);
        assertThat(star.expires()).isEqualTo(-1);
        assertThat(star.features()).isEmpty();
        assertThat(Strict.faults(Contact.FIELD, "*")).isEmpty();
        assertThat(Strict.faults(Contact.FIELD, "*", "<sip:a@b>"))
                .containsExactly("error 0 Star beside another contact (RFC 3261 §20.10)");
        assertThat(Strict.faults(Contact.FIELD, "<sip:a@b>, *"))
                .containsExactly("error 11 Star beside another contact (RFC 3261 §20.10)");
    }

    @Test
    void featuresAreRead() {
        Contact contact =
                contact(
                        ";mobility=\"fixed\";events=\"!presence,message-summary\""
                                + ";language=\"en,de\";description=\"<PC>\";+sip.newparam"
                                + ";+rangeparam=\"#-4:+5.125\";isfocus;audio=\"FALSE\";q=0.5"
                                + ";video=\"!#>=2\";text=\"#<=1.50\";class=\"#=3\";data=\"#\"");
        assertThat(contact.features())
                .extracting(FeatureParameter::tag)
                .containsExactly(
                        "sip.mobility",
                        "sip.events",
                        "language",
                        "sip.description",
                        "sip.newparam",
                        "rangeparam",
                        "sip.isfocus",
                        "sip.audio",
                        "sip.video",
                        "sip.text",
                        "sip.class");
        assertThat(contact.features())
                .flatExtracting(FeatureParameter::values)
                .extracting(Object::toString)
                .containsExactly(
                        "fixed",
                        "!presence",
                        "message-summary",
                        "en",
                        "de",
                        "<PC>",
                        "TRUE",
                        "#-4:5.125",
                        "TRUE",
                        "FALSE",
                        "!#>=2",
                        "#<=1.5",
                        "#=3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en,,de", ",", "#5", "#>=", "#1:", "#:1", "#a:1", "#=1.x", "a!b", "<a"})
    void nonsenseIsNoFeature(String value) {
        assertThat(FeatureParameter.parse("+x", value)).isNull();
        assertThat(FeatureParameter.parse("+x", "<a>b>")).isNull();
        assertThat(FeatureParameter.parse("+1", "a")).isNull();
        assertThat(FeatureParameter.parse("q", "1")).isNull();
    }

    @Test
    void namesOfFeaturesAreDecoded() {
        FeatureParameter feature =
                new FeatureParameter("+g!a'b", List.of(new FeatureValue.Truth(true, false)));
        assertThat(feature.tag()).isEqualTo("g:a/b");
        assertThat(feature.values()).first().hasToString("!FALSE");
        assertThat(new FeatureValue.Text("x").negated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:a@b;q=0.7",
                "\"Mr. Watson\" <sip:w@b>;q=0.7; expires=3600, \"W\" <mailto:w@b> ;q=0.1",
                "<sip:a@b>;audio;video;mobility=\"fixed\";+sip.message=\"TRUE\";other-param=66372",
                "<sip:a@b>;methods=\"INVITE,OPTIONS,BYE,CANCEL,ACK\";schemes=\"sip,http\"",
                "<sip:a@b>;rc=1.1;mp=1;np=1.2.3",
                "Mr. Watson <sip:w@b>",
            })
    void whatTheGrammarHasIsNoFault(String line) {
        assertThat(Strict.faults(Contact.FIELD, line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        ";q=1.1, error 12 Malformed q parameter (RFC 3261 §20.10)",
        ";expires=x, error 18 Malformed expires parameter (RFC 3261 §20.10)",
        ";expires=4294967296, error 18 Malformed expires parameter (RFC 3261 §20.10)",
        ";reg-id=0, error 17 Malformed reg-id parameter (RFC 5626 §10)",
        ";+sip.instance=a, error 24 Malformed +sip.instance parameter (RFC 5626 §10)",
        "';+sip.instance=\"a\"', error 24 Malformed +sip.instance parameter (RFC 5626 §10)",
        "';pub-gruu=\"tel:1\"', error 19 Malformed pub-gruu parameter (RFC 5627 §7)",
        ";rc=1.a, error 13 Malformed rc parameter (RFC 7044 §5)",
        ";audio=x, error 16 Value of a feature parameter needs quotes (RFC 3840 §9)",
        "';audio=\"a,\"', error 16 Malformed feature parameter (RFC 3840 §9)",
        "';audio=\"\"', error 16 Malformed feature parameter (RFC 3840 §9)",
        ";x;X, error 12 Repeated parameter (RFC 3261 §7.3.1)",
        ";x=a@b, error 12 Parameter value needs quotes (RFC 3261 §25.1)",
    })
    void theRestIsAFault(String parameters, String fault) {
        String text = "<sip:a@b>" + parameters;
        assertThat(Strict.faults(Contact.FIELD, text)).contains(fault);
    }

    @Test
    void displayNamesNeedQuotesUnlessTheyAreTokens() {
        assertThat(Strict.faults(Contact.FIELD, "J. D\u00f6 <sip:a@b>"))
                .containsExactly("error 4 Display name needs quotes (RFC 3261 §20.10)");
    }
}
