package dev.ringback.guard;

import dev.ringback.routing.Network;
import java.time.Duration;
import java.util.List;

/// What one source may send, and what gets it banned.
///
/// @param rate requests a second of a source that has proved nothing; 0 for no limit and no bans
/// @param burst how many of them at once
/// @param strangers requests a second of all such sources together
/// @param ban how long the first ban lasts; each further one twice as long
/// @param longestBan what no ban exceeds
/// @param trusted networks to which nothing of this applies
public record GuardSettings(
        int rate,
        int burst,
        int strangers,
        Duration ban,
        Duration longestBan,
        List<Network> trusted) {
    /// Copies the list.
    public GuardSettings {
        trusted = List.copyOf(trusted);
    }

    /// What holds where nothing is configured.
    public static GuardSettings defaults() {
        return new GuardSettings(
                50, 500, 2_000, Duration.ofMinutes(1), Duration.ofHours(24), List.of());
    }

    /// No limit for anybody.
    public static GuardSettings off() {
        return new GuardSettings(0, 1, 1, Duration.ofMinutes(1), Duration.ofHours(24), List.of());
    }

    /// Whether there is any limit.
    public boolean on() {
        return rate > 0;
    }

    /// The same with other trusted networks.
    public GuardSettings withTrusted(List<Network> networks) {
        return new GuardSettings(rate, burst, strangers, ban, longestBan, networks);
    }
}
