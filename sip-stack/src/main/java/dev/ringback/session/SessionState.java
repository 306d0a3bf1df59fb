package dev.ringback.session;

/// How far a session is, RFC 5407 §2 and Appendix A.
public enum SessionState {
    /// Caller: the INVITE is out, and no response but 100 came.
    CALLING,
    /// Early: a provisional response made the call known to both; or, for a callee, the INVITE is
    /// there.
    EARLY,
    /// Callee: our 2xx is out, and its ACK is not there (RFC 5407: Moratorium).
    ACCEPTED,
    /// The session is there.
    CONFIRMED,
    /// We are ending it: a CANCEL or BYE of ours waits for its outcome (RFC 5407: Mortal).
    ENDING,
    /// Over.
    ENDED
}
