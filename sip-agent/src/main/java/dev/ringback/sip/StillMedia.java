package dev.ringback.sip;

import dev.ringback.offer.Answered;
import dev.ringback.offer.AudioNegotiation;
import dev.ringback.offer.AudioSettings;
import dev.ringback.sdp.SessionDescription;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Media on paper only: audio that nobody hears, at the discard port (RFC 863).
final class StillMedia implements CallMedia {
    private static final int DISCARD = 9;

    private final AudioNegotiation negotiation;

    StillMedia(InetAddress local) {
        AudioSettings settings = AudioSettings.of(1, local.getHostAddress(), DISCARD);
        negotiation = new AudioNegotiation(settings, _ -> {});
    }

    @Override
    public SessionDescription offer(Wish wish) {
        return negotiation.offer(wish);
    }

    @Override
    public Answered answer(SessionDescription offer) {
        return negotiation.answer(offer);
    }

    @Override
    public void agreed(Agreed agreed) {
        negotiation.agreed(agreed);
    }

    @Override
    public void rejected() {
        negotiation.rejected();
    }

    @Override
    public @Nullable SessionDescription narrower(@Nullable SessionDescription capabilities) {
        return negotiation.narrower(capabilities);
    }

    @Override
    public void closed() {
        negotiation.closed();
    }
}
