package dev.ringback.callflow.stream;

import dev.ringback.callflow.intake.Direction;
import dev.ringback.callflow.intake.Guess;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.StartLine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A direction of which it is not known yet what it carries. Its first octets tell.
final class PlainDirection implements Direction {
    private static final int LONGEST_LINE = 8_192;

    private final Line line;
    private final @Nullable Connection connection;
    private final OctetQueue first = new OctetQueue();
    private boolean middle;
    private boolean ignored;
    private @Nullable Direction known;

    /// @param connection whose direction it is, where it may be under TLS
    /// @param middle whether its start was not captured
    PlainDirection(Line line, @Nullable Connection connection, boolean middle) {
        this.line = line;
        this.connection = connection;
        this.middle = middle;
    }

    @Override
    public void octets(byte[] octets, Instant at) {
        if (ignored) {
            return;
        }
        if (known != null) {
            known.octets(octets, at);
            return;
        }
        first.add(octets);
        known = recognized();
        if (known != null) {
            known.octets(first.take(first.length()), at);
        } else if (ignored || first.length() > LONGEST_LINE) {
            boolean encrypted = Signs.isEncrypted(first.array(), first.start(), first.end());
            Skip reason = middle && encrypted ? Skip.ENCRYPTED : Skip.NOT_SIP;
            ignored = true;
            first.clear();
            line.intake().skip(reason);
        }
    }

    private @Nullable Direction recognized() {
        byte[] octets = first.array();
        int start = first.start();
        int end = first.end();
        if (connection != null && Signs.isTls(octets, start, end)) {
            return connection.tls(line);
        }
        if (Signs.isHttp(octets, start, end)) {
            return new WebSocketDirection(line, false);
        }
        Guess guess = StartLine.guess(octets, start, end);
        if (guess == Guess.SIP) {
            return new SipDirection(line, false);
        }
        if (middle && Signs.isEncrypted(octets, start, end)) {
            ignored = true;
            return null;
        }
        if (middle) {
            boolean frames = WebSocketFrame.beginsMessage(octets, start, end);
            return frames ? new WebSocketDirection(line, true) : new SipDirection(line, true);
        }
        ignored = guess == Guess.OTHER && !Signs.mayBeOther(octets, start, end);
        return null;
    }

    @Override
    public void gap(Instant at) {
        if (known != null) {
            known.gap(at);
        } else {
            first.clear();
            middle = true;
        }
    }

    @Override
    public void closed() {
        if (known != null) {
            known.closed();
        } else {
            first.clear();
            ignored = true;
        }
    }

    @Override
    public void end() {
        if (known != null) {
            known.end();
        }
        first.clear();
        ignored = true;
    }

    @Override
    public int held() {
        return first.capacity() + (known == null ? 0 : known.held());
    }
}
