package dev.ringback.bench.run.contender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.bench.run.report.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the contenders are started.
class LauncherTest {
    private static final Path ROOT = Path.of("/r");

    @TempDir private Path folder;

    private List<String> command(Contender contender, Variant variant) {
        return prepared(contender, variant).command();
    }

    private ProcessBuilder prepared(Contender contender, Variant variant) {
        Place place = new Place(ROOT, Path.of("/jdk"), 6000, folder);
        return new Launcher(place, "a.jar:b.jar").prepare(contender, variant, folder);
    }

    @Test
    void ringbackRunsFromItsLauncherWithItsOwnSettings() {
        ProcessBuilder process = prepared(Contender.RINGBACK, Variant.of(Setup.PROXY));
        assertThat(process.command())
                .containsExactly(
                        "/r/ringback",
                        "serve",
                        "--config",
                        "/r/bench/ringback/proxy.yaml",
                        "--data",
                        folder.toString(),
                        "--listen",
                        "udp:127.0.0.1:6000",
                        "--listen",
                        "tcp:127.0.0.1:6000");
        assertThat(process.environment())
                .containsEntry("RINGBACK_JAVA", "/jdk")
                .doesNotContainKey("RINGBACK_JAVA_OPTS");
    }

    @Test
    void aRowCanChangeHeapAndProcessors() {
        Variant variant = Variant.of(Setup.PROXY).withJava("-Xmx256m").on("0-1", 2);
        ProcessBuilder process = prepared(Contender.RINGBACK, variant);
        assertThat(process.command()).startsWith("taskset", "-c", "0-1", "/r/ringback");
        assertThat(process.command()).endsWith("--shards", "2");
        assertThat(process.environment()).containsEntry("RINGBACK_JAVA_OPTS", "-Xmx256m");
    }

    @Test
    void kamailioHasTheFastAllocatorAndTwoChildren() {
        assertThat(command(Contender.KAMAILIO, Variant.of(Setup.PROXY)))
                .containsSequence("-n", "2", "-N", "2", "-x", "tlsf", "-X", "tlsf")
                .containsSequence("-f", "/r/bench/kamailio/kamailio.cfg")
                .containsSequence("-l", "udp:127.0.0.1:6000", "-l", "tcp:127.0.0.1:6000")
                .doesNotContain("WITHOUT_STATE");
    }

    @Test
    void theSetupsDiffer() throws IOException {
        assertThat(command(Contender.KAMAILIO, Variant.of(Setup.STATELESS)))
                .endsWith("-A", "WITHOUT_STATE");
        assertThat(command(Contender.KAMAILIO, Variant.of(Setup.DIGEST)))
                .endsWith("-A", "SECRET=\"" + Place.SECRET + "\"");
        assertThat(command(Contender.RINGBACK, Variant.of(Setup.DIGEST)))
                .contains("/r/bench/ringback/digest.yaml");
        assertThat(Files.readAllLines(folder.resolve("users"))).hasSize(Launcher.SECRET_USERS);
    }

    @Test
    void jainHasSixGibibytesAndTheParallelCollector() {
        assertThat(command(Contender.JAIN, Variant.of(Setup.PROXY)))
                .startsWith("/jdk/bin/java", "-Xms6g", "-Xmx6g", "-XX:+UseParallelGC", "-cp")
                .endsWith("dev.ringback.bench.jain.JainProxy", "6000", "6001");
    }

    @Test
    void usersAreHashedAsRfc7616HasIt() {
        // MD5 and SHA-256 of u000001:bench.test:open-sesame
        assertThat(UserFile.text("bench.test", "open-sesame", 2).lines().toList().get(1))
                .isEqualTo(
                        "u000001@bench.test ac39cc44aa2cf78b306f6a0d9423b367 "
                                + "bbae00caeb3306916fed96b0ef69b2e8"
                                + "e7282515956fff45daa5b34236945870");
    }
}
