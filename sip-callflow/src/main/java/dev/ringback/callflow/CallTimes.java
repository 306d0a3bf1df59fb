package dev.ringback.callflow;

import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How long the parts of a call took, with the names and by the definitions of RFC 6076 §4.1 to
/// §4.5. The RFC measures at the originating user agent. Here the times are those at which messages
/// passed, as near to it as they did.
///
/// @param registrationRequestDelay RRD, §4.1: from the first REGISTER to its 2xx, a challenge
///     included; null where no registration succeeded
/// @param sessionRequestDelay SRD, §4.3: from the first INVITE to the response that tells how it
///     goes, challenges and redirections included
/// @param sessionDisconnectDelay SDD, §4.4: from the BYE to its final response; null also where no
///     response came, which §4.4 leaves out
/// @param sessionDurationTime SDT, §4.5: from the 2xx of the INVITE to the BYE, or to the end of
///     Timer F where the BYE was never answered
public record CallTimes(
        @Nullable Duration registrationRequestDelay,
        @Nullable Measured sessionRequestDelay,
        @Nullable Measured sessionDisconnectDelay,
        @Nullable Measured sessionDurationTime) {
    /// A time, and of what: successes and failures must not be mixed (§4.3).
    ///
    /// @param time how long
    /// @param successful whether what took this time succeeded
    public record Measured(Duration time, boolean successful) {}

    /// The times of the first registration and of the first session of a flow.
    ///
    /// @param until up to when messages were seen, so that it is known what was never answered
    public static CallTimes of(CallFlow flow, Instant until) {
        List<Transaction> transactions = Transaction.of(flow.messages());
        List<Attempt> sessions = Attempt.of(transactions, Method.INVITE);
        return of(flow, sessions.isEmpty() ? null : sessions.getFirst(), until);
    }

    /// The times of the first registration and of one session of a flow.
    ///
    /// @param session what was done to get that session; null where nobody saw its beginning
    /// @param until up to when messages were seen, so that it is known what was never answered
    public static CallTimes of(CallFlow flow, @Nullable Attempt session, Instant until) {
        List<Transaction> transactions = Transaction.of(flow.messages());
        Disconnection end = Disconnection.of(flow.messages(), transactions, session);
        return new CallTimes(
                registration(Attempt.of(transactions, Method.REGISTER)),
                session == null ? null : request(session, until),
                end == null ? null : end.delay(),
                session == null || end == null ? null : duration(session, end, until));
    }

    private static @Nullable Duration registration(List<Attempt> attempts) {
        for (Attempt attempt : attempts) {
            Passed result = attempt.result();
            if (result != null && attempt.successful()) {
                return Duration.between(attempt.begin(), result.at());
            }
        }
        return null;
    }

    private static @Nullable Measured request(Attempt session, Instant until) {
        Passed status = session.status();
        if (session.successful()) {
            return status == null ? null : measured(session.begin(), status.at(), true);
        }
        Passed result = session.result();
        if (!session.failed(until) || result == null) {
            return null;
        }
        Passed first = status != null && status.at().isBefore(result.at()) ? status : result;
        return measured(session.begin(), first.at(), false);
    }

    private static @Nullable Measured duration(Attempt session, Disconnection end, Instant until) {
        Passed answer = session.result();
        if (answer == null || !session.successful()) {
            return null;
        }
        Instant timeout = end.begin().plus(Attempt.TIMEOUT);
        if (!end.unanswered()) {
            return measured(answer.at(), end.seenBy(session), true);
        }
        return timeout.isAfter(until) ? null : measured(answer.at(), timeout, false);
    }

    private static Measured measured(Instant from, Instant to, boolean successful) {
        return new Measured(Duration.between(from, to), successful);
    }

    /// The end of a session.
    ///
    /// @param tries the BYE and its repetitions with credentials or after a while, where it passed
    ///     first
    /// @param passages the BYE wherever it passed
    private record Disconnection(List<Transaction> tries, List<Passed> passages) {
        /// Of that session, or of whichever ended where none began.
        static @Nullable Disconnection of(
                List<Passed> messages, List<Transaction> all, @Nullable Attempt session) {
            Predicate<Passed> ends =
                    passed ->
                            passed.message() instanceof SipRequest request
                                    && request.method().equals(Method.BYE)
                                    && (session == null || session.owns(request));
            List<Transaction> those =
                    all.stream().filter(each -> ends.test(each.request())).toList();
            List<Attempt> byes = Attempt.of(those, Method.BYE);
            if (byes.isEmpty()) {
                return null;
            }
            List<Transaction> tries =
                    byes.stream().flatMap(attempt -> attempt.tries().stream()).toList();
            return new Disconnection(tries, messages.stream().filter(ends).toList());
        }

        Instant begin() {
            return tries.getFirst().begin();
        }

        boolean unanswered() {
            return tries.stream().allMatch(each -> each.finalResponse() == null);
        }

        /// When the originating user agent sent or received it.
        Instant seenBy(Attempt session) {
            var origin = session.tries().getFirst().request().from();
            for (Passed passed : passages) {
                if (passed.from().equals(origin) || passed.to().equals(origin)) {
                    return passed.at();
                }
            }
            return begin();
        }

        @Nullable Measured delay() {
            Passed last = null;
            for (Transaction each : tries) {
                Passed success = each.success();
                if (success != null) {
                    return measured(begin(), success.at(), true);
                }
                Passed response = each.finalResponse();
                last = response == null ? last : response;
            }
            return last == null ? null : measured(begin(), last.at(), false);
        }
    }
}
