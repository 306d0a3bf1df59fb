package dev.ringback.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Loopback;
import dev.ringback.it.peer.ServerProcess;
import org.junit.jupiter.api.Test;

/// The commands of `ringback` against a running server.
class CommandTest {
    private final FreePorts ports = new FreePorts();

    @Test
    void optionsAsksTheServer() {
        try (ServerProcess server = ServerProcess.start(ports, "--demo")) {
            for (String transport : new String[] {"udp:", "tcp:", ""}) {
                Finished asked = Checkout.run("options", transport + server.address());
                assertThat(asked.exit()).as(asked.toString()).isZero();
                assertThat(asked.out()).contains("200");
            }
        }
    }

    @Test
    void optionsSaysThatNobodyAnswers() {
        int nobody = ports.next();
        assertThat(Loopback.free(nobody)).isTrue();
        Finished asked = Checkout.run("options", "tcp:127.0.0.1:" + nobody);

        assertThat(asked.exit()).as(asked.toString()).isEqualTo(1);
        assertThat(asked.err()).doesNotContain("Exception");
    }

    @Test
    void usersComeAndGoWhileTheServerRuns() {
        try (ServerProcess server = ServerProcess.start(ports, "--domain", "localhost")) {
            String data = server.data().toString();
            assertThat(register(server, "zoe", "secret").exit()).isEqualTo(1);

            check(Checkout.run("user", "add", "zoe", "--password", "secret", "--data", data));
            Finished listed = Checkout.run("user", "ls", "--data", data);
            assertThat(listed.exit()).as(listed.toString()).isZero();
            assertThat(listed.out()).contains("zoe@localhost").doesNotContain("secret");

            awaitRegister(server, "secret", 0);
            assertThat(register(server, "zoe", "wrong").exit()).isEqualTo(1);

            check(Checkout.run("user", "rm", "zoe", "--data", data));
            assertThat(Checkout.run("user", "ls", "--data", data).out()).doesNotContain("zoe");
            awaitRegister(server, "secret", 1);
        }
    }

    private static void awaitRegister(ServerProcess server, String password, int exit) {
        Finished last = register(server, "zoe", password);
        for (int attempt = 0; attempt < 5 && last.exit() != exit; attempt++) {
            last = register(server, "zoe", password);
        }
        assertThat(last.exit()).as(last.toString()).isEqualTo(exit);
    }

    private static Finished register(ServerProcess server, String user, String password) {
        return Checkout.run(
                "register",
                server.address(),
                "--user",
                user + "@localhost",
                "--password",
                password);
    }

    private static void check(Finished finished) {
        assertThat(finished.exit()).as(finished.toString()).isZero();
        assertThat(finished.err()).doesNotContain("Exception");
    }
}
