package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.app.BanFile;
import dev.ringback.app.BannedSource;
import dev.ringback.guard.Offence;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ringback ban` with the files of a server that this test plays.
final class BanCommandTest {
    @TempDir private Path folder = Path.of("");
    private BanFile file = new BanFile(folder);

    @BeforeEach
    void twoBans() throws Exception {
        file = new BanFile(folder);
        Duration left = Duration.ofSeconds(100);
        file.write(
                List.of(
                        new BannedSource("192.0.2.66", Offence.SCANNING, 2, left),
                        new BannedSource("2001:db8:0:1::/64", Offence.FLOOD, 1, left)),
                Instant.now());
    }

    private Run ban(String... arguments) {
        return Run.of(
                Stream.concat(
                                Stream.concat(Stream.of("ban"), Stream.of(arguments)),
                                Stream.of("--data", folder.toString()))
                        .toArray(String[]::new));
    }

    private List<InetAddress> heard(CompletableFuture<Run> command) throws Exception {
        await().until(() -> wishes() > 0 || command.isDone());
        return file.asked();
    }

    private long wishes() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.getFileName().toString().startsWith("unban-")).count();
        }
    }

    @Test
    void bansAreListed() {
        assertThat(ban("ls").out())
                .matches("192.0.2.66 +scanning +ban 2, (100|9\\d) s left\n2001:.*/64 +flood .*\n");
        assertThat(ban("ls", "--json").out())
                .startsWith("[{\"source\":\"192.0.2.66\",\"offence\":\"scanning\",\"times\":2,");
    }

    @Test
    void aBanEndsOnceTheServerHasHeardIt() throws Exception {
        CompletableFuture<Run> command =
                CompletableFuture.supplyAsync(() -> ban("rm", "2001:db8:0:1::77"));
        assertThat(heard(command)).containsExactly(InetAddress.ofLiteral("2001:db8:0:1::"));
        assertThat(command.get(10, TimeUnit.SECONDS).out())
                .isEqualTo("the ban of 2001:db8:0:1::/64 has ended\n");
    }

    @Test
    void allOfThemEndAtOnce() throws Exception {
        CompletableFuture<Run> command = CompletableFuture.supplyAsync(() -> ban("rm", "--all"));
        assertThat(heard(command)).hasSize(2);
        assertThat(command.get(10, TimeUnit.SECONDS).status()).isZero();
    }

    @Test
    void aServerThatDoesNotRunEndsNothing() throws Exception {
        Run run = ban("rm", "192.0.2.66");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no server has heard it");
        assertThat(wishes()).isZero();
    }

    @Test
    void whatIsNotBannedOrNoAddressIsSaid() {
        assertThat(ban("rm", "192.0.2.67").err()).isEqualTo("ringback: 192.0.2.67 is not banned\n");
        assertThat(ban("rm", "example.com").status()).isEqualTo(2);
        assertThat(ban("rm").status()).isEqualTo(2);
        assertThat(ban("rm", "--all", "192.0.2.66").status()).isEqualTo(2);
    }
}
