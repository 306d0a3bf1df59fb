package dev.ringback.it.codes;

import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.Received;
import java.util.UUID;

/// Calls to the echo that go wrong after they were set up, and some that do not.
final class Calls {
    private static final String ECHO = "sip:echo@localhost";

    private Calls() {}

    /// The 200 to the BYE of a call.
    static Received callAndHangUp(Caller caller) {
        Ask invite = Ask.of("INVITE", ECHO);
        Received answered = answered(caller, invite);
        return Row.play(caller, inDialog("BYE", invite, answered, 2));
    }

    /// The answer to the same INVITE that came on another way.
    static Received merge(Caller caller) {
        Ask invite = Ask.of("INVITE", ECHO);
        answered(caller, invite);
        String other = "SIP/2.0/%T 127.0.0.1:%P;rport;branch=z9hG4bK" + UUID.randomUUID();
        return Row.play(caller, invite.with("Via", other));
    }

    /// The answer to a second re-INVITE while the first has not been acknowledged.
    static Received glare(Caller caller) {
        Ask invite = Ask.of("INVITE", ECHO);
        Received answered = answered(caller, invite);
        Ask first = inDialog("INVITE", invite, answered, 2);
        Row.play(caller, first);
        return Row.play(caller, inDialog("INVITE", invite, answered, 3));
    }

    /// The answer to a request whose CSeq is lower than that of the INVITE.
    static Received lowSequence(Caller caller) {
        Ask invite = Ask.of("INVITE", ECHO).with("CSeq", "7 INVITE");
        Received answered = answered(caller, invite);
        return Row.play(caller, inDialog("INFO", invite, answered, 6));
    }

    private static Received answered(Caller caller, Ask invite) {
        Received response = Row.play(caller, invite);
        if (response.status() != 200) {
            throw new AssertionError("the echo did not answer: " + response.text());
        }
        caller.send(inDialog("ACK", invite, response, 1).text(caller));
        return response;
    }

    /// A request in the dialog of an answered INVITE.
    static Ask inDialog(String method, Ask invite, Received answered, long sequence) {
        String target = answered.header("Contact").replaceAll("^.*<([^>]*)>.*$", "$1");
        return Ask.of(method, target)
                .with("From", invite.value("From"))
                .with("To", answered.header("To"))
                .with("Call-ID", invite.value("Call-ID"))
                .with("CSeq", sequence + " " + method);
    }
}
