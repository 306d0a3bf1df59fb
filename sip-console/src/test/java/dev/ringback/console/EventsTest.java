package dev.ringback.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.console.api.Asked;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What browsers are told while it happens.
final class EventsTest {
    private final TestConsole console;

    EventsTest(@TempDir Path folder) throws Exception {
        console = TestConsole.open(folder);
    }

    @AfterEach
    void end() {
        console.close();
    }

    private Socket listen(Browser browser, String query) throws IOException {
        return browser.send("GET", "/api/v1/events" + query, "");
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /// The data of the next event of a name; null where the stream ends before it.
    private static String next(BufferedReader stream, String name) throws IOException {
        String line = stream.readLine();
        while (line != null && !line.equals("event: " + name)) {
            line = stream.readLine();
        }
        return line == null ? "" : stream.readLine();
    }

    @Test
    void registrationsCallsAndRatesAreToldAsTheyChange() throws Exception {
        try (Socket socket = listen(console.admin(), "")) {
            BufferedReader stream = reader(socket);
            assertThat(next(stream, "hello")).contains("\"callsPerSecond\":10");
            assertThat(next(stream, "rates")).contains("\"messagesIn\":");
            console.calls.add(MemoryCalls.timedOut("one", MemoryCalls.BEGIN, "bob@example.com"));
            assertThat(next(stream, "calls"))
                    .contains("\"callId\":\"one\"", "\"omitted\":0", "\"status\":408");
            try (Telephone telephone = new Telephone("alice", console.sip())) {
                telephone.register();
            }
            assertThat(next(stream, "registrations"))
                    .contains("\"aor\":\"alice@localhost\"", "\"expiresSeconds\":");
        }
    }

    @Test
    void manyCallsAreSampled() throws Exception {
        try (Socket socket = listen(console.admin(), "?callsPerSecond=3")) {
            BufferedReader stream = reader(socket);
            next(stream, "rates");
            for (int i = 0; i < 700; i++) {
                console.calls.add(
                        MemoryCalls.timedOut("call-" + i, MemoryCalls.BEGIN, "bob@example.com"));
            }
            long told = 0;
            long omitted = 0;
            while (told + omitted < 700) {
                String news = next(stream, "calls");
                int summaries = news.split("\"callId\":", -1).length - 1;
                assertThat(summaries).isLessThanOrEqualTo(3);
                told += summaries;
                omitted += Long.parseLong(news.replaceAll(".*\"omitted\":(\\d+).*", "$1"));
            }
            assertThat(told + omitted).isEqualTo(700);
        }
    }

    @Test
    void aCallThatIsFollowedIsToldWithItsMessages() throws Exception {
        String query = "?callsPerSecond=0&call=" + Asked.id("one");
        try (Socket socket = listen(console.admin(), query);
                Socket other = listen(console.admin(), "?newest=true")) {
            BufferedReader followed = reader(socket);
            BufferedReader newest = reader(other);
            next(followed, "hello");
            next(newest, "hello");
            console.calls.add(MemoryCalls.timedOut("one", MemoryCalls.BEGIN, "bob@example.com"));
            assertThat(next(followed, "call")).contains("\"raw\":\"INVITE sip:bob@example.com");
            assertThat(next(newest, "call")).contains("\"callId\":\"one\"");
        }
    }

    @Test
    void aLargeCallIsToldWithoutTheTextOfItsMessages() throws Exception {
        String query = "?callsPerSecond=0&call=" + Asked.id("one");
        String large = "x".repeat(200_000);
        try (Socket socket = listen(console.admin(), query)) {
            BufferedReader followed = reader(socket);
            next(followed, "hello");
            console.calls.add(MemoryCalls.timedOut("one", MemoryCalls.BEGIN, large));
            assertThat(next(followed, "call"))
                    .contains("\"raw\":null", "\"startLine\":\"INVITE sip:xxx")
                    .hasSizeLessThan(500_000);
        }
        assertThat(console.admin().get("/api/v1/calls/" + Asked.id("one")).body())
                .contains("\"raw\":\"INVITE sip:xxx");
    }

    @Test
    void theRecordIsFollowedOnlyWhileSomebodyListens() throws Exception {
        assertThat(console.calls.watchers()).isZero();
        try (Socket socket = listen(console.admin(), "");
                Socket other = listen(console.admin(), "")) {
            next(reader(socket), "hello");
            next(reader(other), "hello");
            assertThat(console.calls.watchers()).isEqualTo(1);
        }
        await().atMost(Browser.PATIENCE).until(() -> console.calls.watchers() == 0);
        try (Socket socket = listen(console.admin(), "")) {
            BufferedReader stream = reader(socket);
            next(stream, "hello");
            console.calls.add(MemoryCalls.timedOut("one", MemoryCalls.BEGIN, "bob@example.com"));
            assertThat(next(stream, "calls")).contains("\"callId\":\"one\"");
        }
    }

    @Test
    void aBrowserThatDoesNotReadIsGivenUpAndCounted() throws Exception {
        String large = "x".repeat(30_000) + "@example.com";
        try (Socket socket = listen(console.admin(), "?callsPerSecond=50")) {
            socket.setReceiveBufferSize(4_096);
            BufferedReader other = reader(listen(console.admin(), ""));
            next(other, "hello");
            await().atMost(Browser.PATIENCE.multipliedBy(6))
                    .until(
                            () -> {
                                for (int i = 0; i < 50; i++) {
                                    console.calls.add(
                                            MemoryCalls.timedOut(
                                                    "call-" + i, MemoryCalls.BEGIN, large));
                                }
                                return console.stranger()
                                        .get("/metrics")
                                        .body()
                                        .contains("\nringback_console_slow_clients_total 1.0");
                            });
            assertThat(next(other, "rates")).isNotEmpty();
        }
    }

    @Test
    void whoLogsOutIsToldNoMore() throws Exception {
        Browser admin = console.admin();
        try (Socket socket = listen(admin, "")) {
            BufferedReader stream = reader(socket);
            next(stream, "hello");
            assertThat(admin.ask("DELETE", "/api/v1/session", "").status()).isEqualTo(204);
            assertThat(next(stream, "bye")).contains("\"reason\":\"session\"");
            assertThat(next(stream, "rates")).isEmpty();
        }
    }

    @Test
    void soManyMayListenAndNoMore() throws Exception {
        Browser admin = console.admin();
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 32; i++) {
                Socket socket = listen(admin, "");
                open.add(socket);
                assertThat(next(reader(socket), "hello")).isNotEmpty();
            }
            assertThat(admin.get("/api/v1/events").status()).isEqualTo(503);
            open.removeLast().close();
            await().atMost(Browser.PATIENCE)
                    .until(
                            () -> {
                                try (Socket socket = listen(admin, "")) {
                                    String status = reader(socket).readLine();
                                    return status.contains(" 200 ");
                                }
                            });
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
