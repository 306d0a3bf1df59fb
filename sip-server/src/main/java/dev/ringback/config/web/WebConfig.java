package dev.ringback.config.web;

/// What is offered to browsers and to Prometheus.
///
/// @param console the web console
/// @param metrics the metrics
public record WebConfig(ConsoleConfig console, MetricsConfig metrics) {
    /// What is usual.
    public static final WebConfig STANDARD =
            new WebConfig(ConsoleConfig.STANDARD, MetricsConfig.STANDARD);

    /// This with another console.
    public WebConfig with(ConsoleConfig other) {
        return new WebConfig(other, metrics);
    }
}
