package dev.ringback.callflow.why;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a call ended as it did.
///
/// @param flow the call that was asked about
/// @param reason the decisive reason
/// @param answer the decision that the caller saw; null where no element of ours decided anything
///     yet
/// @param origin the decision that it comes from, of this call or of another leg of it; null where
///     there is no answer
/// @param legs the other legs of the call: those with the same Session-ID (RFC 7989)
public record Why(
        CallFlow flow,
        Reason reason,
        @Nullable Remark answer,
        @Nullable Origin origin,
        List<CallFlow> legs) {
    /// Copies the list.
    public Why {
        legs = List.copyOf(legs);
    }

    /// A decision and the flow that it belongs to.
    public record Origin(CallFlow flow, Remark remark) {}

    /// The final status code that the caller saw; 0 where there is none yet.
    public int status() {
        return answer == null ? 0 : answer.status();
    }
}
