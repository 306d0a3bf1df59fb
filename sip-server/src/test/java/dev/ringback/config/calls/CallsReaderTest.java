package dev.ringback.config.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.app.source.Lasting;
import dev.ringback.callflow.hep.HepOrigin;
import dev.ringback.callflow.hep.HepTarget;
import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.stack.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallsReaderTest {
    private static ServerConfig whole(String text) throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder();
        ConfigFile.read("r.yaml", text, Map.of("HEP_KEY", "s3"), builder);
        return builder.build();
    }

    private static CallsConfig read(String text) throws ConfigException {
        return whole(text).storage().calls();
    }

    @Test
    void theExampleOfTheManualIsTaken() throws ConfigException {
        CallsConfig calls =
                read(
                        """
                        calls:
                          memory: 128MiB
                          keep: 7d
                          most: 4GiB
                          records: calls.jsonl
                          registrations: true
                        hep: {to: "udp:homer.example.com:9060", id: 2001, key: "${HEP_KEY}"}
                        """);
        HepOrigin origin = HepOrigin.sip().from(2_001).with("s3");
        assertThat(calls)
                .isEqualTo(
                        new CallsConfig(
                                128L << 20,
                                new CallsConfig.Archive(Duration.ofDays(7), 4L << 30),
                                new CallsConfig.Records(Path.of("calls.jsonl"), true),
                                new HepTarget(Transport.UDP, "homer.example.com", 9_060, origin),
                                null));
        assertThat(calls.toString()).doesNotContain("s3");
    }

    @Test
    void spansGoToACollectorThatIsNamed() throws ConfigException {
        CallsConfig calls = read("traces: {to: \"http://127.0.0.1:4318/v1/traces\"}");
        assertThat(calls.traces())
                .isEqualTo(
                        new CallsConfig.Traces(
                                URI.create("http://127.0.0.1:4318/v1/traces"), "ringback"));
        assertThat(calls.needy()).isEqualTo("traces");
        assertThatThrownBy(() -> read("traces: {to: \"127.0.0.1:4318\"}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http://127.0.0.1:4318/v1/traces");
        assertThatThrownBy(() -> read("traces: {service: edge}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'to' is missing");
    }

    @Test
    void memoryAloneRemembersWhereNothingIsSaid() throws ConfigException {
        CallsConfig calls = read("domains: [example.com]");
        assertThat(calls).isEqualTo(CallsConfig.STANDARD);
        assertThat(calls.on()).isTrue();
        assertThat(calls.octets()).isBetween(1L << 20, 64L << 20);
        assertThat(calls.needy()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "udp:192.0.2.9, UDP, 192.0.2.9, 9060",
        "tcp:192.0.2.9:9061, TCP, 192.0.2.9, 9061",
        "'udp:[2001:db8::9]', UDP, 2001:db8::9, 9060",
        "'udp:[2001:db8::9]:7', UDP, 2001:db8::9, 7"
    })
    void aCollectorHasATransportAHostAndMaybeAPort(
            String to, Transport transport, String host, int port) throws ConfigException {
        assertThat(read("hep: {to: \"" + to + "\"}").hep())
                .isEqualTo(new HepTarget(transport, host, port, HepOrigin.sip()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "calls: {memory: 5}|r.yaml:1:17|1MiB",
                "calls: {memory: lots}|r.yaml:1:17|is no size",
                "calls: {keep: 5}|r.yaml:1:15|is no time",
                "calls: {keep: 5s}|r.yaml:1:15|1m and 3650d",
                "calls: {most: 1MiB}|r.yaml:1:15|16MiB",
                "calls: {keeps: 5d}|r.yaml:1:9|did you mean 'keep'",
                "hep: {id: 5}|r.yaml:1|is missing",
                "hep: {to: \"tls:192.0.2.9\"}|r.yaml:1:11|is no collector",
                "hep: {to: \"udp:\"}|r.yaml:1:11|is no collector",
                "hep: {to: \"udp:2001:db8::9\"}|r.yaml:1:11|is no collector",
                "hep: {to: \"udp:h:0\"}|r.yaml:1:11|1 and 65535",
                "hep: {to: \"udp:h\", id: 4294967296}|r.yaml:1:24|4294967295",
                "calls: {memory: 0, keep: 7d}||calls: keep needs calls in memory",
                "calls: {memory: 0, records: x}||calls: records needs",
                "{calls: {memory: 0}, hep: {to: \"udp:h\"}}||hep needs calls"
            })
    void aMistakeHasItsPlace(String text, String place, String words) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(place == null ? "" : place)
                .hasMessageContaining(words);
    }

    @Test
    void whatIsKeptNeedsADataFolder() {
        assertThatThrownBy(
                        () -> {
                            ServerConfigBuilder builder = ServerConfig.builder();
                            ConfigFile.read("r.yaml", "calls: {keep: 7d}", Map.of(), builder);
                            builder.data(null).build();
                        })
                .hasMessageContaining("calls: keep needs a data folder");
    }

    @Test
    void theFileOfRecordsBeginsAtTheFolderOfTheConfiguration(@TempDir Path folder)
            throws ConfigException, IOException {
        Path file = folder.resolve("ringback.yaml");
        Files.writeString(file, "calls: {records: calls.jsonl}");
        ServerConfigBuilder builder = ServerConfig.builder();
        ConfigFile.read(file, Map.of(), builder);
        assertThat(builder.build().storage().calls().records().file())
                .isEqualTo(folder.resolve("calls.jsonl"));
    }

    @Test
    void aReloadTakesOutletsAtOnceAndMemoriesAtTheNextStart() throws ConfigException {
        ServerConfig running = whole("calls: {keep: 7d}");
        ServerConfig read =
                whole(
                        """
                        calls: {memory: 2MiB, keep: 1d, most: 2GiB, records: r.jsonl}
                        hep: {to: "udp:h"}
                        """);
        Lasting lasting = Lasting.of(running, read);
        assertThat(lasting.pending())
                .containsExactly("calls: memory", "calls: keep", "calls: most");
        CallsConfig taken = lasting.config().storage().calls();
        assertThat(taken.archive().keep()).isEqualTo(Duration.ofDays(7));
        assertThat(taken.records().file()).isEqualTo(Path.of("r.jsonl"));
        assertThat(taken.hep()).isNotNull();
        ServerConfig silent = whole("calls: {memory: 0}");
        CallsConfig still = Lasting.of(silent, read).config().storage().calls();
        assertThat(still.needy()).as("nothing can be told yet").isNull();
    }
}
