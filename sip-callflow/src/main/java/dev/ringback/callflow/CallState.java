package dev.ringback.callflow;

/// How far a call is, with the names that operators know from sngrep.
public enum CallState {
    /// No call: a registration, a subscription, a message.
    NONE(""),
    /// There was no final response yet.
    CALL_SETUP("CALL SETUP"),
    /// It was answered and not ended.
    IN_CALL("IN CALL"),
    /// It was answered and ended.
    COMPLETED("COMPLETED"),
    /// The caller gave up before an answer.
    CANCELLED("CANCELLED"),
    /// The callee is busy or will not be disturbed: 480, 486, 600 or 603.
    BUSY("BUSY"),
    /// Any other failure.
    REJECTED("REJECTED"),
    /// It was sent elsewhere: 3xx, or 181 so far.
    DIVERTED("DIVERTED");

    private final String label;

    CallState(String label) {
        this.label = label;
    }

    /// The name as it is shown, empty for what is no call.
    public String label() {
        return label;
    }
}
