package dev.ringback.config.web;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Where Prometheus reads the metrics.
///
/// @param on whether it does
/// @param listen an address for them alone, which asks for no login; null for the console's, where
///     programs of this machine alone need none
public record MetricsConfig(boolean on, @Nullable InetSocketAddress listen) {
    /// With the console.
    public static final MetricsConfig STANDARD = new MetricsConfig(true, null);
}
