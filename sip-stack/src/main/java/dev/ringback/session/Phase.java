package dev.ringback.session;

/// The states of the [SessionMachine], finer than what the application sees.
enum Phase {
    /// Caller: the INVITE is out.
    CALLING(SessionState.CALLING),
    /// Caller: there is an early dialog.
    RINGING(SessionState.EARLY),
    /// Caller: we gave it up, and wait for what the INVITE comes to.
    CANCELLING(SessionState.ENDING),
    /// Callee: the INVITE is there.
    INVITED(SessionState.EARLY),
    /// Callee: our 2xx waits for its ACK.
    ACCEPTED(SessionState.ACCEPTED),
    /// The session is there.
    CONFIRMED(SessionState.CONFIRMED),
    /// Callee: it is to end, but BYE has to wait for the ACK (RFC 3261 §15).
    LEAVING(SessionState.ENDING),
    /// Our BYE waits for its response.
    PARTING(SessionState.ENDING),
    /// Over.
    ENDED(SessionState.ENDED);

    private final SessionState state;

    Phase(SessionState state) {
        this.state = state;
    }

    /// What the application sees.
    SessionState state() {
        return state;
    }

    /// Whether the session is over or about to be.
    boolean ending() {
        return state == SessionState.ENDING || state == SessionState.ENDED;
    }
}
