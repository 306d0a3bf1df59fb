package dev.ringback.session;

import dev.ringback.offer.Answered;
import dev.ringback.offer.MediaControl;
import dev.ringback.sdp.SessionDescription;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The media side as the session's exchanges see it: closed once, and silent from then on, whatever
/// still comes; and for once with another offer, after the first one was too much.
final class SessionMedia implements MediaControl {
    private static final Answered OVER =
            new Answered.Unacceptable(399, "the call is over", List.of());

    private final @Nullable MediaControl control;
    private @Nullable SessionDescription instead;
    private boolean over;

    private SessionMedia(@Nullable MediaControl control) {
        this.control = control;
        this.over = control == null;
    }

    static SessionMedia of(MediaControl control) {
        return new SessionMedia(control);
    }

    /// One that is closed from the beginning.
    static SessionMedia deaf() {
        return new SessionMedia(null);
    }

    /// What the next offer is, instead of one that the media side makes.
    void offerInstead(SessionDescription description) {
        instead = description;
    }

    @Override
    public SessionDescription offer(Wish wish) {
        SessionDescription chosen = instead;
        instead = null;
        return chosen == null ? Objects.requireNonNull(control).offer(wish) : chosen;
    }

    @Override
    public Answered answer(SessionDescription offer) {
        return over || control == null ? OVER : control.answer(offer);
    }

    @Override
    public void consider(SessionDescription offer, Runnable then) {
        if (over || control == null) {
            then.run();
        } else {
            control.consider(offer, then);
        }
    }

    @Override
    public @Nullable String fault(SessionDescription offer, SessionDescription answer) {
        return over || control == null ? null : control.fault(offer, answer);
    }

    @Override
    public void agreed(Agreed agreed) {
        if (!over && control != null) {
            control.agreed(agreed);
        }
    }

    @Override
    public void rejected() {
        if (!over && control != null) {
            control.rejected();
        }
    }

    @Override
    public @Nullable SessionDescription narrower(@Nullable SessionDescription capabilities) {
        return over || control == null ? null : control.narrower(capabilities);
    }

    @Override
    public void closed() {
        if (!over && control != null) {
            over = true;
            control.closed();
        }
    }
}
