package dev.ringback.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// The layer between a socket and its connection that keeps the connection waiting until the peer
/// has shaken hands and proved what it has to: only then does the connection hear that it is
/// active, after a [PeerProved].
public final class TlsLayer extends ChannelInboundHandlerAdapter {
    private static final long CLOSE_MILLIS = 2_000;

    private final SslHandler handler;
    private final OneHandshake once;
    private final Demand demand;

    private TlsLayer(SslHandler handler, OneHandshake once, Demand demand) {
        this.handler = handler;
        this.once = once;
        this.demand = demand;
    }

    /// What the peer has to prove, beside what the JDK looks at.
    private sealed interface Demand {
        /// Nothing: who shows a certificate shows a valid one.
        record Nothing() implements Demand {}

        /// That it speaks for a domain.
        record Domain(String name) implements Demand {}

        /// Its certificate was not looked at, so that it proves nothing.
        record Unchecked() implements Demand {}
    }

    /// What a peer proved with its certificate.
    ///
    /// @param domains the domains that it speaks for; none where it showed no certificate
    public record PeerProved(Set<String> domains) {
        /// Copies the set.
        public PeerProved {
            domains = Set.copyOf(domains);
        }
    }

    /// Puts the layer of a server at the end of a channel's handlers.
    ///
    /// @param tasks runs the arithmetic of handshakes, which takes milliseconds
    /// @param patience how long a handshake may take
    public static void accept(
            Channel channel, TlsContext context, Executor tasks, Duration patience) {
        handlers(context.server(), tasks, patience, new Demand.Nothing())
                .forEach(channel.pipeline()::addLast);
    }

    /// Puts the layer of a client at the end of a channel's handlers.
    ///
    /// @param server whom it has to be
    public static void connect(
            Channel channel, Server server, TlsContext context, Executor tasks, Duration patience) {
        channel.pipeline()
                .addLast(
                        new TlsBeginning(
                                () -> context.client(server.domain(), server.port()),
                                tasks,
                                client ->
                                        handlers(
                                                client.engine(),
                                                tasks,
                                                patience,
                                                of(client, server))));
    }

    private static Demand of(TlsContext.Client client, Server server) {
        return client.verified() ? new Demand.Domain(server.domain()) : new Demand.Unchecked();
    }

    /// The first octets of the handshake of a client.
    ///
    /// @param server whom it speaks to
    public static byte[] greeting(Server server, TlsContext context) {
        SSLEngine engine = context.client(server.domain(), server.port()).engine();
        ByteBuffer octets = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        try {
            engine.beginHandshake();
            engine.wrap(ByteBuffer.allocate(0), octets);
            return Arrays.copyOf(octets.array(), octets.position());
        } catch (SSLException e) {
            throw new IllegalStateException("no handshake can begin", e);
        }
    }

    /// A server as a client knows it.
    ///
    /// @param domain the domain that it has to speak for
    /// @param port its port
    public record Server(String domain, int port) {}

    private static List<ChannelHandler> handlers(
            SSLEngine engine, Executor tasks, Duration patience, Demand demand) {
        SslHandler handler = new SslHandler(engine, tasks);
        handler.setHandshakeTimeoutMillis(patience.toMillis());
        handler.setCloseNotifyFlushTimeout(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        OneHandshake once = new OneHandshake();
        return List.of(once, handler, new TlsLayer(handler, once, demand));
    }

    /// Not yet: the peer has to shake hands first.
    @Override
    public void channelActive(ChannelHandlerContext context) {}

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
            context.fireUserEventTriggered(event);
        } else if (!handshake.isSuccess()) {
            Throwable cause = handshake.cause();
            context.fireExceptionCaught(
                    cause instanceof ClosedChannelException
                            ? new SSLException("closed during the handshake", cause)
                            : cause);
        } else {
            finished(context);
        }
    }

    private void finished(ChannelHandlerContext context) {
        once.done();
        X509Certificate shown = certificate();
        Set<String> shownDomains = shown == null ? Set.of() : SipDomains.of(shown);
        if (demand instanceof Demand.Domain(String name) && !shownDomains.contains(name)) {
            context.fireExceptionCaught(new SSLException("the certificate is not one of " + name));
            return;
        }
        boolean proved = !(demand instanceof Demand.Unchecked);
        context.fireUserEventTriggered(new PeerProved(proved ? shownDomains : Set.of()));
        context.fireChannelActive();
        context.pipeline().remove(this);
    }

    private @Nullable X509Certificate certificate() {
        try {
            return handler.engine().getSession().getPeerCertificates()[0]
                            instanceof X509Certificate shown
                    ? shown
                    : null;
        } catch (SSLPeerUnverifiedException _) {
            return null;
        }
    }
}
