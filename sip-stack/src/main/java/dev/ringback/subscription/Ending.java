package dev.ringback.subscription;

import dev.ringback.header.event.SubscriptionState;
import dev.ringback.reaction.SipFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a subscription is over, RFC 6665 §4.1.3.
///
/// @param reason what ended it
/// @param retryAfter when the notifier wants to hear again; null where it does not say
/// @param failure why a SUBSCRIBE in its dialog failed; null where none did
public record Ending(Reason reason, @Nullable Duration retryAfter, @Nullable SipFailure failure) {
    /// What can end a subscription.
    public enum Reason {
        /// It moved to another node: a new one should begin at once.
        DEACTIVATED(Again.NOW),
        /// A new one should begin later.
        PROBATION(Again.LATER),
        /// The policy does not permit it any more.
        REJECTED(Again.NEVER),
        /// It was not refreshed, or was ended by us, or a poll.
        TIMEOUT(Again.NOW),
        /// Nobody permitted it in time.
        GIVEUP(Again.LATER),
        /// There is nothing there to tell of.
        NORESOURCE(Again.NEVER),
        /// What is told of will not change.
        INVARIANT(Again.NEVER),
        /// The notifier gave no reason, or an unknown one.
        UNSAID(Again.LATER),
        /// The notifier knows nothing of it, or cannot be asked: a SUBSCRIBE failed.
        REFUSED(Again.LATER),
        /// No NOTIFY came in time (Timer N), or no refresh was possible before the end.
        SILENT(Again.LATER),
        /// Its dialog ended through another usage.
        DIALOG_GONE(Again.LATER);

        private final Again again;

        Reason(Again again) {
            this.again = again;
        }

        /// Whether a new subscription is of use.
        public Again again() {
            return again;
        }
    }

    /// Whether and when to subscribe anew.
    public enum Again {
        /// At once.
        NOW,
        /// After a while, or after what the notifier says.
        LATER,
        /// Not at all.
        NEVER
    }

    static Ending of(Reason reason) {
        return new Ending(reason, null, null);
    }

    static Ending refused(SipFailure failure) {
        return new Ending(Reason.REFUSED, null, failure);
    }

    /// What a final NOTIFY says. Its retry-after counts only where the reason gives it a meaning.
    static Ending of(SubscriptionState state) {
        String said = state.reason();
        Reason reason =
                switch (said == null ? "" : said) {
                    case "deactivated" -> Reason.DEACTIVATED;
                    case "probation" -> Reason.PROBATION;
                    case "rejected" -> Reason.REJECTED;
                    case "timeout" -> Reason.TIMEOUT;
                    case "giveup" -> Reason.GIVEUP;
                    case "noresource" -> Reason.NORESOURCE;
                    case "invariant" -> Reason.INVARIANT;
                    default -> Reason.UNSAID;
                };
        boolean told = reason.again() == Again.LATER;
        return new Ending(reason, told ? state.retryAfter() : null, null);
    }
}
