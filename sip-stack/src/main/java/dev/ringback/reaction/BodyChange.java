package dev.ringback.reaction;

import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// Makes another body where the peer did not take the first one: shorter (413), of another kind
/// (415), another offer (488, 606), encrypted for another certificate (493). Called on the stack's
/// thread: it must answer at once.
@FunctionalInterface
public interface BodyChange {
    /// One that never has another body.
    BodyChange NONE = (_, _) -> null;

    /// The other body; null where there is none, and the failure is reported.
    ///
    /// @param refused the request as it was sent
    /// @param response why not
    @Nullable NewBody change(SipRequest refused, SipResponse response);
}
