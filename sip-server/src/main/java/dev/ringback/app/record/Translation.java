package dev.ringback.app.record;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.why.Reasons;
import dev.ringback.message.SipMessage;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Tells what was recorded in the words of call flows. One thread.
public final class Translation {
    private static final Reason UNDECIDED = new Reason("undecided", Map.of(), List.of());

    private final MessageParser parser = new MessageParser(ParseLimits.defaults());
    private final LongFunction<Instant> wall;

    /// @param wall tells the time of day of monotonic nanoseconds
    public Translation(LongFunction<Instant> wall) {
        this.wall = wall;
    }

    /// A message; null where it is larger than what is read without limits of its own.
    public @Nullable Passed passed(Recorded.Message recorded) {
        SipMessage message = message(recorded.octets());
        if (message == null) {
            return null;
        }
        Recorded.Line line = recorded.line();
        return new Passed(
                wall.apply(recorded.at()),
                line.transport(),
                recorded.sent() ? line.local() : line.remote(),
                recorded.sent() ? line.remote() : line.local(),
                message);
    }

    /// A message without what a datagram may have behind it, which nobody counts.
    private @Nullable SipMessage message(byte[] octets) {
        if (!(parser.parse(octets) instanceof Parsed(SipMessage message))) {
            return null;
        }
        boolean more = message.size() < octets.length;
        return more && parser.parse(message.toBytes()) instanceof Parsed(SipMessage alone)
                ? alone
                : message;
    }

    /// A decision.
    public Remark remark(Recorded.Decided decided) {
        Remark what =
                new Remark(
                        wall.apply(decided.at()),
                        decided.method(),
                        decided.sequence(),
                        decided.status(),
                        UNDECIDED);
        return Reasons.remark(what, decided.causes(), wall);
    }
}
