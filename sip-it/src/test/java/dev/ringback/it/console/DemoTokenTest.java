package dev.ringback.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A demonstration whose console is not where its WebSocket is.
class DemoTokenTest {
    private final FreePorts ports = new FreePorts();

    @Test
    void theConsoleOfADemonstrationWithoutSoftphonesIsEnteredWithAToken() throws Exception {
        String at = "127.0.0.1:" + ports.next();
        try (ServerProcess server = ServerProcess.start(ports, "--demo", "--console", at);
                HttpClient browser = HttpClient.newHttpClient()) {
            Path file = server.data().resolve("console.token");
            String token = await().until(() -> token(file), text -> !text.isEmpty());
            HttpRequest.Builder session =
                    HttpRequest.newBuilder(URI.create("http://" + at + "/api/v1/session"));
            HttpRequest login =
                    session.copy()
                            .header("Content-Type", "application/json")
                            .header("Origin", "http://" + at)
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"token\":\"" + token + "\"}"))
                            .build();
            HttpResponse.BodyHandler<String> text = HttpResponse.BodyHandlers.ofString();
            assertThat(browser.send(session.build(), text).statusCode()).isEqualTo(401);
            assertThat(browser.send(login, text).statusCode()).isEqualTo(200);
        }
    }

    private static String token(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }
}
