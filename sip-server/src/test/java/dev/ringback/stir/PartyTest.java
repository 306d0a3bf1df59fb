package dev.ringback.stir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.uri.Uri;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers and URIs in the form that is signed: RFC 8224 §8.
class PartyTest {
    private static final NumberPlan BRITISH = new NumberPlan("44", "00", "0");

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    tel:+1-202-555-0100,                                   12025550100
                    tel:+1.202.555.0100;verstat=TN-Validation-Passed,      12025550100
                    tel:02079460000;phone-context=+44,                     4402079460000
                    tel:911;phone-context=example.com,                     911
                    tel:*21#;phone-context=example.com,                    *21#
                    sip:12155551212@example.com;user=phone,                12155551212
                    sip:+1(202)555-0100@gw.example;user=phone,             12025550100
                    sip:+12025550100@gw.example,                           12025550100
                    'sip:+12025550100;ext=5@gw.example',                   12025550100
                    sips:%2B12025550100@gw.example:5061,                   12025550100
                    """)
    void numbersLoseAllButTheirDigits(String uri, String number) {
        assertThat(Party.of(uri(uri), NumberPlan.GLOBAL)).isEqualTo(new Party.Telephone(number));
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    sip:02079460000@example.com;user=phone,    442079460000
                    sip:0012025550100@example.com;user=phone,  12025550100
                    sip:+12025550100@example.com,              12025550100
                    sip:999@example.com;user=phone,            999
                    tel:020-7946-0000;phone-context=a.example, 442079460000
                    """)
    void whatIsDialledHereBecomesGlobal(String uri, String number) {
        assertThat(Party.of(uri(uri), BRITISH)).isEqualTo(new Party.Telephone(number));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    sip:Alice@EXAMPLE.com,                      sip:alice@example.com
                    sips:Alice:pw@Example.com:5071;transport=x, sips:alice@example.com
                    sip:%61lice@example.com?Subject=x,          sip:alice@example.com
                    sip:a%2fb@example.com,                      sip:a/b@example.com
                    sip:12155551212@example.com,                sip:12155551212@example.com
                    sip:+12a@example.com,                       sip:+12a@example.com
                    sip:alice@example.com;user=phone,           sip:alice@example.com
                    sip:example.com,                            sip:example.com
                    """)
    void otherUrisAreNormalized(String uri, String normal) {
        assertThat(Party.of(uri(uri), NumberPlan.GLOBAL)).isEqualTo(new Party.Name(normal));
    }
}
