package dev.ringback.config.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.guard.GuardSettings;
import dev.ringback.overload.Algorithm;
import dev.ringback.routing.Network;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `limits:` says of sources.
class LimitsTest {
    @Test
    void everyKeyIsTaken() throws ConfigException {
        assertThat(
                        sources(
                                """
                                limits:
                                  rate: 20
                                  burst: 40
                                  strangers: 300
                                  ban: 10s
                                  longest-ban: 2h
                                  trusted: [10.0.0.0/8, "2001:db8::/32", 192.0.2.7]
                                """))
                .isEqualTo(
                        new GuardSettings(
                                20,
                                40,
                                300,
                                Duration.ofSeconds(10),
                                Duration.ofHours(2),
                                List.of(
                                        Network.parse("10.0.0.0/8"),
                                        Network.parse("2001:db8::/32"),
                                        Network.parse("192.0.2.7/32"))));
    }

    @Test
    void sourcesAreLimitedWhereNothingIsSaid() throws ConfigException {
        assertThat(sources("limits: {uri: 512}\n")).isEqualTo(GuardSettings.defaults());
        assertThat(GuardSettings.defaults().on()).isTrue();
        assertThat(sources("limits: {rate: 0}\n").on()).isFalse();
    }

    @Test
    void overloadIsControlledWhereItIsSaidWithTheTrustedNetworks() throws ConfigException {
        assertThat(read("domains: x\n").limits().protection().overload()).isNull();
        OverloadConfig usual = overload("limits: {trusted: 10.0.0.0/8}\noverload: {target: 80}\n");
        assertThat(usual.target()).isEqualTo(80);
        assertThat(usual.algorithms()).containsExactly(Algorithm.LOSS, Algorithm.RATE);
        assertThat(usual.knows(InetAddress.ofLiteral("10.1.1.1"))).isTrue();
        assertThat(usual.knows(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
        assertThat(usual.knows(InetAddress.ofLiteral("192.0.2.1"))).isFalse();
        assertThat(
                        overload(
                                "overload: {neighbours: 192.0.2.0/24, algorithms: [rate],"
                                        + " validity: 1s}\n"))
                .isEqualTo(
                        new OverloadConfig(
                                List.of(Network.parse("192.0.2.0/24")),
                                List.of(Algorithm.RATE),
                                90,
                                Duration.ofSeconds(1)));
    }

    @Test
    void aHigherRateRaisesWhatItWouldNotFitInto() throws ConfigException {
        GuardSettings settings = sources("limits: {rate: 3000}\n");
        assertThat(settings.burst()).isEqualTo(3_000);
        assertThat(settings.strangers()).isEqualTo(3_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limits: {rate: -1} | r.yaml:1:16: rate: '-1' is no number between 0 and 1000000",
                "limits: {ban: 0s} | r.yaml:1:15: ban: '0s' is not between 1s and 30d",
                "limits: {ban: 2h, longest-ban: 1h}"
                        + " | r.yaml:1:19: the longest ban is shorter than the first",
                "limits: {ban: 48h} | r.yaml:1:10: the longest ban is shorter than the first",
                "limits: {trusted: here} | r.yaml:1:19: trusted: 'here' is no network:"
                        + " write it like 192.0.2.0/24 or 2001:db8::/32",
                "limits: {trusted: [10.0.0.1/8]} | r.yaml:1:20: trusted: '10.0.0.1/8' has bits set"
                        + " behind its prefix",
                "limits: {trusted: 10.0.0.0/40} | r.yaml:1:19: trusted: '/40' is no prefix length"
                        + " between 0 and 32",
                "overload: {algorithms: [los]} | r.yaml:1:25: algorithms: 'los' is no algorithm"
                        + " that is known here: loss, rate",
                "overload: {target: 5} | r.yaml:1:20: target: '5' is no number between 10 and 100",
                "overload: {validity: 5ms} | r.yaml:1:22: validity: '5ms' is not between 500ms"
                        + " and 60s",
                "overload: {rate: 5} | r.yaml:1:12: unknown key 'rate', known here: neighbours,"
                        + " algorithms, target, validity",
            })
    void whatIsWrongIsToldWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> sources(text + "\n")).hasMessage(message);
    }

    private static GuardSettings sources(String text) throws ConfigException {
        return read(text).limits().sources();
    }

    private static OverloadConfig overload(String text) throws ConfigException {
        return Objects.requireNonNull(read(text).limits().protection().overload());
    }

    private static ServerConfig read(String text) throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder();
        ConfigFile.read("r.yaml", text, Map.of(), builder);
        return builder.build();
    }
}
