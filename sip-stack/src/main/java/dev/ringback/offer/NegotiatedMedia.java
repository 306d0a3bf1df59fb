package dev.ringback.offer;

import dev.ringback.sdp.SessionDescription;
import org.jspecify.annotations.Nullable;

/// Media whose session descriptions an [AudioNegotiation] makes and takes. Its methods are called
/// on one thread.
public abstract class NegotiatedMedia implements MediaControl {
    /// For who extends it.
    protected NegotiatedMedia() {}

    /// What makes and takes them, always the same.
    protected abstract AudioNegotiation negotiation();

    @Override
    public final SessionDescription offer(Wish wish) {
        return negotiation().offer(wish);
    }

    @Override
    public final Answered answer(SessionDescription offer) {
        return negotiation().answer(offer);
    }

    @Override
    public final @Nullable String fault(SessionDescription offer, SessionDescription answer) {
        return negotiation().fault(offer, answer);
    }

    @Override
    public final void agreed(Agreed agreed) {
        negotiation().agreed(agreed);
    }

    @Override
    public final void rejected() {
        negotiation().rejected();
    }

    @Override
    public final @Nullable SessionDescription narrower(@Nullable SessionDescription capabilities) {
        return negotiation().narrower(capabilities);
    }

    @Override
    public void closed() {
        negotiation().closed();
    }
}
