package dev.ringback.session;

import java.util.List;

/// A session from its INVITE to its end: RFC 3261 §13 and §15, with the races of RFC 5407 §2. What
/// is no arrow changes nothing.
final class SessionMachine {
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

    /// What happens to a session.
    enum Event {
        /// Caller: a provisional response made an early dialog.
        RANG,
        /// Caller: the first 2xx came. Callee: our 2xx is out.
        TAKEN,
        /// Caller: there will be no 2xx. Callee: we gave another final response.
        REFUSED,
        /// Callee: CANCEL, or BYE in the early dialog, or the time of Expires is over.
        WITHDRAWN,
        /// Callee: the ACK of our 2xx came.
        ACKNOWLEDGED,
        /// No ACK came for a 2xx of ours in 64*T1: §13.3.1.4.
        UNACKNOWLEDGED,
        /// The application wants no more.
        HANG_UP,
        /// It cannot go on: the peer is gone, nothing was agreed on, the session expired.
        BROKEN,
        /// The peer's BYE came.
        PEER_BYE,
        /// Our BYE has had its final response, or none in time.
        BYE_DONE
    }

    /// What is to be done.
    enum Action {
        /// Cancel our INVITE: §9.1.
        CANCEL,
        /// Answer the peer's INVITE with 487: §9.2, §15.1.2.
        TERMINATE,
        /// Stop sending and listening to media: §15.1.1.
        CLOSE_MEDIA,
        /// Send BYE.
        SEND_BYE,
        /// Forget everything and tell the end.
        END
    }

    /// @param next the next state
    /// @param actions what to do, in order
    record Step(Phase next, List<Action> actions) {
        private static Step to(Phase next, Action... actions) {
            return new Step(next, List.of(actions));
        }
    }

    private static final Step RINGING = Step.to(Phase.RINGING);
    private static final Step CANCELLING =
            Step.to(Phase.CANCELLING, Action.CANCEL, Action.CLOSE_MEDIA);
    private static final Step ACCEPTED = Step.to(Phase.ACCEPTED);
    private static final Step CONFIRMED = Step.to(Phase.CONFIRMED);
    private static final Step LEAVING = Step.to(Phase.LEAVING, Action.CLOSE_MEDIA);
    private static final Step PARTING = Step.to(Phase.PARTING, Action.CLOSE_MEDIA, Action.SEND_BYE);
    private static final Step TERMINATED = Step.to(Phase.ENDED, Action.TERMINATE, Action.END);
    private static final Step ENDED = Step.to(Phase.ENDED, Action.END);

    private SessionMachine() {}

    /// One row per arrow; what is none stays.
    static Step step(Phase phase, Event event) {
        Step stay = Step.to(phase);
        return switch (phase) {
            case CALLING, RINGING ->
                    switch (event) {
                        case RANG -> RINGING;
                        case TAKEN -> CONFIRMED;
                        case REFUSED -> ENDED;
                        case HANG_UP, BROKEN, PEER_BYE -> CANCELLING;
                        default -> stay;
                    };
            case CANCELLING ->
                    switch (event) {
                        case TAKEN -> PARTING;
                        case REFUSED -> ENDED;
                        default -> stay;
                    };
            case INVITED ->
                    switch (event) {
                        case TAKEN -> ACCEPTED;
                        case REFUSED -> ENDED;
                        case WITHDRAWN, PEER_BYE, HANG_UP, BROKEN -> TERMINATED;
                        default -> stay;
                    };
            case ACCEPTED ->
                    switch (event) {
                        case ACKNOWLEDGED -> CONFIRMED;
                        case HANG_UP, BROKEN -> LEAVING;
                        case UNACKNOWLEDGED -> PARTING;
                        case PEER_BYE -> ENDED;
                        default -> stay;
                    };
            case CONFIRMED ->
                    switch (event) {
                        case HANG_UP, BROKEN, UNACKNOWLEDGED -> PARTING;
                        case PEER_BYE -> ENDED;
                        default -> stay;
                    };
            case LEAVING ->
                    switch (event) {
                        case ACKNOWLEDGED, UNACKNOWLEDGED -> PARTING;
                        case PEER_BYE -> ENDED;
                        default -> stay;
                    };
            case PARTING -> event == Event.BYE_DONE ? ENDED : stay;
            case ENDED -> stay;
        };
    }
}
