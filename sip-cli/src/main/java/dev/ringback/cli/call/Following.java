package dev.ringback.cli.call;

import dev.ringback.sip.Call;
import dev.ringback.sip.UserAgent;
import java.util.Map;

/// What is done when a peer wants us to call somebody else.
final class Following {
    private Following() {}

    /// Follows, or declines.
    static void install(UserAgent agent, boolean follow, Screen screen) {
        if (!follow) {
            return;
        }
        agent.onTransfer(
                request -> {
                    String target = request.target().toString();
                    screen.tell(
                            "the peer sends us to " + target, "referred", Map.of("target", target));
                    Call call = request.accept();
                    call.onEvent(screen::happened);
                    call.awaitEnd();
                });
    }
}
