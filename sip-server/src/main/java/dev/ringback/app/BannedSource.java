package dev.ringback.app;

import dev.ringback.guard.Offence;
import java.time.Duration;

/// A source from which a server takes nothing for a while.
///
/// @param source an IPv4 address, or an IPv6 network as `2001:db8:0:1::/64`
/// @param offence what for
/// @param times which ban in a row it is, from 1
/// @param left how long it still holds
public record BannedSource(String source, Offence offence, int times, Duration left) {}
