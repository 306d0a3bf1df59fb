package dev.ringback.config.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.stir.NumberPlan;
import dev.ringback.stir.SigningKey.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StirReaderTest {
    private static final String EXAMPLE =
            """
            stir:
              sign: {key: k.pem, certificate: c.pem, x5u: "https://a.example/c.pem", attest: A}
              verify:
                roots: r.pem
                required: true
                reject: false
                freshness: 30s
                http: true
                private: true
                timeout: 1s
              numbers: {country: "44", international: "00", national: "0"}
            """;

    @TempDir private Path folder = Path.of(".");

    private static StirConfig read(String text) throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder();
        ConfigFile.read("r.yaml", text, Map.of(), builder);
        return builder.build().access().trust().stir();
    }

    @Test
    void theExampleOfTheManualIsTaken() throws Exception {
        Path file = Files.writeString(folder.resolve("c.yaml"), EXAMPLE);
        ServerConfigBuilder builder = ServerConfig.builder();
        ConfigFile.read(file, Map.of(), builder);
        assertThat(builder.build().access().trust().stir())
                .as("paths begin at the file")
                .isEqualTo(
                        new StirConfig(
                                new StirConfig.Sign(
                                        folder.resolve("k.pem"),
                                        folder.resolve("c.pem"),
                                        "https://a.example/c.pem",
                                        Style.A),
                                new StirConfig.Verify(
                                        folder.resolve("r.pem"),
                                        true,
                                        false,
                                        Duration.ofSeconds(30),
                                        new StirConfig.Fetching(true, true, Duration.ofSeconds(1))),
                                new NumberPlan("44", "00", "0")));
    }

    @Test
    void whatIsNotWrittenIsStrict() throws ConfigException {
        assertThat(read("auth: {required: true}")).isEqualTo(StirConfig.NONE);
        StirConfig.Verify verify = read("stir: {verify: {roots: r.pem}}").verify();
        assertThat(verify)
                .isEqualTo(
                        new StirConfig.Verify(
                                Path.of("r.pem"),
                                false,
                                true,
                                Duration.ofSeconds(60),
                                new StirConfig.Fetching(false, false, Duration.ofSeconds(2))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {sign: {key: k}}             | certificate' is missing
                    {verify: {required: true}}   | roots' is missing
                    {verify: {roots: r, freshness: 2h}} | 2h' is not between 5s and 1h
                    {numbers: {national: "0"}}   | national' without 'country'
                    {numbers: {country: "+44"}}  | +44' is no prefix of digits
                    {sign: {key: k, certificate: c, x5u: "ftp://a/b"}} | is no URL: write it like
                    {sign: {key: k, certificate: c, x5u: "https://a/b", attest: D}} | none of A, B
                    {sign: {key: k, certificate: c, x5u: "https://a/b", form: short}} | full or
                    {sign: {key: k, certificate: c, x5u: "http://a", attest: A, form: full}} |beside
                    {signs: {}}                  | did you mean 'sign'?
                    """)
    void whatIsWrongIsSaidWithItsPlace(String section, String message) {
        assertThatThrownBy(() -> read("stir: " + section))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("r.yaml:1:")
                .hasMessageContaining(message);
    }
}
