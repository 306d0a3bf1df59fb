package dev.ringback.console.metrics;

import dev.ringback.app.RingbackServer;
import dev.ringback.console.live.LiveView;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The metrics as Prometheus reads them: what the server has counted, and how its JVM is.
public final class MetricsText implements AutoCloseable {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /// @param program the version of the program
    public MetricsText(RingbackServer server, String program) {
        PrometheusRegistry collectors = new PrometheusRegistry();
        collectors.register(new SipMetrics(server, program));
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, collectors, Clock.SYSTEM);
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /// Tells also who listens to the console.
    public void tellOf(LiveView live) {
        Gauge.builder("ringback.console.clients", live, LiveView::listening)
                .description("Browsers that are told what happens.")
                .register(registry);
        FunctionCounter.builder("ringback.console.slow.clients", live, LiveView::slow)
                .description("Browsers that were given up because they were too slow.")
                .register(registry);
    }

    /// Answers from now on.
    ///
    /// @param door looks at each who asks, and throws where it does not let one in
    public void on(RoutesConfig routes, Consumer<Context> door) {
        routes.get(
                "/metrics",
                context -> {
                    door.accept(context);
                    tell(context);
                });
    }

    private void tell(Context context) {
        context.contentType(TYPE).result(text(null));
    }

    /// All of it.
    ///
    /// @param type the format; null for that of Prometheus 0.0.4
    public String text(@Nullable String type) {
        return type == null ? registry.scrape() : registry.scrape(type);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
