package dev.ringback.webrtc;

import dev.ringback.echo.MediaOffer;
import dev.ringback.ice.IceCredentials;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What both sides of a call agreed on about its transport: RFC 8839 §4, RFC 5763 §5, RFC 8842 §5.
/// Immutable.
///
/// @param offer the last offer of the peer
/// @param ice what we told it for its checks; null without ICE
/// @param peer its fingerprints; empty for plain RTP
/// @param active whether we begin the handshake
record Terms(
        MediaOffer offer, @Nullable IceCredentials ice, List<Fingerprint> peer, boolean active) {
    /// The terms of a first offer; null when they cannot be met.
    static @Nullable Terms first(MediaOffer offer, RandomGenerator random) {
        MediaOffer.Ice ice = offer.ice();
        MediaOffer.Dtls dtls = offer.dtls();
        List<Fingerprint> fingerprints = dtls == null ? List.of() : fingerprints(dtls);
        boolean active = dtls != null && dtls.setup().equals("passive");
        boolean impossible =
                (ice != null && ice.lite())
                        || (dtls != null && (fingerprints.isEmpty() || !shakes(dtls)))
                        // Where to begin is not known before the peer was heard.
                        || (active && ice == null);
        IceCredentials own = ice == null ? null : IceCredentials.random(random);
        return impossible ? null : new Terms(offer, own, fingerprints, active);
    }

    /// The terms after a later offer; null when they cannot be met, because it wants another
    /// transport or another association.
    @Nullable Terms next(MediaOffer later, RandomGenerator random) {
        boolean same =
                (later.ice() == null) == (offer.ice() == null)
                        && (later.dtls() == null) == (offer.dtls() == null);
        MediaOffer.Dtls dtls = later.dtls();
        boolean kept = dtls == null || (fingerprints(dtls).equals(peer) && keepsRole(dtls.setup()));
        if (!same || !kept || (later.ice() != null && later.ice().lite())) {
            return null;
        }
        return new Terms(
                later, restarts(later) ? IceCredentials.random(random) : ice, peer, active);
    }

    /// Whether another offer begins ICE anew: RFC 8839 §4.4.1.1.1.
    boolean restarts(MediaOffer later) {
        return ice != null && !Objects.equals(offer.ice(), later.ice());
    }

    /// The value of our `setup` attribute.
    String setup() {
        return active ? "active" : "passive";
    }

    private boolean keepsRole(String setup) {
        return setup.equals("actpass") || setup.equals(active ? "passive" : "active");
    }

    private static boolean shakes(MediaOffer.Dtls dtls) {
        return switch (dtls.setup()) {
            case "actpass", "active", "passive" -> true;
            default -> false;
        };
    }

    private static List<Fingerprint> fingerprints(MediaOffer.Dtls dtls) {
        return dtls.fingerprints().stream()
                .map(Fingerprint::parse)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
