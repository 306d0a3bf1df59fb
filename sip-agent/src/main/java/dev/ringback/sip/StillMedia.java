package dev.ringback.sip;

import dev.ringback.offer.AudioNegotiation;
import dev.ringback.offer.AudioSettings;
import dev.ringback.offer.NegotiatedMedia;
import java.net.InetAddress;

/// Media on paper only: audio that nobody hears, at the discard port (RFC 863).
final class StillMedia extends NegotiatedMedia implements CallMedia {
    private static final int DISCARD = 9;

    private final AudioNegotiation negotiation;

    StillMedia(InetAddress local) {
        AudioSettings settings = AudioSettings.of(1, local.getHostAddress(), DISCARD);
        negotiation = new AudioNegotiation(settings, _ -> {});
    }

    @Override
    protected AudioNegotiation negotiation() {
        return negotiation;
    }
}
