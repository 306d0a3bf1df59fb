package dev.ringback.testkit.event;

import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.header.address.Contact;
import dev.ringback.header.time.Expires;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.TransactionUser;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import dev.ringback.transaction.ServerTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A registrar that keeps bindings by their URI, and writes down what it was asked.
final class SimRegistrar implements TransactionUser {
    final SimNode node;
    final List<SipRequest> asked = new ArrayList<>();
    final List<Duration> askedAt = new ArrayList<>();
    final Map<String, Long> bindings = new LinkedHashMap<>();
    long least = 60;
    long most = 3600;
    int refuse;
    boolean outbound;
    String serviceRoute = "";
    private final Simulation simulation;

    SimRegistrar(Simulation simulation) {
        this.simulation = simulation;
        this.node = simulation.node("registrar", "10.0.0.9").listen(Transport.UDP, 5060);
        node.start(_ -> this);
    }

    private long now() {
        return simulation.clock().now();
    }

    /// The URIs that are bound now, in the order of the alphabet.
    Set<String> bound() {
        bindings.values().removeIf(until -> until <= now());
        return new TreeSet<>(bindings.keySet());
    }

    @Override
    public void request(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        asked.add(request);
        askedAt.add(Duration.ofNanos(now()));
        transaction.respond(answer(request), new Cause.Decided("test"));
    }

    private SipResponse answer(SipRequest request) {
        Long expires = request.read(Expires.FIELD).first();
        long common = expires == null ? most : expires;
        if (refuse > 0) {
            return SipResponse.replyTo(request, refuse).toTag("r").build();
        }
        if (common > 0 && common < least) {
            return SipResponse.replyTo(request, 423)
                    .toTag("r")
                    .set(HeaderName.MIN_EXPIRES, String.valueOf(least))
                    .build();
        }
        for (Contact contact : request.read(Contact.FIELD).values()) {
            bind(contact, contact.expires() < 0 ? common : contact.expires());
        }
        SipResponse.Builder response = SipResponse.replyTo(request, 200).toTag("r");
        for (String uri : bound()) {
            long left = (bindings.getOrDefault(uri, 0L) - now()) / 1_000_000_000;
            response.add(HeaderName.CONTACT, "<" + uri + ">;expires=" + left);
        }
        if (!serviceRoute.isEmpty()) {
            response.set(HeaderName.SERVICE_ROUTE, serviceRoute);
        }
        if (outbound) {
            response.set(HeaderName.REQUIRE, "outbound");
        }
        return response.build();
    }

    private void bind(Contact contact, long seconds) {
        if (contact.star()) {
            bindings.clear();
        } else if (seconds == 0) {
            bindings.remove(String.valueOf(contact.uri()));
        } else {
            long granted = Math.min(seconds, most);
            bindings.put(String.valueOf(contact.uri()), now() + granted * 1_000_000_000);
        }
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {}

    @Override
    public void response(SipResponse response, Flow flow) {}
}
