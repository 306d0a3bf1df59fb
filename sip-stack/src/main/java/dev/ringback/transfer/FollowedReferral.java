package dev.ringback.transfer;

import dev.ringback.message.ReasonPhrase;
import dev.ringback.parse.SipFragment;
import dev.ringback.session.EndReason;
import dev.ringback.session.SessionEvent;
import dev.ringback.subscription.Content;
import dev.ringback.subscription.EventPackage;
import dev.ringback.subscription.EventState;
import dev.ringback.subscription.NotifierUsage;
import org.jspecify.annotations.Nullable;

/// A REFER that we accepted: tells the peer how it goes, RFC 3515 §2.4.4 and §2.4.5. On the stack's
/// thread.
public final class FollowedReferral {
    private final @Nullable NotifierUsage usage;
    private boolean over;

    FollowedReferral(@Nullable NotifierUsage usage) {
        this.usage = usage;
    }

    static EventState state(int status, String reason) {
        byte[] octets = SipFragment.of(status, reason).toBytes();
        return EventState.of(new Content(EventPackage.REFER.types().getFirst(), octets));
    }

    /// Tells of a provisional response to what was asked for.
    ///
    /// @param status 100 to 199
    public void progress(int status, String reason) {
        if (usage != null && !over) {
            usage.tell(state(status, reason));
        }
    }

    /// Tells the final response, and ends the subscription.
    ///
    /// @param status 200 to 699
    public void finished(int status, String reason) {
        if (usage != null && !over) {
            usage.with(state(status, reason)).terminate("noresource", null);
        }
        over = true;
    }

    /// Tells what an event of the session means that was asked for. Others mean nothing.
    public void happened(SessionEvent event) {
        switch (event) {
            case SessionEvent.Progress(var response, var _) ->
                    progress(response.status(), response.reason());
            case SessionEvent.Answered(var response) ->
                    finished(response.status(), response.reason());
            case SessionEvent.Ended(EndReason.NotTaken(var failure, var _)) -> {
                int status = failure.status();
                finished(status, ReasonPhrase.of(status));
            }
            case SessionEvent.Ended _ -> finished(487, ReasonPhrase.of(487));
            default -> {}
        }
    }
}
