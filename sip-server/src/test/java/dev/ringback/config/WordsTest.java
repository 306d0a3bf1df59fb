package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The small words of a configuration: times, sizes, host names, and what a mistyped one was meant
/// to be.
final class WordsTest {
    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "60s, PT1M", "5m, PT5M", "5min, PT5M", "1h, PT1H", "1d, PT24H"})
    void timesHaveUnits(String text, Duration duration) {
        assertThat(Quantity.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({
        "2048, 2048",
        "1B, 1",
        "64KiB, 65536",
        "64 kB, 64000",
        "1MiB, 1048576",
        "1MB, 1000000"
    })
    void sizesAreBytes(String text, int bytes) {
        assertThat(Quantity.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1.5h", "60", "1y", "9999999999s"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> Quantity.duration(text)).hasMessageStartingWith("'" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KiB", "-1", "1.5MiB", "4GiB", "9999MiB"})
    void whatIsNoSizeIsRefused(String text) {
        assertThatThrownBy(() -> Quantity.bytes(text)).hasMessageStartingWith("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "Example.COM, example.com",
        "a_b.example, a_b.example",
        "192.0.2.1, 192.0.2.1",
        "[::1], ::1",
        "2001:DB8:0:0:1:0:0:0, 2001:db8:0:0:1::",
        "fe80::1:0:0:1, fe80::1:0:0:1",
        "::, ::",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    })
    void hostsAreLowerCase(String text, String host) {
        assertThat(HostName.parse(text)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a..b", "-a", "a b", "sip:a", "a.b:5060", "a@b", "a;b", "[::1"})
    void whatIsNoHostIsRefused(String text) {
        assertThatThrownBy(() -> HostName.parse(text)).hasMessageStartingWith("'" + text + "'");
    }

    @Test
    void theNearestWordIsFoundAndFarOnesAreNot() {
        List<String> known = List.of("domains", "listen", "advertise", "auth");
        assertThat(Suggestion.nearest("domain", known)).isEqualTo("domains");
        assertThat(Suggestion.nearest("Listne", known)).isEqualTo("listen");
        assertThat(Suggestion.nearest("advertize", known)).isEqualTo("advertise");
        assertThat(Suggestion.nearest("ath", known)).isEqualTo("auth");
        assertThat(Suggestion.nearest("port", known)).isNull();
        assertThat(Suggestion.nearest("", known)).isNull();
    }
}
