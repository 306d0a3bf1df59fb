package dev.ringback.sip.engine;

import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.TlsOptions;
import dev.ringback.sip.ground.Ground;
import dev.ringback.sip.ground.WireLog;
import dev.ringback.sip.spi.AgentNetwork;
import dev.ringback.sip.spi.Host;
import dev.ringback.sip.spi.NetworkOrder;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.Timers;
import dev.ringback.useragent.UserAgentCore;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sets up a client.
public final class ClientBuilder implements SipClient.Builder {
    private final List<String> listen = new ArrayList<>();
    private @Nullable String towards;
    private @Nullable String advertise;
    private TlsOptions tls = TlsOptions.defaults();
    private final List<URI> webSockets = new ArrayList<>();
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
    public SipClient.Builder tls(TlsOptions options) {
        tls = options;
        return this;
    }

    @Override
    public SipClient.Builder webSocket(String url) {
        URI uri = URI.create(url);
        boolean known = "ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
        if (!known || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "'" + url + "' is no WebSocket such as wss://pbx.example:8443/sip");
        }
        webSockets.add(uri);
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
        Ground ground = new Ground(product, faults);
        WireLog wire = new WireLog(ground);
        NetworkOrder order =
                new NetworkOrder(
                        new NetworkOrder.Place(listen, towards, advertise),
                        new NetworkOrder.Layers(tls, webSockets),
                        timers,
                        wire,
                        faults);
        AtomicReference<UserAgentCore> core = new AtomicReference<>();
        try {
            Host host = found().open(order, stack -> core.updateAndGet(_ -> core(stack)));
            ground.stand(host, Objects.requireNonNull(core.get()));
        } catch (IOException e) {
            throw new SipException(String.valueOf(e.getMessage()), e);
        }
        return new Client(ground, wire);
    }

    private static UserAgentCore core(SipStack stack) {
        return new UserAgentCore(stack, new ServerLocator(stack, new ServerHealth()).withGroups());
    }

    private AgentNetwork found() throws SipException {
        if (network != null) {
            return network;
        }
        return ServiceLoader.load(AgentNetwork.class)
                .findFirst()
                .orElseThrow(
                        () ->
                                new SipException(
                                        "no network: add sip-netty to the class path",
                                        (Throwable) null));
    }
}
