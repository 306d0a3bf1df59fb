package dev.ringback.store.kit;

import dev.ringback.flow.FlowLoss;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.location.Registration;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/// Bindings to store, and what becomes of them.
public final class Bindings {
    private static final InetSocketAddress LOCAL =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060);
    private static final InetSocketAddress REMOTE =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 40_000);
    private static final long PATIENCE_SECONDS = 20;

    private Bindings() {}

    /// A user of `example.com`.
    public static AddressOfRecord user(int number) {
        return new AddressOfRecord("u" + number, "example.com");
    }

    /// One of the Call-ID `call` that ends so long after a moment.
    ///
    /// @param now monotonic nanoseconds
    public static Binding binding(long cseq, long now, Duration lifetime) {
        return binding(Transport.UDP, cseq, now + lifetime.toNanos());
    }

    /// One of a client with a Call-ID and a contact of its own.
    ///
    /// @param callId the Call-ID, and the user of the contact
    /// @param expiresAt monotonic nanoseconds
    public static Binding of(String callId, long cseq, long expiresAt) {
        return new Binding(
                uri("sip:" + callId + "@192.0.2.7:40000"),
                Parameters.NONE,
                -1,
                expiresAt,
                new Registration(callId, cseq, flow(Transport.UDP)));
    }

    /// One of a client that is reached by its flow.
    ///
    /// @param expiresAt monotonic nanoseconds
    public static Binding byFlow(Transport transport, long expiresAt) {
        return binding(transport, 1, expiresAt).reachedByFlow(FlowLoss.UNAVAILABLE);
    }

    private static Binding binding(Transport transport, long cseq, long expiresAt) {
        Registration registration = new Registration("call", cseq, flow(transport));
        return new Binding(
                uri("sip:u@192.0.2.7:40000"), Parameters.NONE, -1, expiresAt, registration);
    }

    /// One that has everything that a binding can have.
    ///
    /// @param expiresAt monotonic nanoseconds
    public static Binding complete(long expiresAt) {
        List<NameAddress> path =
                List.of(
                        Objects.requireNonNull(NameAddress.parse("<sip:edge1.example.com;lr>")),
                        Objects.requireNonNull(
                                NameAddress.parse("\"E\" <sip:t@[2001:db8::1];lr>")));
        Registration registration =
                new Registration("a b\u00e9@192.0.2.7", 4_294_967_295L, flow(Transport.TLS), path);
        return new Binding(
                        uri("sips:u%40x@phone.example.com:5071;transport=tcp;x=%3b?Subject=a"),
                        Objects.requireNonNull(
                                Parameters.parse(
                                        ";reg-id=1;+sip.instance=\"<urn:uuid:00000000-0000-1000-"
                                                + "8000-000A95A0E128>\";methods=\"INVITE,BYE\"")),
                        333,
                        expiresAt,
                        registration)
                .reachedByFlow(FlowLoss.RESOLVE);
    }

    private static Flow flow(Transport transport) {
        return new Flow(transport, LOCAL, REMOTE, transport.reliable() ? 7 : 0);
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text));
    }

    /// Puts bindings in the place of those that are there, and waits until they are kept.
    ///
    /// @param now monotonic nanoseconds
    public static Lookup.Settled<List<Binding>> put(
            LocationService location, AddressOfRecord aor, long now, Binding... bindings) {
        return update(location, aor, now, _ -> List.of(bindings));
    }

    /// Changes bindings and waits until they are kept.
    ///
    /// @param now monotonic nanoseconds
    public static Lookup.Settled<List<Binding>> update(
            LocationService location,
            AddressOfRecord aor,
            long now,
            UnaryOperator<List<Binding>> change) {
        return settled(location.update(aor, now, change));
    }

    /// Waits for an answer.
    public static <T> Lookup.Settled<T> settled(Lookup<T> lookup) {
        return switch (lookup) {
            case Lookup.Settled<T> settled -> settled;
            case Lookup.Pending<T>(var begin) -> {
                CompletableFuture<Lookup.Settled<T>> told = new CompletableFuture<>();
                begin.accept(told::complete);
                try {
                    yield told.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException | ExecutionException | TimeoutException e) {
                    throw new AssertionError("no answer", e);
                }
            }
        };
    }
}
