package dev.ringback.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.guard.GuardSettings;
import dev.ringback.guard.Offence;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server and its operator tell each other of bans.
class BanWatchTest {
    private static final InetAddress OLD = InetAddress.ofLiteral("192.0.2.66");
    private static final InetAddress NEW = InetAddress.ofLiteral("2001:db8:0:1::5");

    @TempDir private Path folder = Path.of("");
    private BanFile file = new BanFile(folder);
    private final WatchedSources sources =
            new WatchedSources(
                    new GuardSettings(
                            50, 500, 2_000, Duration.ofMinutes(1), Duration.ofHours(1), List.of()));
    private BanWatch watch = new BanWatch(file, sources);

    @BeforeEach
    void inTheFolder() {
        file = new BanFile(folder);
        watch = new BanWatch(file, sources);
    }

    private void scan(InetAddress source) {
        for (int i = 0; i < 200 && !sources.banned(source); i++) {
            sources.failed(source, "user" + i);
        }
        assertThat(sources.banned(source)).isTrue();
    }

    private List<String> told() throws Exception {
        return file.read(Instant.now()).stream().map(BannedSource::source).toList();
    }

    @Test
    void whoIsBannedIsToldWithWhatForAndForHowLong() throws Exception {
        scan(OLD);
        scan(NEW);
        watch.poll();
        assertThat(told()).containsExactlyInAnyOrder("192.0.2.66", "2001:db8:0:1::/64");
        BannedSource ban = file.read(Instant.now()).getFirst();
        assertThat(ban.offence()).isEqualTo(Offence.SCANNING);
        assertThat(ban.times()).isEqualTo(1);
        assertThat(ban.left()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
        assertThat(file.read(Instant.now().plusSeconds(61))).as("over by then").isEmpty();
    }

    @Test
    void aWishEndsABanAndIsGone() throws Exception {
        scan(OLD);
        scan(NEW);
        watch.poll();
        Path wish = file.ask(List.of("2001:db8:0:1::/64"));
        watch.poll();
        assertThat(wish).doesNotExist();
        assertThat(sources.banned(NEW)).isFalse();
        assertThat(sources.banned(OLD)).isTrue();
        assertThat(told()).containsExactly("192.0.2.66");
        scan(NEW);
        watch.poll();
        assertThat(file.read(Instant.now())).allMatch(ban -> ban.times() == 1);
    }

    @Test
    void aWishThatNamesNothingEndsNothing() throws Exception {
        scan(OLD);
        file.ask(List.of("", "localhost", "192.0.2.0/24", "*", "192.0.2.67"));
        watch.poll();
        assertThat(told()).containsExactly("192.0.2.66");
        assertThat(file.asked()).isEmpty();
    }

    @Test
    void withoutBansThereIsNoFileAndAnOldOneGoes() throws Exception {
        Files.writeString(file.path(), "192.0.2.1 FLOOD 1 2999-01-01T00:00:00Z\n");
        watch.poll();
        assertThat(file.path()).doesNotExist();
        scan(OLD);
        watch.poll();
        assertThat(file.path()).exists();
        watch.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotThereIsNotMadeForNothing() {
        Path none = folder.resolve("none");
        new BanWatch(new BanFile(none), sources).poll();
        assertThat(none).doesNotExist();
    }
}
