package dev.ringback.it.cut;

/// How a connection ends.
enum Cut {
    /// With a reset, as that of a machine that lost its memory.
    RESET,
    /// With the end of the TCP connection and no word before it, as that of a killed process.
    FIN,
    /// As the protocol above TCP wants it: after close_notify, or a Close frame.
    FAREWELL
}
