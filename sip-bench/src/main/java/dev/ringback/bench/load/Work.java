package dev.ringback.bench.load;

import dev.ringback.bench.socket.Link;
import dev.ringback.message.SipResponse;

/// Operations of one kind.
interface Work {
    /// Begins one.
    ///
    /// @param number counted from 0
    /// @param due when it should have begun, in nanoseconds
    void start(int number, long due);

    /// A response came.
    void response(SipResponse response, Link from);

    /// The run is over: what is not done has failed.
    void giveUp();
}
