package dev.ringback.bench.load;

/// Who wants to know what the callee sees of a call.
interface CallWatch {
    /// The INVITE arrived.
    void reached(String callId);

    /// The ACK arrived.
    void acknowledged(String callId);

    /// The BYE arrived.
    void ended(String callId);

    /// Something arrived as it should not, or did not arrive.
    void faulted(String callId, String reason);
}
