package dev.ringback.calls;

import dev.ringback.callflow.CallFlow;
import java.net.URI;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// Hears of calls that are over, to tell them to somebody outside. One thread.
public interface CallExporter extends AutoCloseable {
    /// A call, or something else with a Call-ID, of which nothing more is expected. It must return
    /// soon.
    void ended(CallFlow flow);

    /// Tells what is still to be told, for some seconds at most, and ends.
    @Override
    void close();

    /// Makes exporters. Modules that a server need not have provide it as a service.
    interface Provider {
        /// An exporter to a collector of traces that speaks OTLP over HTTP.
        ///
        /// @param endpoint where it listens, such as `http://127.0.0.1:4318/v1/traces`
        /// @param service what this server is called there
        CallExporter traces(URI endpoint, String service);
    }

    /// What is there to make exporters; null where no module is that does.
    static @Nullable Provider provider() {
        return ServiceLoader.load(Provider.class).findFirst().orElse(null);
    }
}
