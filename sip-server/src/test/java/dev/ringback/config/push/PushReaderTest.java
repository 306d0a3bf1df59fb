package dev.ringback.config.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PushReaderTest {
    private static PushConfig read(String text) throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder();
        ConfigFile.read("r.yaml", text, Map.of(), builder);
        return builder.build().network().push();
    }

    @Test
    void theExampleOfTheManualIsTaken() throws ConfigException {
        PushConfig push =
                read(
                        """
                        push:
                          webhook: https://push.example.com/wake
                          timeout: 20s
                          providers: [fcm]
                        """);
        assertThat(push)
                .isEqualTo(
                        new PushConfig(
                                URI.create("https://push.example.com/wake"),
                                Duration.ofSeconds(20),
                                List.of("fcm")));
    }

    @Test
    void nobodyIsWokenWhereNothingIsSaid() throws ConfigException {
        assertThat(read("domains: [example.com]").webhook()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "push: {webhook: push.example.com}|r.yaml:1:17|is no webhook",
                "push: {webhook: \"https://p.example\", timeout: 3m}|r.yaml:1:47|1s and 2m",
                "push: {providers: [\"a b\"]}|r.yaml:1:20|is no pn-provider",
                "push: {webook: \"https://p.example\"}|r.yaml:1:8|webhook"
            })
    void aMistakeHasItsPlace(String text, String place, String words) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(words);
    }
}
