/// Calls as spans of OpenTelemetry: one for each transaction and each branch.
module dev.ringback.telemetry {
    requires dev.ringback.server;
    requires io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires io.opentelemetry.exporter.otlp;
    requires io.opentelemetry.sdk.common;
    requires io.opentelemetry.sdk.trace;
    requires static transitive org.jspecify;

    exports dev.ringback.telemetry;

    provides dev.ringback.calls.CallExporter.Provider with
            dev.ringback.telemetry.TelemetryProvider;
}
