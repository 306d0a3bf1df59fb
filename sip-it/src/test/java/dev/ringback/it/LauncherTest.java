package dev.ringback.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Loopback;
import dev.ringback.it.peer.ServerProcess;
import dev.ringback.it.peer.Sipp;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong before the server runs is said in one line, with exit status 2; what ends it is
/// obeyed at once.
class LauncherTest {
    private final FreePorts ports = new FreePorts();

    @Test
    void withoutArgumentsItHelpsInTwelveLines() {
        Finished help = Checkout.run();

        assertThat(help.out().lines().count()).as(help.toString()).isEqualTo(12);
        assertThat(help.out()).contains("ringback serve --demo");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void aMissingJdkIsOneLine() throws IOException {
        Path empty = Checkout.folder("no-jdk");
        Path tools = Files.createDirectory(empty.resolve("bin"));
        for (String tool : new String[] {"dirname", "readlink", "sed", "sh"}) {
            Files.createSymbolicLink(tools.resolve(tool), which(tool));
        }
        Map<String, String> nowhere =
                Map.of(
                        "PATH",
                        tools.toString(),
                        "JAVA_HOME",
                        "",
                        "RINGBACK_JAVA",
                        "",
                        "RINGBACK_JVM_DIR",
                        empty.toString());
        Finished finished = Checkout.run(nowhere, "serve", "--demo");

        checkRefused(finished, "JDK 25", "RINGBACK_JAVA");
    }

    @Test
    void aWrongJdkIsOneLine() {
        Path empty = Checkout.folder("wrong-jdk");
        Map<String, String> wrong = Map.of("RINGBACK_JAVA", empty.toString());

        checkRefused(Checkout.run(wrong, "serve", "--demo"), "JDK 25", empty.toString());
    }

    @Test
    void aTakenUdpPortNamesItsHolderAndTheOption() throws IOException {
        int port = ports.next();
        try (DatagramSocket holder = new DatagramSocket(Loopback.at(port))) {
            Finished finished = serve("--listen", "udp:127.0.0.1:" + port);

            checkRefused(finished, Integer.toString(port), "--listen");
            assertThat(finished.err())
                    .as("the holder is this process")
                    .contains(Long.toString(ProcessHandle.current().pid()));
            assertThat(holder.isBound()).isTrue();
        }
    }

    @Test
    void aTakenTcpPortNamesItsHolderAndTheOption() throws IOException {
        int port = ports.next();
        try (ServerSocket holder = new ServerSocket()) {
            holder.bind(Loopback.at(port));
            Finished finished = serve("--listen", "tcp:127.0.0.1:" + port);

            checkRefused(finished, Integer.toString(port), "--listen");
            assertThat(finished.err()).contains(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void anUnknownKeyIsShownWithItsPlace() throws IOException {
        Path file = Checkout.folder("config").resolve("ringback.yaml");
        Files.writeString(file, "domains: [example.com]\nlisten: [udp:*:7000]\nadvertize: x\n");

        checkRefused(serve("--config", file.toString()), file + ":3:1", "advertize", "advertise");
    }

    @Test
    void anUnreadableConfigurationIsOneLine() throws IOException {
        Path folder = Checkout.folder("config");
        checkRefused(serve("--config", folder.resolve("none.yaml").toString()), "none.yaml");
        checkRefused(serve("--config", folder.toString()), folder.toString());

        Path torn = folder.resolve("torn.yaml");
        Files.writeString(torn, "domains: [example.com\nlisten: {{{\n");
        checkRefused(serve("--config", torn.toString()), torn.toString());

        Path secret = folder.resolve("secret.yaml");
        Files.writeString(secret, "domains: [example.com]\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        if (!Files.isReadable(secret)) {
            checkRefused(serve("--config", secret.toString()), secret.toString());
        }
    }

    @Test
    void aBadOptionIsOneLine() {
        checkRefused(serve("--lisen", "udp:127.0.0.1:7000"), "--lisen");
        checkRefused(serve("--listen", "udp:127.0.0.1:99999"), "99999");
        checkRefused(serve("--listen", "xyz:127.0.0.1:7000"), "xyz");
        checkRefused(Checkout.run("sing"), "sing");
    }

    @Test
    void sigtermEndsItWhileCallsRun() {
        try (ServerProcess server = ServerProcess.start(ports, "--demo")) {
            int callee = ports.next();
            Peers.register(server, "bob", callee);
            try (Sipp bob = Sipp.builtIn("uas", callee).listening(callee);
                    Sipp caller =
                            Sipp.builtIn(
                                    "uac",
                                    ports.next(),
                                    "-s",
                                    "bob",
                                    "-r",
                                    "50",
                                    "-d",
                                    "2000",
                                    server.address())) {
                caller.awaitCalls(50);
                Finished end = server.stop();

                assertThat(end.exit()).as(end.toString()).isZero();
                assertThat(end.took()).isLessThan(Duration.ofSeconds(5));
                assertThat(end.err()).doesNotContain("Exception");
                assertThat(bob.running()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-Xmx300m", "-XX:+UseG1GC", "-XX:+UseParallelGC -Xss1m"})
    void classesComeFromTheCacheWhateverTheUserWantsOfTheJvm(String options) throws IOException {
        List<String> loaded = classesOf(options);

        long cached = loaded.stream().filter(line -> line.contains("shared objects file")).count();
        assertThat(cached).as("classes of the cache").isGreaterThan(3_000);
    }

    @Test
    void noSignatureOfAJarIsCheckedAtAStart() throws IOException {
        assertThat(classesOf("")).noneMatch(line -> line.contains("org.bouncycastle"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseZGC", "-XX:-UseCompressedOops"})
    void whatTheCacheDoesNotFitStartsWithoutAWord(String options) throws IOException {
        assertThat(classesOf(options)).isNotEmpty();
    }

    /// The classes that a server loads, which prints nothing but that all is well.
    private static List<String> classesOf(String options) throws IOException {
        // no folder of ours: the variable takes no path with a space
        Path log = Files.createTempFile("classes", ".log");
        try {
            Map<String, String> environment =
                    Map.of("RINGBACK_JAVA_OPTS", options + " -Xlog:class+load:file=" + log);
            Finished finished = Checkout.run(environment, "serve", "--demo", "--check");

            assertThat(finished.exit()).as(finished.toString()).isZero();
            assertThat(finished.err()).isEmpty();
            assertThat(finished.out().lines())
                    .containsExactly("the configuration is good: 2 users");
            return Files.readAllLines(log);
        } finally {
            Files.delete(log);
        }
    }

    private Finished serve(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "serve";
        all[1] = "--data";
        all[2] = Checkout.folder("data").toString();
        System.arraycopy(options, 0, all, 3, options.length);
        return Checkout.run(all);
    }

    private static void checkRefused(Finished finished, String... words) {
        assertThat(finished.exit()).as(finished.toString()).isEqualTo(2);
        assertThat(finished.errorLines()).as(finished.err()).isEqualTo(1);
        assertThat(finished.err()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(finished.out()).doesNotContain("ready");
    }

    private static Path which(String tool) {
        return Pattern.compile(":")
                .splitAsStream(System.getenv("PATH"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
