package dev.ringback.store.embedded;

import dev.ringback.flow.FlowLoss;
import dev.ringback.header.Parameters;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
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
import java.util.concurrent.TimeUnit;

/// Bindings to store, and what becomes of them.
final class Bindings {
    private static final InetSocketAddress LOCAL =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060);
    private static final InetSocketAddress REMOTE =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 40_000);

    private Bindings() {}

    static AddressOfRecord user(int number) {
        return new AddressOfRecord("u" + number, "example.com");
    }

    /// One that ends so long after a moment.
    static Binding binding(long cseq, long now, Duration lifetime) {
        return binding(Transport.UDP, cseq, now + lifetime.toNanos());
    }

    /// One of a client that is reached by its flow.
    static Binding byFlow(Transport transport, long expiresAt) {
        return binding(transport, 1, expiresAt).reachedByFlow(FlowLoss.UNAVAILABLE);
    }

    private static Binding binding(Transport transport, long cseq, long expiresAt) {
        Flow flow = new Flow(transport, LOCAL, REMOTE, transport.reliable() ? 7 : 0);
        Uri contact = Objects.requireNonNull(Uri.parse("sip:u@192.0.2.7:40000"));
        Registration registration = new Registration("call", cseq, flow);
        return new Binding(contact, Parameters.NONE, -1, expiresAt, registration);
    }

    /// Puts bindings in the place of those that are there, and waits until they are kept.
    static Lookup.Settled<List<Binding>> put(
            EmbeddedLocation location, AddressOfRecord aor, long now, Binding... bindings)
            throws Exception {
        return settled(location.update(aor, now, _ -> List.of(bindings)));
    }

    private static Lookup.Settled<List<Binding>> settled(Lookup<List<Binding>> lookup)
            throws Exception {
        return switch (lookup) {
            case Lookup.Settled<List<Binding>> settled -> settled;
            case Lookup.Pending<List<Binding>>(var begin) -> {
                CompletableFuture<Lookup.Settled<List<Binding>>> told = new CompletableFuture<>();
                begin.accept(told::complete);
                yield told.get(10, TimeUnit.SECONDS);
            }
        };
    }
}
