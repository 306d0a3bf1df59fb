package dev.ringback.callflow;

import dev.ringback.header.Method;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/// How many of many registrations and sessions succeeded: RFC 6076 §4.2 and §4.6 to §4.9, as
/// percentages. A ratio of nothing is undefined (§4).
///
/// A request that is repeated with credentials is one request here, since the challenge is part of
/// it (§5.3); one that is redirected is counted and taken out again, as the formulas of §4.6 and
/// §4.7 say.
///
/// @param registrations how often somebody tried to register
/// @param failedRegistrations how often that failed, or had no answer at all
/// @param sessions what became of the INVITEs
public record CallRatios(int registrations, int failedRegistrations, Sessions sessions) {
    /// Those of nothing.
    public static final CallRatios NONE = new CallRatios(0, 0, new Sessions(0, 0, 0, 0, 0, 0));

    /// The responses that show what a user wanted, §4.7.
    private static final List<Integer> USER = List.of(480, 486, 600, 603);

    /// The responses of a failed or overloaded element, §4.8.
    private static final List<Integer> INEFFECTIVE = List.of(408, 500, 503, 504);

    /// What became of the INVITEs of new sessions.
    ///
    /// @param requested how many sessions were asked for, those included that were sent elsewhere
    ///     and never asked for again
    /// @param redirected how many of them ended with a 3xx
    /// @param established how many had a 2xx
    /// @param declined how many had a 480, 486, 600 or 603
    /// @param ineffective how many had a 408, 500, 503 or 504, or no answer at all
    /// @param completed how many were established and ended by an answered BYE
    public record Sessions(
            int requested,
            int redirected,
            int established,
            int declined,
            int ineffective,
            int completed) {
        Sessions plus(Sessions other) {
            return new Sessions(
                    requested + other.requested,
                    redirected + other.redirected,
                    established + other.established,
                    declined + other.declined,
                    ineffective + other.ineffective,
                    completed + other.completed);
        }
    }

    /// The ratios of flows.
    ///
    /// @param until up to when messages were seen, so that it is known what was never answered
    public static CallRatios of(Collection<CallFlow> flows, Instant until) {
        int registrations = 0;
        int failed = 0;
        Sessions sessions = new Sessions(0, 0, 0, 0, 0, 0);
        for (CallFlow flow : flows) {
            List<Transaction> transactions = Transaction.of(flow.messages());
            for (Attempt attempt : Attempt.of(transactions, Method.REGISTER)) {
                registrations++;
                failed += attempt.failed(until) ? 1 : 0;
            }
            List<Attempt> ends = Attempt.of(transactions, Method.BYE);
            for (Attempt attempt : Attempt.of(transactions, Method.INVITE)) {
                sessions = sessions.plus(session(attempt, ended(attempt, ends), until));
            }
        }
        return new CallRatios(registrations, failed, sessions);
    }

    /// Those of both.
    public CallRatios plus(CallRatios other) {
        return new CallRatios(
                registrations + other.registrations,
                failedRegistrations + other.failedRegistrations,
                sessions.plus(other.sessions));
    }

    private static boolean ended(Attempt session, List<Attempt> ends) {
        return ends.stream()
                .filter(end -> session.owns(end.tries().getFirst().request().message()))
                .anyMatch(Attempt::successful);
    }

    private static Sessions session(Attempt attempt, boolean ended, Instant until) {
        int status = attempt.finalStatus();
        boolean success = attempt.successful();
        int ineffective = INEFFECTIVE.contains(status) || attempt.timedOut(until) ? 1 : 0;
        return new Sessions(
                1,
                status / 100 == 3 ? 1 : 0,
                success ? 1 : 0,
                USER.contains(status) ? 1 : 0,
                ineffective,
                success && ended ? 1 : 0);
    }

    /// IRA, §4.2: ineffective registration attempts, of all attempts.
    public OptionalDouble ineffectiveRegistrationAttempts() {
        return percent(failedRegistrations, registrations);
    }

    /// SER, §4.6: sessions established, of those that were not redirected.
    public OptionalDouble sessionEstablishmentRatio() {
        return percent(sessions.established, sessions.requested - sessions.redirected);
    }

    /// SEER, §4.7: sessions established or declined by a user, of those that were not redirected.
    public OptionalDouble sessionEstablishmentEffectivenessRatio() {
        return percent(
                sessions.established + sessions.declined, sessions.requested - sessions.redirected);
    }

    /// ISA, §4.8: ineffective session attempts, of all.
    public OptionalDouble ineffectiveSessionAttempts() {
        return percent(sessions.ineffective, sessions.requested);
    }

    /// SCR, §4.9: sessions that were established and ended in order, of all.
    public OptionalDouble sessionCompletionRatio() {
        return percent(sessions.completed, sessions.requested);
    }

    private static OptionalDouble percent(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * part / whole);
    }
}
