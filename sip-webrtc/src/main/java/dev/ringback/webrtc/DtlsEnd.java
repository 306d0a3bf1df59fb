package dev.ringback.webrtc;

import org.jspecify.annotations.Nullable;

/// One of the two ends of a handshake.
sealed interface DtlsEnd permits PassiveEnd, ActiveEnd {
    /// How long a handshake may take.
    int TIME_LIMIT_MILLIS = 20_000;

    /// What was agreed on; null before the handshake is complete.
    @Nullable SrtpKeys keys();
}
