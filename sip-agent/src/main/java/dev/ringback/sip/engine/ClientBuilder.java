package dev.ringback.sip.engine;

import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.spi.AgentNetwork;
import dev.ringback.transaction.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sets up a client.
public final class ClientBuilder implements SipClient.Builder {
    private final List<String> listen = new ArrayList<>();
    private @Nullable String towards;
    private @Nullable String advertise;
    private @Nullable AgentNetwork network;
    private Timers timers = Timers.defaults();
    private String product = "Ringback";
    private Consumer<Throwable> faults =
            fault -> {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
            };

    /// A builder with the defaults.
    public ClientBuilder() {}

    @Override
    public SipClient.Builder listen(String... addresses) {
        listen.addAll(List.of(addresses));
        return this;
    }

    @Override
    public SipClient.Builder towards(String host) {
        towards = host;
        return this;
    }

    @Override
    public SipClient.Builder advertise(String host) {
        advertise = host;
        return this;
    }

    @Override
    public SipClient.Builder timers(Timers values) {
        timers = values;
        return this;
    }

    @Override
    public SipClient.Builder product(String value) {
        product = value;
        return this;
    }

    @Override
    public SipClient.Builder onFault(Consumer<Throwable> listener) {
        faults = listener;
        return this;
    }

    @Override
    public SipClient.Builder network(AgentNetwork other) {
        network = other;
        return this;
    }

    @Override
    public SipClient build() throws SipException {
        throw new SipException("no network for " + listen + product + network, (Throwable) null);
    }
}
