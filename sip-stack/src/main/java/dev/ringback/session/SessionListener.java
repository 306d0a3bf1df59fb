package dev.ringback.session;

import dev.ringback.transaction.ServerTransaction;

/// Who owns a session and hears what happens to it. Called on the stack's thread, in the order in
/// which things happen; it may call the session back at once.
@FunctionalInterface
public interface SessionListener {
    /// Something happened. The last event of every session is [SessionEvent.Ended].
    void happened(SessionEvent event);

    /// Answers a request in the dialog of a method that the session does not serve itself: REFER,
    /// MESSAGE, an unknown one that the agent's capabilities name.
    ///
    /// @return false where it does not: the other usages of the dialog and the agent are asked
    default boolean request(ServerTransaction transaction) {
        return false;
    }
}
