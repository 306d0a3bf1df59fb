package dev.ringback.sip;

import dev.ringback.message.SipResponse;
import dev.ringback.sip.engine.ClientBuilder;
import dev.ringback.sip.spi.AgentNetwork;
import dev.ringback.stack.ListenPoint;
import dev.ringback.transaction.Timers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The sockets, the stack and the clock that user agents share; in the manner of
/// `java.net.http.HttpClient`. Any thread.
///
/// ```java
/// try (SipClient client = SipClient.newBuilder().listen("udp:0.0.0.0:5070").build()) {
///     UserAgent alice = client.userAgent("sip:alice@example.com").password("secret").build();
///     alice.onCall(call -> {
///         call.ring();
///         call.accept();
///         call.awaitBye();
///     });
///     alice.register();
/// }
/// ```
public interface SipClient extends AutoCloseable {
    /// A builder with the defaults.
    static Builder newBuilder() {
        return new ClientBuilder();
    }

    /// A client on free ports, UDP and TCP.
    ///
    /// @throws SipException where no socket can be had
    static SipClient create() throws SipException {
        return newBuilder().build();
    }

    /// A builder of a user agent.
    ///
    /// @param address its address-of-record, such as `sip:alice@example.com`
    /// @throws IllegalArgumentException where it is none
    UserAgent.Builder userAgent(String address);

    /// Sends a request outside of a dialog as nobody in particular, and waits for its final
    /// response.
    ///
    /// @throws SipException where that is not a 2xx, with everything that led to it
    SipResponse send(OutgoingRequest request) throws SipException, InterruptedException;

    /// Sends a request outside of a dialog. Cancelling the future gives the request up.
    CompletableFuture<SipResponse> sendAsync(OutgoingRequest request);

    /// Sees every message that is sent and received, on one virtual thread, in order.
    SipClient onWire(Consumer<WireEvent> listener);

    /// Where it is heard, with real ports.
    List<ListenPoint> listenPoints();

    /// Lets time pass; in a simulation it is virtual time.
    void pause(Duration time) throws InterruptedException;

    /// Runs something on a virtual thread of this client, which a simulation knows.
    void start(Runnable task);

    /// Closes all user agents, then the sockets.
    @Override
    void close();

    /// Sets up a [SipClient].
    interface Builder {
        /// Where to listen: `udp:0.0.0.0:5070`, `tcp:127.0.0.1:0`, `tls:[::1]:0`. Without any it is
        /// UDP and TCP on free ports of every address. Connections over TLS and WebSocket are
        /// opened in any case.
        Builder listen(String... addresses);

        /// Listens on the address of this machine that a host is reached from, in the place of
        /// every address.
        ///
        /// @param host a name or address
        Builder towards(String host);

        /// The host that peers are told in Via and Contact, where it is not the own address.
        Builder advertise(String host);

        /// How TLS is spoken: with servers whose certificates are of authorities that the JDK
        /// knows, by default.
        Builder tls(TlsOptions options);

        /// A WebSocket that is opened when a request goes to its host and port, where its path is
        /// not `/` (RFC 7118). URIs name the transport: `sip:pbx.example:8443;transport=wss`.
        ///
        /// @param url such as `wss://pbx.example:8443/sip`
        /// @throws IllegalArgumentException where it is none
        Builder webSocket(String url);

        /// The timers of transactions; those of RFC 3261 by default.
        Builder timers(Timers timers);

        /// The value of User-Agent and Server; `Ringback` by default, empty for none.
        Builder product(String product);

        /// Hears of faults in handlers and in the stack; by default they go to the uncaught
        /// exception handler of the thread.
        Builder onFault(Consumer<Throwable> listener);

        /// The network in the place of the one that [java.util.ServiceLoader] finds.
        Builder network(AgentNetwork network);

        /// Opens the sockets.
        ///
        /// @throws SipException where one cannot be had
        SipClient build() throws SipException;
    }
}
