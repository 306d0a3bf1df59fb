package dev.ringback.overload;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// With whom overload is controlled, and how.
///
/// @param neighbours the addresses that are told and believed; to all others nothing is said of
///     overload, and nothing that they say of it counts (RFC 7339 §5.2, §11)
/// @param algorithms what a server chooses from, the preferred one first; empty to control nothing
/// @param target the load above which clients are told to hold back, in percent of what refuses
///     work
/// @param validity how long clients hold back without hearing more
/// @param shards how many shards share what comes from a client
public record OverloadSettings(
        Predicate<InetAddress> neighbours,
        List<Algorithm> algorithms,
        int target,
        Duration validity,
        int shards) {
    private static final int TARGET = 90;
    private static final Duration VALIDITY = Duration.ofSeconds(2);

    /// Copies the list.
    public OverloadSettings {
        algorithms = List.copyOf(algorithms);
    }

    /// Nothing is controlled.
    public static OverloadSettings off() {
        return new OverloadSettings(_ -> false, List.of(), TARGET, VALIDITY, 1);
    }

    /// Those of one shard that knows both algorithms and prefers loss.
    ///
    /// @param neighbours who is told and believed
    public static OverloadSettings with(Predicate<InetAddress> neighbours) {
        List<Algorithm> both = List.of(Algorithm.LOSS, Algorithm.RATE);
        return new OverloadSettings(neighbours, both, TARGET, VALIDITY, 1);
    }

    /// Those of a client that offers `loss` alone, and so no list: Kamailio 5.6 throws away what
    /// has a comma in a Via, between quotes too.
    ///
    /// @param servers who is believed
    public static OverloadSettings lossOnly(Predicate<InetAddress> servers) {
        return new OverloadSettings(servers, List.of(Algorithm.LOSS), TARGET, VALIDITY, 1);
    }

    /// Whether anything is controlled.
    public boolean on() {
        return !algorithms.isEmpty();
    }

    /// Whether an address is told and believed.
    boolean believes(@Nullable InetAddress address) {
        return on() && address != null && neighbours.test(address);
    }
}
