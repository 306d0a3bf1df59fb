package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecureIdsTest {
    @Test
    void identifiersAreTokensThatNeverRepeat() {
        SecureIds ids = new SecureIds();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            assertThat(ids.branch()).matches("z9hG4bK[a-z2-7]{16}").matches(seen::add);
            assertThat(ids.tag()).matches("[a-z2-7]{12}").matches(seen::add);
            assertThat(ids.callId()).matches("[a-z2-7]{24}").matches(seen::add);
        }
        assertThat(seen).hasSize(6_000);
        assertThat(new SecureIds().callId()).matches(seen::add);
    }
}
