package dev.ringback.it.why;

import dev.ringback.it.codes.Ask;
import dev.ringback.it.peer.Received;
import dev.ringback.stack.Transport;
import java.util.Objects;

/// Calls that pass more than once: what is told is what happened at the far end of them.
final class ChainCauses extends Causes {
    private static final String SESSION = "ab30317f1a784dc48ff824d0d3715d86";
    private static final String NIL = ";remote=00000000000000000000000000000000";

    private final Here here = open(Here.open(""));

    ChainCauses() {
        cause(
                "a spiral, and nobody at the end of it",
                480,
                "no-binding",
                this::spiral,
                "subject=second@localhost");
        cause(
                "a call that a B2BUA makes of another, which fails",
                480,
                "no-binding",
                this::legs,
                "subject=third@localhost");
    }

    /// The first user's binding is the second one's address here.
    private Story spiral() {
        int port = here.port(Transport.UDP);
        Story story = here.reach("<sip:second@127.0.0.1:" + port + ">");
        if (story.why().flow().remarks().size() != 2) {
            throw new AssertionError(story.why().flow().remarks().toString());
        }
        return story;
    }

    /// Another user agent makes a call of its own of the first one, with the same Session-ID (RFC
    /// 7989) and another Call-ID.
    private Story legs() {
        Peer agent = open(new Peer(request -> onward(request, Here.address("third"))));
        Ask first = Ask.of("INVITE", here.user(agent.uri("x"))).with("Session-ID", SESSION + NIL);
        Story story = here.ask(first);
        if (Objects.requireNonNull(story.why().origin()).flow().equals(story.why().flow())) {
            throw new AssertionError(story.lines().toString());
        }
        return story;
    }

    private String onward(Received request, String to) {
        Ask call = Ask.of("INVITE", to).with("Session-ID", request.header("Session-ID"));
        return Peer.answer(request, here.ask(call).status() + " As Over There");
    }
}
