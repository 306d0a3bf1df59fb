package dev.ringback.reaction;

import dev.ringback.cause.CauseGraph;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a request did not succeed. Never a bare number: each carries everything that led to it.
public sealed interface SipFailure {
    /// What happened, over all sendings.
    CauseGraph causes();

    /// The response code that stands for it: the one received, or the one that RFC 3261 §8.1.3.1
    /// has a client act as if it had received.
    int status();

    /// A final response refused it.
    ///
    /// @param response the response
    /// @param retryAfter how long the peer wants to be left alone; null where it does not say
    record Refused(SipResponse response, @Nullable Duration retryAfter, CauseGraph causes)
            implements SipFailure {
        @Override
        public int status() {
            return response.status();
        }
    }

    /// It was redirected, and nobody followed: the choice is the user's. 300 to 399, and 485.
    ///
    /// @param response the response
    /// @param choices where else to go, the best first
    record Redirected(SipResponse response, List<Contact> choices, CauseGraph causes)
            implements SipFailure {
        /// Copies the list.
        public Redirected {
            choices = List.copyOf(choices);
        }

        @Override
        public int status() {
            return response.status();
        }
    }

    /// Somebody wants credentials that we do not have, or did not take those that we have.
    ///
    /// @param response the last challenge, 401 or 407
    /// @param realms for which realms
    /// @param known whether we had credentials: they are wrong then
    record Unauthorized(SipResponse response, List<String> realms, boolean known, CauseGraph causes)
            implements SipFailure {
        /// Copies the list.
        public Unauthorized {
            realms = List.copyOf(realms);
        }

        @Override
        public int status() {
            return response.status();
        }
    }

    /// No final response came in time: as 408.
    record TimedOut(CauseGraph causes) implements SipFailure {
        @Override
        public int status() {
            return 408;
        }
    }

    /// It could not be sent anywhere: as 503.
    record Unreachable(CauseGraph causes) implements SipFailure {
        @Override
        public int status() {
            return 503;
        }
    }

    /// We cancelled it: as 487.
    ///
    /// @param response the 487, or what came instead; null where nothing came
    record Cancelled(@Nullable SipResponse response, CauseGraph causes) implements SipFailure {
        @Override
        public int status() {
            return 487;
        }
    }
}
