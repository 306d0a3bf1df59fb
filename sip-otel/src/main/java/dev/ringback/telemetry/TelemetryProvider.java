package dev.ringback.telemetry;

import dev.ringback.calls.CallExporter;
import java.net.URI;

/// Makes exporters of traces; found by the server as a service.
public final class TelemetryProvider implements CallExporter.Provider {
    /// Made by the service loader.
    public TelemetryProvider() {}

    @Override
    public CallExporter traces(URI endpoint, String service) {
        return Telemetry.to(endpoint, service);
    }
}
