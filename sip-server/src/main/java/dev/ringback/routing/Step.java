package dev.ringback.routing;

import dev.ringback.cause.Cause;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// One step of a routing decision, as a [Trace] keeps it.
public sealed interface Step {
    /// A rule was looked at and is not for this request.
    ///
    /// @param rule which rule
    /// @param unmet its first condition that does not hold, as the file has it: `method: INVITE`
    /// @param found what the request has instead
    record RuleSkipped(Cause.RuleMatched rule, String unmet, String found) implements Step {}

    /// A rule that only asks for proof was passed, because the sender has given it.
    ///
    /// @param rule which rule
    /// @param sender who it is
    record ProofGiven(Cause.RuleMatched rule, AddressOfRecord sender) implements Step {}

    /// A rule is for this request.
    ///
    /// @param rule which rule
    /// @param route what it says
    record RuleHit(Cause.RuleMatched rule, Route route) implements Step {}

    /// The dial plan has nothing to say about what was dialled.
    ///
    /// @param dialled what was dialled
    record NumberUnknown(String dialled) implements Step {}

    /// What was dialled is a whole number of the dial plan.
    ///
    /// @param entry which entry
    /// @param dialled what was dialled
    /// @param route what the entry says; null when it only lets the number pass
    record NumberComplete(Cause.RuleMatched entry, String dialled, @Nullable Route route)
            implements Step {}

    /// What was dialled is only the beginning of a number of the dial plan.
    ///
    /// @param entry the first entry that it is the beginning of
    /// @param dialled what was dialled
    /// @param missing how many digits are missing at least
    record NumberIncomplete(Cause.RuleMatched entry, String dialled, int missing) implements Step {}

    /// A class of the user's was asked.
    ///
    /// @param by which class
    /// @param route what it said; null when it left the request to others
    record RoutesAsked(Cause.RuleMatched by, @Nullable Route route) implements Step {}

    /// Nobody had anything to say: the default way.
    record NothingSaid() implements Step {}

    /// A header field of what is sent is changed.
    ///
    /// @param edit how
    record HeaderEdited(HeaderEdit edit) implements Step {}

    /// A user of ours was looked up.
    ///
    /// @param user who
    /// @param bindings how many active bindings there are
    record UserLookedUp(AddressOfRecord user, int bindings) implements Step {}

    /// A place where the request is tried.
    ///
    /// @param uri the Request-URI that it gets there
    /// @param q its preference in thousandths: equal ones together, lower ones later
    record TargetTaken(Uri uri, int q) implements Step {}

    /// A place that was considered and left out.
    ///
    /// @param uri which place
    /// @param why why
    record TargetLeftOut(Uri uri, Exclusion why) implements Step {}

    /// A route that stands by for a failure.
    ///
    /// @param on for which codes
    /// @param route what follows
    record FallbackReady(Codes on, Route route) implements Step {}

    /// Why a place is left out.
    enum Exclusion {
        /// It is there already.
        REPEATED,
        /// The user has no active binding.
        NOT_REGISTERED,
        /// It is no SIP URI, so nothing can be sent there.
        NOT_SIP,
        /// The request is at this place already.
        ITSELF
    }
}
