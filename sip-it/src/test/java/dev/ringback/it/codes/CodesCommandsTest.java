package dev.ringback.it.codes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.codes.Catalogue;
import dev.ringback.callflow.codes.Code;
import dev.ringback.callflow.codes.Language;
import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Loopback;
import dev.ringback.it.peer.PeerProcess;
import dev.ringback.it.peer.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The commands that `ringback codes` tells: each of them provokes its code on a demo server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodesCommandsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// Where the commands have SIPp listen.
    private static final String PHONE = "5070";

    private final FreePorts ports = new FreePorts();
    private final ServerProcess demo = ServerProcess.start(ports, "--demo");
    private final DatagramSocket silent = silent();
    private final ServerProcess rules =
            ServerProcess.start(ports, "--demo", "--config", Rows.file(config(silent)));

    @AfterAll
    void stop() {
        demo.close();
        rules.close();
        silent.close();
    }

    private static DatagramSocket silent() {
        try {
            return new DatagramSocket(Loopback.at(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The example, in which the server is its own silent name server at its usual port.
    private static String config(DatagramSocket silent) {
        try {
            String example = Files.readString(Checkout.root().resolve("examples/codes.yaml"));
            assertThat(example).contains("127.0.0.1:5060");
            String roots = "roots: ";
            assertThat(example).contains(roots + "codes-roots.pem");
            return example.replace("127.0.0.1:5060", "127.0.0.1:" + silent.getLocalPort())
                    .replace(roots, roots + Checkout.root().resolve("examples") + "/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> eachCommandProvokesItsCode() {
        return Catalogue.of(Language.EN).codes().stream()
                .map(code -> DynamicTest.dynamicTest("" + code.status(), () -> provoke(code)));
    }

    private void provoke(Code code) {
        Set<String> setting = code.provocation().setting();
        ServerProcess server = setting.contains("demo") ? demo : rules;
        String phone = Integer.toString(ports.next());
        String command =
                code.provocation()
                        .at(server.address())
                        .replace(":" + PHONE, ":" + phone)
                        .replace("-p " + PHONE, "-p " + phone)
                        .replace("--port " + PHONE, "--port " + phone);
        if (command.contains("ringback register")) {
            Checkout.run(
                    "register",
                    server.address(),
                    "--user",
                    "bob",
                    "--password",
                    "bob",
                    "--unregister");
        }
        try (PeerProcess shell =
                PeerProcess.start(Checkout.root(), Map.of("TERM", "dumb"), "sh", "-c", command)) {
            Finished finished = shell.await(LIMIT);
            String told = "(SIP/2\\.0 |.* refused with )?" + code.status() + " .*";
            assertThat((finished.out() + finished.err()).lines())
                    .as(command + "\n" + finished)
                    .anyMatch(line -> line.matches(told));
        }
    }
}
