package dev.ringback.runtime;

import dev.ringback.sip.TlsOptions;
import dev.ringback.sip.spi.AgentNetwork;
import dev.ringback.sip.spi.Host;
import dev.ringback.sip.spi.NetworkOrder;
import dev.ringback.stack.LateUser;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TransactionUser;
import dev.ringback.stack.Transport;
import dev.ringback.tls.TlsContext;
import dev.ringback.tls.TlsIdentity;
import dev.ringback.tls.TlsSettings;
import dev.ringback.transport.TransportContext;
import dev.ringback.transport.TransportLimits;
import dev.ringback.websocket.WebSocketSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/// The sockets of user agents: one shard on one event loop for each client. Found by
/// [java.util.ServiceLoader].
public final class AgentSockets implements AgentNetwork {
    private static final List<Transport> ONLY_OPENED =
            List.of(Transport.TLS, Transport.WS, Transport.WSS);

    /// For [java.util.ServiceLoader].
    public AgentSockets() {}

    @Override
    public Host open(NetworkOrder order, Function<SipStack, TransactionUser> core)
            throws IOException {
        RuntimeConfig.Builder config =
                RuntimeConfig.builder()
                        .shards(1)
                        .timers(order.timers())
                        .transportLimits(limits())
                        .advertise(order.advertise())
                        .everyAddress(order.advertise() == null)
                        .tap(order.wire())
                        .notices(notice -> faults(notice, order.fault()))
                        .secure(secure(order.layers()));
        listen(config, order);
        return new Sockets(SipRuntime.start(config.build(), _ -> new LateCore(core)));
    }

    /// Nobody is left alone: who dials again wants to hear what happens now.
    static TransportLimits limits() {
        return TransportLimits.defaults().withRest(Duration.ZERO);
    }

    private static void faults(Notice notice, Consumer<Throwable> listener) {
        if (notice instanceof Notice.Fault(Throwable error)) {
            listener.accept(error);
        }
    }

    private static TransportContext.Secure secure(NetworkOrder.Layers layers) throws IOException {
        TlsOptions options = layers.tls();
        Path file = options.authorities();
        Path shown = options.certificate();
        List<X509Certificate> authorities =
                file == null ? List.of() : TlsIdentity.certificates(file);
        Path key = options.key() == null ? shown : options.key();
        List<TlsIdentity> identities =
                shown == null || key == null ? List.of() : List.of(TlsIdentity.read(shown, key));
        TlsSettings settings =
                TlsSettings.client().withAuthorities(authorities).withIdentities(identities);
        Map<String, String> paths = new HashMap<>();
        for (URI uri : layers.webSockets()) {
            boolean tls = "wss".equals(uri.getScheme());
            int usual = tls ? Transport.WSS.defaultPort() : Transport.WS.defaultPort();
            int port = uri.getPort() < 0 ? usual : uri.getPort();
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            paths.put(uri.getHost().replace("[", "").replace("]", "") + ":" + port, path);
        }
        return new TransportContext.Secure(
                TlsContext.of(options.verify() ? settings : settings.withoutVerification()),
                WebSocketSettings.defaults(),
                paths);
    }

    private static void listen(RuntimeConfig.Builder config, NetworkOrder order)
            throws IOException {
        String host = order.towards();
        InetAddress own = host == null ? InetAddress.ofLiteral("0.0.0.0") : localAddress(host);
        Set<Transport> listened = EnumSet.noneOf(Transport.class);
        for (String listen : order.listen()) {
            listened.add(address(config, listen));
        }
        for (Transport transport : ONLY_OPENED) {
            if (!listened.contains(transport)) {
                config.outgoing(transport, own);
            }
        }
        if (listened.contains(Transport.TLS) && order.layers().tls().certificate() == null) {
            throw new IOException("listening on tls: needs a certificate");
        }
        if (order.listen().isEmpty()) {
            config.listen(Transport.UDP, new InetSocketAddress(own, 0))
                    .listen(Transport.TCP, new InetSocketAddress(own, 0));
        }
    }

    /// `udp:0.0.0.0:5070`, `tcp:[::1]:0`, `udp:*:0`.
    private static Transport address(RuntimeConfig.Builder config, String text) throws IOException {
        int first = text.indexOf(':');
        int last = text.lastIndexOf(':');
        Transport transport = first < 0 ? null : Transport.named(text.substring(0, first));
        if (transport == null || first == last) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no listen address such as udp:0.0.0.0:5070");
        }
        if (transport == Transport.WS || transport == Transport.WSS) {
            throw new IOException("cannot listen on " + text + ": only servers accept WebSockets");
        }
        String host = text.substring(first + 1, last).replace("[", "").replace("]", "");
        InetAddress address = InetAddress.getByName(host.equals("*") ? "0.0.0.0" : host);
        config.listen(
                transport,
                new InetSocketAddress(address, Integer.parseInt(text.substring(last + 1))));
        return transport;
    }

    /// The address that this machine uses towards a host. Nothing is sent.
    private static InetAddress localAddress(String host) throws IOException {
        InetAddress remote = InetAddress.getByName(host);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(remote, Transport.UDP.defaultPort()));
            return socket.getLocalAddress();
        } catch (UncheckedIOException e) {
            throw new IOException("cannot reach " + host + ": " + e.getMessage(), e);
        }
    }

    /// A runtime of one shard as a host.
    private record Sockets(SipRuntime runtime) implements Host {
        @Override
        public List<ListenPoint> listenPoints() {
            return runtime.listenPoints();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void execute(Consumer<SipStack> action) {
            runtime.execute(0, action);
        }

        @Override
        public void start(String name, Runnable task) {
            Thread.ofVirtual().name(name).start(task);
        }

        @Override
        public <T> T await(CompletableFuture<T> future)
                throws ExecutionException, InterruptedException {
            return future.get();
        }

        @Override
        public void close() {
            runtime.close();
        }
    }

    /// The core of the shard, made once its stack exists.
    private static final class LateCore extends LateUser implements Core {
        private final Function<SipStack, TransactionUser> factory;

        LateCore(Function<SipStack, TransactionUser> factory) {
            this.factory = factory;
        }

        @Override
        public void start(SipStack stack, int shard) {
            become(factory.apply(stack));
        }
    }
}
