package dev.ringback.callflow.secrets;

import dev.ringback.callflow.intake.Direction;
import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Tally;
import java.util.ArrayList;
import java.util.List;

/// A connection under TLS 1.2 or 1.3 of which both directions are seen from their start. Its
/// application data comes out in the clear when the key log has its secrets; until then its octets
/// wait.
public final class TlsConnection {
    private final KeyLog keyLog;
    private final int limit;
    private final Tally tally;
    private final Handshake handshake = new Handshake();
    private final List<TlsDirection> directions = new ArrayList<>(2);
    private boolean failed;

    /// A connection whose secrets may be in this key log.
    public TlsConnection(KeyLog keyLog, IntakeLimits limits, Tally tally) {
        this.keyLog = keyLog;
        this.limit = limits.streamOctets();
        this.tally = tally;
    }

    /// One of its directions.
    ///
    /// @param plain who takes what is in it
    public Direction direction(Direction plain) {
        TlsDirection direction = new TlsDirection(this, plain, limit);
        directions.add(direction);
        return direction;
    }

    /// Goes on in both directions: one may have waited for the other.
    void advance() {
        for (TlsDirection direction : directions) {
            if (!failed) {
                direction.advance();
            }
        }
    }

    /// It cannot be read. Counted once for both directions.
    void fail() {
        if (!failed) {
            failed = true;
            tally.skip(Skip.ENCRYPTED);
            directions.forEach(TlsDirection::drop);
        }
    }

    boolean failed() {
        return failed;
    }

    KeyLog keyLog() {
        return keyLog;
    }

    Handshake handshake() {
        return handshake;
    }
}
