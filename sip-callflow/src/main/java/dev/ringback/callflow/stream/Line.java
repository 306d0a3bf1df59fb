package dev.ringback.callflow.stream;

import dev.ringback.callflow.intake.Intake;
import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Passage;
import dev.ringback.stack.Transport;
import java.net.InetSocketAddress;
import java.time.Instant;

/// One direction of a connection: from where to where, within which limits, and who takes what it
/// carries.
///
/// @param from the sender
/// @param to the receiver
/// @param secure whether it was under TLS
/// @param limits what may be held
/// @param intake who takes messages
record Line(
        InetSocketAddress from,
        InetSocketAddress to,
        boolean secure,
        IntakeLimits limits,
        Intake intake) {
    /// The same line under TLS.
    Line secured() {
        return new Line(from, to, true, limits, intake);
    }

    Passage plain(Instant at) {
        return new Passage(at, secure ? Transport.TLS : Transport.TCP, from, to);
    }

    Passage webSocket(Instant at) {
        return new Passage(at, secure ? Transport.WSS : Transport.WS, from, to);
    }
}
