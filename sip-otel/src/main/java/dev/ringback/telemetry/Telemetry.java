package dev.ringback.telemetry;

import dev.ringback.callflow.CallFlow;
import dev.ringback.calls.CallExporter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Tells calls that are over to a collector of traces. Spans wait in a bounded queue and are sent
/// by a thread of the library; where the collector does not keep up they are dropped.
final class Telemetry implements CallExporter {
    private static final Duration LAST_SEND = Duration.ofSeconds(5);

    private final SdkTracerProvider provider;
    private final FlowSpans spans;

    private Telemetry(SdkTracerProvider provider, FlowSpans spans) {
        this.provider = provider;
        this.spans = spans;
    }

    static Telemetry to(URI endpoint, String service) {
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(endpoint.toString()).build();
        return to(BatchSpanProcessor.builder(exporter).build(), service);
    }

    static Telemetry to(SpanProcessor processor, String service) {
        TraceIds ids = new TraceIds();
        Attributes name = Attributes.of(AttributeKey.stringKey("service.name"), service);
        SdkTracerProvider provider =
                SdkTracerProvider.builder()
                        .setIdGenerator(ids)
                        .setResource(Resource.getDefault().merge(Resource.create(name)))
                        .addSpanProcessor(processor)
                        .build();
        return new Telemetry(provider, new FlowSpans(provider.get("dev.ringback"), ids));
    }

    @Override
    public void ended(CallFlow flow) {
        spans.make(flow);
    }

    @Override
    public void close() {
        provider.shutdown().join(LAST_SEND.toSeconds(), TimeUnit.SECONDS);
    }
}
