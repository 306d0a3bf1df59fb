package dev.ringback.transaction;

/// What a transaction machine can order. The transaction that runs the machine carries it out.
enum Action {
    /// Send the request for the first time.
    SEND_REQUEST,
    /// Send the request again and start the retransmission timer with its next interval.
    RESEND_REQUEST,
    /// Send the ACK of the non-2xx response at hand, RFC 3261 §17.1.1.3.
    SEND_ACK,
    /// Send the response that the transaction user gave, and keep it for repetitions.
    SEND_RESPONSE,
    /// Send the last response again, if there is one.
    RESEND_RESPONSE,
    /// Send 100 (Trying) of our own.
    SEND_TRYING,
    /// Give the message at hand to the transaction user.
    PASS_UP,
    /// Tell the transaction user that nobody answered in time.
    TELL_TIMEOUT,
    /// Tell the transaction user that the transport failed.
    TELL_TRANSPORT_ERROR,
    /// Start the doubling timer A, E or G; it stays silent over a reliable transport.
    START_RETRANSMISSION,
    /// Start it again with its next interval.
    RESTART_RETRANSMISSION,
    /// Start it again with T2 from now on.
    SLOW_RETRANSMISSION,
    /// Stop it.
    STOP_RETRANSMISSION,
    /// Start the timer that sends 100 when the transaction user is slow.
    START_TRYING,
    /// Stop it.
    STOP_TRYING,
    START_B,
    START_D,
    START_F,
    START_H,
    START_I,
    START_J,
    START_K,
    START_L,
    START_M,
    /// Start the limit of a non-INVITE server transaction whose user never answers, RFC 4320 §4.2.
    START_OVERDUE,
    /// Stop the timer that limits this state.
    STOP_LIMIT
}
