package dev.ringback.examples.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.sip.CallEnd;
import dev.ringback.sip.SipClient;
import dev.ringback.stack.ListenPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FirstCallTest {
    private static final Path SOURCE =
            Path.of("src/main/java/dev/ringback/examples/phone/FirstCall.java");

    @Test
    void callsOverRealSockets() throws Exception {
        CompletableFuture<CallEnd> end = new CompletableFuture<>();
        try (SipClient client = SipClient.newBuilder().listen("udp:127.0.0.1:0").build()) {
            client.userAgent("sip:bob@example.com")
                    .build()
                    .onCall(
                            call -> {
                                call.accept();
                                call.hangUp();
                                end.complete(call.awaitEnd());
                            });
            ListenPoint point = client.listenPoints().getFirst();
            FirstCall.main(new String[] {"sip:bob@127.0.0.1:" + point.advertisedPort()});
        }
        assertThat(end.get(1, TimeUnit.SECONDS)).isInstanceOf(CallEnd.ByUs.class);
    }

    @Test
    void hasFifteenLinesOfCode() throws Exception {
        long lines =
                Files.readAllLines(SOURCE).stream()
                        .map(String::strip)
                        .dropWhile(line -> !line.contains("class FirstCall"))
                        .filter(line -> !line.isEmpty() && !line.startsWith("///"))
                        .count();
        assertThat(lines).isLessThanOrEqualTo(15);
    }
}
