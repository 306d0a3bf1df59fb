package dev.ringback.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long somebody is logged in, and how often one may try.
final class SessionsTest {
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
    private final Sessions sessions = new Sessions(new Tokens(), now::get);

    private void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    @Test
    void aSessionEndsAfterAnHourInWhichNothingWasAsked() {
        String cookie = sessions.begin();
        pass(Duration.ofMinutes(59));
        assertThat(sessions.end(cookie)).isNotNull();
        pass(Duration.ofMinutes(59));
        assertThat(sessions.holds(cookie)).isTrue();
        pass(Duration.ofMinutes(1));
        assertThat(sessions.holds(cookie)).isFalse();
        assertThat(sessions.end(cookie)).isNull();
    }

    @Test
    void aSessionEndsAfterTwelveHoursWhateverWasAsked() {
        String cookie = sessions.begin();
        for (int i = 0; i < 12 * 2 - 1; i++) {
            pass(Duration.ofMinutes(30));
            assertThat(sessions.end(cookie)).isNotNull();
        }
        pass(Duration.ofMinutes(30));
        assertThat(sessions.end(cookie)).isNull();
    }

    @Test
    void theOldestSessionGoesWhereThereAreTooMany() {
        List<String> cookies = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            cookies.add(sessions.begin());
        }
        assertThat(sessions.holds(cookies.get(0))).isFalse();
        assertThat(sessions.holds(cookies.get(1))).isTrue();
        assertThat(cookies).doesNotHaveDuplicates();
    }

    @Test
    void aSourceMayTryAgainAfterAMinute() {
        AtomicLong nanos = new AtomicLong();
        Tries tries = new Tries(nanos::get);
        for (int i = 0; i < 5; i++) {
            assertThat(tries.wait("a")).isZero();
        }
        assertThat(tries.wait("a")).isEqualTo(61);
        assertThat(tries.wait("b")).isZero();
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(tries.wait("a")).isZero();
    }

    @Test
    void manySourcesTogetherMayNotBeWrongAsOftenAsTheyLike() {
        Tries tries = new Tries(() -> 0);
        int let = 0;
        for (int i = 0; i < 5_000; i++) {
            assertThat(tries.wait("source " + i)).isZero();
            let += tries.wrong() == 0 ? 1 : 0;
        }
        assertThat(let).isEqualTo(60);
    }

    @Test
    void theTokenIsKeptForItsOwnerAlone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("console.token");
        Tokens.keep("one", file);
        Tokens.keep("two", file);
        assertThat(Files.readString(file)).isEqualTo("two\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }
}
