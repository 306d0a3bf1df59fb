package dev.ringback.it.why;

import dev.ringback.it.codes.Ask;
import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.Phone;
import dev.ringback.stack.Transport;
import java.util.Map;

/// Next hops that do not answer, or only with what is no answer: half a minute each, RFC 3261
/// §17.1.1.
final class TimerCauses extends Causes {
    private final Here here = open(Here.open(""));
    private final Here wide = open(Here.wide(4));
    private final Phone quiet = open(new Phone(Map.of()));

    TimerCauses() {
        cause(
                "a black hole",
                408,
                "no-response",
                () -> here.reach(quiet.uri("quiet")),
                "timer=B",
                "replies=0",
                "after=32 s",
                "*[1] no-response");
        cause(
                "a black hole behind a connection",
                408,
                "no-response",
                () ->
                        here.reach(
                                "<sip:x@"
                                        + open(new Callee(Callee::hearOut)).at()
                                        + ";transport=tcp>"),
                "timer=B",
                "sent=1");
        cause(
                "nonsense instead of an answer",
                408,
                "unreadable-response",
                this::nonsense,
                "timer=B",
                "replies=0",
                "fault=header_value");
        cause(
                "silence about another request than INVITE",
                0,
                "no-response",
                this::other,
                "timer=F");
    }

    /// Answers with the Via of the request and a CSeq that is none.
    private Story nonsense() {
        Peer babbling =
                open(
                        new Peer(
                                request ->
                                        "SIP/2.0 486 Busy\r\nVia: "
                                                + request.header("Via")
                                                + "\r\nCSeq: ?\r\n\r\n"));
        return wide.reach(babbling.uri("x"));
    }

    /// Nobody is told 408 for it (RFC 4320), and what happened is told all the same.
    private Story other() {
        Ask message = Ask.of("MESSAGE", here.user(quiet.uri("quiet")));
        try (Caller caller = Caller.over("UDP", here.port(Transport.UDP))) {
            caller.send(message.text(caller));
            return here.story(Here.callId(caller, message), 0);
        }
    }
}
