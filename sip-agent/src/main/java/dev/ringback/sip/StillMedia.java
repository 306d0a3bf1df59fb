package dev.ringback.sip;

import dev.ringback.offer.Answered;
import dev.ringback.sdp.SessionDescription;

/// Media on paper only.
final class StillMedia implements CallMedia {
    StillMedia(CallSide side) {
        throw new UnsupportedOperationException(side.callId());
    }

    @Override
    public SessionDescription offer(Wish wish) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answered answer(SessionDescription offer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void agreed(Agreed agreed) {}

    @Override
    public void closed() {}
}
