package dev.ringback.cli.call;

import dev.ringback.cli.ctl.WhichServer;
import dev.ringback.control.ControlClient;
import dev.ringback.control.ControlRequest;
import dev.ringback.control.ControlSocket;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What the server that runs on this machine knows of a call that failed.
final class Explained {
    private Explained() {}

    /// The cause and how to ask for more; nothing where no server runs here, or where it has not
    /// seen the call.
    static List<String> here(String callId) {
        try {
            ControlSocket server = new WhichServer().running();
            return server == null ? List.of() : by(server, callId);
        } catch (IOException _) {
            return List.of(); // it knows nothing of the call
        }
    }

    private static List<String> by(ControlSocket server, String callId) throws IOException {
        ControlRequest question = new ControlRequest("why", Map.of("call", callId, "lang", "en"));
        try (ControlClient client = ControlClient.connect(server)) {
            if (client.ask(question).get("why") instanceof Map<?, ?> why
                    && why.get("cause") instanceof Map<?, ?> cause) {
                return List.of("why: " + cause.get("text"), "more: ringback why " + callId);
            }
            return List.of();
        }
    }
}
