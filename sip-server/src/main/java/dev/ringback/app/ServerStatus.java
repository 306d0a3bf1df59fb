package dev.ringback.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a running server is.
///
/// @param version what it works by
/// @param work what it is at
/// @param counts what it has done
/// @param drops what it has thrown away, by the fixed words that say why
/// @param draining since when it takes no new work; null where it does
/// @param store what keeps bindings
public record ServerStatus(
        Version version,
        Work work,
        ServerCounts counts,
        Map<String, Long> drops,
        @Nullable Instant draining,
        Store store) {
    /// Copies the map.
    public ServerStatus {
        drops = Map.copyOf(drops);
    }

    /// A version of the configuration.
    ///
    /// @param number 1 for the one of the start
    /// @param since from when on it is in force
    /// @param users how many users it knows
    /// @param pending the keys of the configuration that say something else by now and count after
    ///   a restart
    public record Version(int number, Instant since, int users, List<String> pending) {
        /// Copies the list.
        public Version {
            pending = List.copyOf(pending);
        }
    }

    /// What a server is at.
    ///
    /// @param transactions open transactions that do more than wait for repetitions
    /// @param waiting open transactions that wait for repetitions alone
    /// @param calls about how many calls are up: INVITEs answered with 2xx less BYEs answered, as
    ///   far as they passed here
    /// @param stalled how many shards did not tell in time what they are at; their transactions are
    ///   not counted
    public record Work(long transactions, long waiting, long calls, int stalled) {
        /// Whether nothing is left that a restart would break.
        public boolean done() {
            return transactions == 0 && calls == 0 && stalled == 0;
        }
    }

    /// What keeps bindings.
    ///
    /// @param kind what the configuration calls it
    /// @param bindings how many it holds
    /// @param trouble what keeps changes from being kept; null where nothing does
    public record Store(String kind, long bindings, @Nullable String trouble) {}
}
