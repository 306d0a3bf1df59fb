package dev.ringback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every rule holds for every Java file of the repository.
class TidyTest {
    @ParameterizedTest
    @EnumSource
    void holdsEverywhere(Tidy rule) {
        assertThat(rule.check(Sources.repository())).isEmpty();
    }

    @Test
    void seesEveryModule() {
        assertThat(Sources.repository())
                .extracting(Source::module)
                .contains("sip-message", "sip-stack", "sip-rules");
    }
}
