package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.control.ControlServer;
import dev.ringback.control.ControlSocket;
import dev.ringback.control.JsonLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server tells piece by piece is put together again.
final class WhyCommandTest {
    @TempDir private Path folder = Path.of("");

    private Run why(String... options) throws IOException {
        ControlSocket socket = new ControlSocket(folder.resolve("ctl.sock"));
        Map<String, Object> leg = new LinkedHashMap<>(Map.of("callId", "two"));
        leg.put("messages", List.of());
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("callId", "one");
        call.put("messages", List.of());
        call.put("legs", List.of(leg));
        try (ControlServer _ =
                ControlServer.open(
                        socket,
                        Map.of(
                                "why",
                                (_, items) -> {
                                    items.accept(Map.of("line", "first"));
                                    items.accept(Map.of("line", "second"));
                                    items.accept(Map.of("leg", 0, "message", Map.of("n", 1)));
                                    items.accept(Map.of("leg", 1, "message", Map.of("n", 2)));
                                    items.accept(Map.of("leg", 0, "message", Map.of("n", 3)));
                                    return Map.of("why", call);
                                }))) {
            String[] all = new String[options.length + 4];
            System.arraycopy(options, 0, all, 4, options.length);
            all[0] = "why";
            all[1] = "one";
            all[2] = "--socket";
            all[3] = socket.path().toString();
            return Run.of(all);
        }
    }

    @Test
    void theTextIsItsLines() throws IOException {
        assertThat(why().out()).isEqualTo("first\nsecond\n");
    }

    @Test
    void theJsonHasTheMessagesOfEachLeg() throws IOException {
        Run run = why("--json");

        assertThat(run.status()).isZero();
        assertThat(run.out().strip())
                .isEqualTo(
                        "{\"callId\":\"one\",\"messages\":[{\"n\":1},{\"n\":3}],"
                                + "\"legs\":[{\"callId\":\"two\",\"messages\":[{\"n\":2}]}]}");
        assertThat(JsonLine.read(run.out().strip())).containsEntry("callId", "one");
    }
}
