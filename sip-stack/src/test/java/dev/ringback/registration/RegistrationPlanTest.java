package dev.ringback.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.NameAddress;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Which scheme what is registered has: RFC 5630 §5.1.1.1.
class RegistrationPlanTest {
    @Test
    void atASipsRegistrarEverythingIsSips() {
        RegistrationPlan plan =
                plan("sips:example.com", "<sip:b@1.2.3.4:5061;transport=tls>", "<sip:b@1.2.3.5>");
        assertThat(plan.contacts())
                .extracting(NameAddress::toString)
                .containsExactly("<sips:b@1.2.3.4:5061>", "<sips:b@1.2.3.5>");
        assertThat(plan.address()).hasToString("\"Bob\" <sips:bob@example.com>");
    }

    @Test
    void withOneContactThatIsNotSipsTheAddressIsSip() {
        RegistrationPlan plan = plan("sips:example.com", "<sip:b@1.2.3.4>", "<mailto:b@c>");
        assertThat(plan.contacts()).last().hasToString("<mailto:b@c>");
        assertThat(plan.address().uri()).hasToString("sip:bob@example.com");
    }

    @Test
    void elsewhereItIsWhatItIs() {
        assertThat(plan("sip:example.com", "<sip:b@1.2.3.4>").address().uri())
                .hasToString("sip:bob@example.com");
        assertThat(plan("sip:example.com").address().uri()).hasToString("sip:bob@example.com");
    }

    private static RegistrationPlan plan(String registrar, String... contacts) {
        return new RegistrationPlan(
                Objects.requireNonNull(Uri.parse(registrar)),
                address("\"Bob\" <sip:bob@example.com>"),
                List.of(contacts).stream().map(RegistrationPlanTest::address).toList(),
                Duration.ofHours(1),
                _ -> {});
    }

    private static NameAddress address(String text) {
        return Objects.requireNonNull(NameAddress.parse(text));
    }
}
