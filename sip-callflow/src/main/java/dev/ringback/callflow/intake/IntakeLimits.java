package dev.ringback.callflow.intake;

import dev.ringback.parse.ParseLimits;
import java.time.Duration;

/// What a reader of packets holds at most. What exceeds it is given up and counted.
///
/// @param message how large messages may be
/// @param streams connections at a time; the one that was silent longest goes first
/// @param streamOctets octets of one direction of a connection that wait, for others before them or
///     for secrets
/// @param octets octets of all connections together that wait
/// @param fragmented IP datagrams that wait for fragments at a time, each of at most 65,535 octets
/// @param patience how long they wait, and a connection for octets that are missing, in the time
///     of the capture
public record IntakeLimits(
        ParseLimits message,
        int streams,
        int streamOctets,
        long octets,
        int fragmented,
        Duration patience) {
    /// Checks that they are limits.
    ///
    /// @throws IllegalArgumentException if one is not positive
    public IntakeLimits {
        boolean numbers = streams > 0 && streamOctets > 0 && octets > 0 && fragmented > 0;
        if (!numbers || !patience.isPositive()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /// Messages of 65,535 octets; 20,000 connections, 256 KiB that wait in each direction of one
    /// and 64 MiB in all; 256 fragmented datagrams; 15 seconds.
    public static IntakeLimits defaults() {
        return new IntakeLimits(
                ParseLimits.defaults(), 20_000, 256 << 10, 64 << 20, 256, Duration.ofSeconds(15));
    }
}
