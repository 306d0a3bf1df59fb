package dev.ringback.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.cause.DnsStep;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Question;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostsFileTest {
    private static final String HOSTS =
            """
            # a comment
            127.0.0.1   localhost
            192.0.2.7   Gateway gw.example # another
            192.0.2.8   gateway
            2001:db8::7 gateway
            nonsense    odd
            """;

    private final AtomicLong clock = new AtomicLong();
    private HostsFile hosts;
    private final Path file;

    HostsFileTest(@TempDir Path directory) throws Exception {
        file = directory.resolve("hosts");
        Files.writeString(file, HOSTS);
        hosts = new HostsFile(file, clock::get);
    }

    private @Nullable Answer answer(String name, DnsRecord.Type type) {
        return hosts.answer(new Question.Dns(name, type));
    }

    private List<DnsRecord> records(String name, DnsRecord.Type type) {
        return ((Answer.Records) Objects.requireNonNull(answer(name, type))).records();
    }

    private static DnsRecord address(String literal) {
        return new DnsRecord.Address(InetAddress.ofLiteral(literal));
    }

    @Test
    void namesOfTheFileHaveTheAddressesOfAllTheirLines() {
        assertThat(records("gateway", DnsRecord.Type.A))
                .containsExactly(address("192.0.2.7"), address("192.0.2.8"));
        assertThat(records("gateway", DnsRecord.Type.AAAA)).containsExactly(address("2001:db8::7"));
        assertThat(records("gw.example", DnsRecord.Type.A)).containsExactly(address("192.0.2.7"));
    }

    @Test
    void aHostOfTheFileHasNoServices() {
        for (Question.Dns question :
                List.of(
                        new Question.Dns("gateway", DnsRecord.Type.NAPTR),
                        new Question.Dns("_sip._udp.gateway", DnsRecord.Type.SRV),
                        new Question.Dns("gw.example", DnsRecord.Type.AAAA))) {
            Answer answer = Objects.requireNonNull(hosts.answer(question));
            assertThat(answer.outcome()).isEqualTo(DnsStep.Outcome.NO_DATA);
        }
    }

    @Test
    void otherNamesAreLeftToTheDns() {
        assertThat(answer("example", DnsRecord.Type.A)).isNull();
        assertThat(answer("odd", DnsRecord.Type.A)).isNull();
        assertThat(answer("_sip._udp.example", DnsRecord.Type.SRV)).isNull();
    }

    @Test
    void localhostIsKnownEvenWithoutAFile() {
        hosts = new HostsFile(file.resolveSibling("none"), clock::get);
        assertThat(records("localhost", DnsRecord.Type.A)).containsExactly(address("127.0.0.1"));
        assertThat(records("localhost", DnsRecord.Type.AAAA)).containsExactly(address("::1"));
    }

    @Test
    void aChangedFileIsReadAgainAfterSomeSeconds() throws Exception {
        Files.writeString(file, "192.0.2.9 gateway\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        assertThat(records("gateway", DnsRecord.Type.A)).hasSize(2);
        clock.addAndGet(HostsFile.FRESH.plus(Duration.ofSeconds(1)).toNanos());
        await().until(
                        () ->
                                records("gateway", DnsRecord.Type.A)
                                        .equals(List.of(address("192.0.2.9"))));
    }
}
