package dev.ringback.cause;

import dev.ringback.auth.Verdict;
import dev.ringback.stack.Destination;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What decided a final response. A response code does not say what happened; this does. It is
/// immutable, bounded by what it describes, and never sent to a peer.
public sealed interface Cause {
    /// An element of ours did what was asked.
    ///
    /// @param by which element
    record Served(Element by) implements Cause {}

    /// The request failed a check.
    ///
    /// @param check which check, with its clause
    /// @param subject what failed it: a header field's name, an option-tag, a method, a fixed word
    record CheckFailed(Check check, String subject) implements Cause {}

    /// The sender has to prove who it is, RFC 3261 §22.
    ///
    /// @param realm for which realm
    /// @param fault what is wrong with the credentials; null where there were none
    record Challenged(String realm, Verdict.@Nullable Reason fault) implements Cause {}

    /// A policy forbids it, whoever asks.
    ///
    /// @param policy which policy
    record Denied(Policy policy) implements Cause {}

    /// A rule of the operator's routing decided.
    ///
    /// @param source the file that the rule stands in
    /// @param line its line in that file, 0 where it has none
    /// @param rule what it is called, or the method of a class that answered
    record RuleMatched(String source, int line, String rule) implements Cause {}

    /// The operator's routing answered after all that it had tried failed.
    ///
    /// @param by the rule that decided
    /// @param after why the last try failed
    record FellBack(RuleMatched by, Cause after) implements Cause {}

    /// A store answered, or did not.
    ///
    /// @param store which store
    /// @param finding what it had to say
    /// @param subject about whom
    record StoreAnswered(Store store, Finding finding, String subject) implements Cause {}

    /// A user of ours is registered nowhere any more.
    ///
    /// @param user the address-of-record
    /// @param how what ended its last binding
    /// @param ago how long ago
    record Departed(String user, Absence how, Duration ago) implements Cause {}

    /// A timer fired before a final response came.
    ///
    /// @param timer which timer
    /// @param passed what had passed between us and the next hop until then
    /// @param after how long after the first sending
    /// @param to where it was sent
    record TimerFired(TimerName timer, Tally passed, Duration after, Destination to)
            implements Cause {}

    /// A message could not be sent.
    ///
    /// @param to where it was to go
    /// @param error what the operating system or the library said
    record TransportFailed(Destination to, TransportError error) implements Cause {
        /// @param words what the operating system or the library said
        public TransportFailed(Destination to, String words) {
            this(to, TransportError.of(words));
        }
    }

    /// The DNS was asked where a URI leads to, and knew, RFC 3263.
    ///
    /// @param host the host that was looked for
    /// @param steps the questions and their answers, in order; some of them where there were more
    ///     than [DnsStep#MOST]
    record Located(String host, List<DnsStep> steps) implements Cause {
        /// Copies the list.
        public Located {
            steps = DnsStep.few(steps);
        }
    }

    /// No server was found for a URI, RFC 3263.
    ///
    /// @param host the host that was looked for; the whole URI where that has none
    /// @param reason what it failed for
    /// @param steps the questions and their answers, in order; none where nothing was asked, some
    ///     of them where there were more than [DnsStep#MOST]
    record NotLocated(String host, Reason reason, List<DnsStep> steps) implements Cause {
        /// Copies the list.
        public NotLocated {
            steps = DnsStep.few(steps);
        }

        /// What a location can fail for.
        public enum Reason {
            /// The URI names no host: neither `sip` nor `sips`.
            NOT_A_SIP_URI,
            /// It asks for a transport that we do not have.
            NO_TRANSPORT,
            /// It is at an address of a family, IPv4 or IPv6, for which we have no socket.
            NO_FAMILY,
            /// The DNS knows no server of that name, or says that the service is not offered.
            NO_SERVER,
            /// The DNS did not answer in time.
            TIMED_OUT,
            /// The DNS answered, but with a failure or with nonsense.
            DNS_FAILED,
            /// Every server asked to be left alone for a time (503 with Retry-After).
            RESTING
        }
    }

    /// There was more to do than could be done.
    ///
    /// @param resource what ran out
    /// @param used how much of it was in use
    /// @param bound how much there is
    record Overloaded(Resource resource, int used, int bound) implements Cause {}

    /// A next hop answered.
    ///
    /// @param from which next hop
    /// @param status its status code
    record Received(Destination from, int status) implements Cause {}

    /// The client gave up, RFC 3261 §9.
    record Cancelled() implements Cause {}

    /// A fault of our own.
    ///
    /// @param type the class of what was thrown
    record Fault(String type) implements Cause {}

    /// The application above the stack decided: a user, a script, a test.
    ///
    /// @param by who, as the application names it
    record Decided(String by) implements Cause {}
}
