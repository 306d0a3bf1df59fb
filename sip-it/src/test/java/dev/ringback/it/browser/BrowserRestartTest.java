package dev.ringback.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.it.browser.Browser.Library;
import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A call of two browsers while their server is started anew.
class BrowserRestartTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final FreePorts ports = new FreePorts();
    private final int port = ports.next();
    private final Path folder = Checkout.folder("restart");

    private ServerProcess server() {
        return ServerProcess.start(
                ports,
                "--config",
                folder.resolve("ringback.yaml").toString(),
                "--user",
                "alice:alice",
                "--user",
                "bob:bob",
                "--listen",
                "ws:127.0.0.1:" + port + "/sip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob"})
    void aCallOutlivesTheServerAndEitherSideHangsUp(String who) throws IOException {
        Files.writeString(
                folder.resolve("ringback.yaml"), "domains: [localhost]\nsecret: secret\n");
        String url = "ws://localhost:" + port + "/sip";
        try (Browser browser = Browser.start()) {
            BrowserPhone alice = browser.phone("alice", Library.JSSIP);
            BrowserPhone bob = browser.phone("bob", Library.JSSIP);
            try (ServerProcess _ = server()) {
                alice.register(url, "alice");
                bob.register(url, "bob");
                alice.call("sip:bob@localhost", bob);
                alice.awaitSound();
            }
            assertThat(Files.getPosixFilePermissions(folder.resolve("secret")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            try (ServerProcess _ = server()) {
                await().atMost(LIMIT).until(() -> alice.registrations() > 1);
                await().atMost(LIMIT).until(() -> bob.registrations() > 1);
                bob.awaitSound();
                BrowserPhone first = who.equals("alice") ? alice : bob;
                BrowserPhone other = who.equals("alice") ? bob : alice;
                int end = other.begin("end");
                first.act("hangUp");
                assertThat(other.await(end).get("by").asString()).isEqualTo("remote");
            }
        }
    }
}
