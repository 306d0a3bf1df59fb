package dev.ringback.cli.call;

import dev.ringback.sip.Call;
import dev.ringback.sip.UserAgent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// What is done when a peer wants us to call somebody else, RFC 3515: nothing, unless the user
/// wants to follow. The command goes on as long as such a call.
final class Following {
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Screen screen;

    private Following(Screen screen) {
        this.screen = screen;
    }

    /// Follows, or declines.
    static Following install(UserAgent agent, boolean follow, Screen screen) {
        Following following = new Following(screen);
        if (follow) {
            agent.onTransfer(
                    request -> {
                        String target = request.target().toString();
                        String text = "the peer sends us to " + target;
                        screen.tell(text, "referred", Map.of("target", target));
                        Call call = request.accept();
                        following.calls.add(call);
                        call.onEvent(screen::happened);
                        call.awaitEnd();
                    });
        }
        return following;
    }

    /// Waits until the calls that we were sent to are over, and tells of them.
    void awaitEnds() throws InterruptedException {
        for (Call call : calls) {
            String how = Ends.text(call.awaitEnd());
            Station.tellFigures(call, screen);
            screen.tell(how, "ended", Map.of("how", how, "callId", call.callId()));
        }
    }

    /// Ends the calls that we were sent to.
    void hangUp() throws InterruptedException {
        for (Call call : calls) {
            call.hangUp();
        }
    }
}
