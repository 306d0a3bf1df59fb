package dev.ringback.session;

import dev.ringback.header.NameAddress;
import dev.ringback.reaction.Reactions;
import dev.ringback.sessiontimer.TimerPolicy;
import dev.ringback.stack.ListenPoint;
import dev.ringback.useragent.Envelope;
import dev.ringback.useragent.LocalAgent;
import dev.ringback.useragent.UserAgentCore;
import java.util.List;

/// What a session needs of the user agent that it belongs to. Asked on the stack's thread.
public interface SessionContext {
    /// The core that the agent is with.
    UserAgentCore core();

    /// Whose session it is.
    LocalAgent agent();

    /// Where requests in the dialog reach this agent, for Contact: RFC 3261 §8.1.1.8.
    ///
    /// @param local the listening point that the message leaves from
    NameAddress contact(ListenPoint local);

    /// How requests of its sessions react to responses.
    Reactions reactions();

    /// What secures the messages of its sessions.
    default Envelope envelope() {
        return Envelope.NONE;
    }

    /// What its sessions want of session timers: RFC 4028. It matters where the agent's
    /// capabilities name `timer`.
    default TimerPolicy sessionTimer() {
        return TimerPolicy.PASSIVE;
    }

    /// The Info Packages whose INFO requests are wanted, for Recv-Info: RFC 6086 §4.2.2. Without
    /// any, only INFO requests of the kind that was there before Info Packages are taken.
    default List<String> infoPackages() {
        return List.of();
    }
}
