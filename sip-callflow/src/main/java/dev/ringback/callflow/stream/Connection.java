package dev.ringback.callflow.stream;

import dev.ringback.callflow.intake.Direction;
import dev.ringback.callflow.intake.Intake;
import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Tally;
import dev.ringback.callflow.secrets.KeyLog;
import dev.ringback.callflow.secrets.TlsConnection;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A TCP connection with its two directions.
public final class Connection {
    private final IntakeLimits limits;
    private final Intake intake;
    private final Tally tally;
    private final KeyLog keyLog;
    private @Nullable TlsConnection tls;

    /// A connection whose messages go to this intake.
    public Connection(IntakeLimits limits, Intake intake, Tally tally, KeyLog keyLog) {
        this.limits = limits;
        this.intake = intake;
        this.tally = tally;
        this.keyLog = keyLog;
    }

    /// One of its directions.
    ///
    /// @param middle whether its start was not captured
    public Direction direction(InetSocketAddress from, InetSocketAddress to, boolean middle) {
        return new PlainDirection(new Line(from, to, false, limits, intake), this, middle);
    }

    /// A direction that turned out to be under TLS.
    Direction tls(Line line) {
        if (tls == null) {
            tls = new TlsConnection(keyLog, limits, tally);
        }
        return tls.direction(new PlainDirection(line.secured(), null, false));
    }
}
