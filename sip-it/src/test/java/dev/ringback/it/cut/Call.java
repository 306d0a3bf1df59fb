package dev.ringback.it.cut;

import dev.ringback.it.peer.Received;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Two telephones and what they have of each other.
final class Call {
    private final Party caller;
    private final Party callee;
    private final Side broken;
    private @Nullable Received invite;
    private @Nullable Received other;

    /// Whose connection is cut.
    enum Side {
        CALLER,
        CALLEE
    }

    /// @param broken whose connection will be cut
    Call(Party caller, Party callee, Side broken) {
        this.caller = caller;
        this.callee = callee;
        this.broken = broken;
    }

    Party caller() {
        return caller;
    }

    Party callee() {
        return callee;
    }

    /// Whose connection is cut.
    Party lost() {
        return broken == Side.CALLER ? caller : callee;
    }

    /// The other one.
    Party left() {
        return broken == Side.CALLER ? callee : caller;
    }

    void keep(Received received) {
        invite = received;
    }

    void keepAnother(Received received) {
        other = received;
    }

    /// The INVITE as the callee has it.
    Received invite() {
        return Objects.requireNonNull(invite);
    }

    /// What came last before the cut: the 200 at the caller, or a further request at the callee.
    Received last() {
        return Objects.requireNonNull(other);
    }

    /// A whole call from the one to the other.
    void again() throws IOException {
        caller.invite(callee);
        callee.answer(callee.expect("INVITE "), 200);
        caller.acknowledge(caller.expect("200 INVITE"));
        callee.expect("ACK ");
        caller.inDialog("BYE");
        callee.hungUp();
        caller.expect("200 BYE");
    }
}
