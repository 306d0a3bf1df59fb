package dev.ringback.registrar;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.header.Parameters;
import dev.ringback.header.address.Contact;
import dev.ringback.header.route.Path;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import dev.ringback.uri.SipUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a REGISTER has to do with flows: RFC 5626 §6.
///
/// @param applies whether the bindings of this request may be those of flows: it came from the
///     client itself, or through an edge proxy that keeps the flow
/// @param supported whether the client knows of it
record Outbound(boolean applies, boolean supported) {
    /// The option-tag.
    static final String TAG = "outbound";

    /// After which silence a client of a connection, or of datagrams, is taken for gone, in
    /// seconds: RFC 5626 §5.4. A NAT forgets datagrams after half a minute.
    private static final String STREAM_TIMER = "120";

    private static final String DATAGRAM_TIMER = "29";

    static Outbound of(SipRequest request) {
        boolean direct = request.read(Via.FIELD).values().size() == 1;
        return new Outbound(direct || keptByEdge(request), Extensions.supports(request, TAG));
    }

    /// The proxy next to the client is the last of the Path, and says `ob`.
    private static boolean keptByEdge(SipRequest request) {
        List<Path> path = request.read(Path.FIELD).values();
        return !path.isEmpty() && path.getLast().uri() instanceof SipUri uri && uri.ob();
    }

    /// Why these contacts cannot be bound; null where nothing is wrong.
    ///
    /// @param active how many of them are not to be removed
    @Nullable Refusal refusal(List<Contact> contacts, long active) {
        boolean any = contacts.stream().anyMatch(Outbound::namesFlow);
        if (any && !applies && supported) {
            Cause cause = new Cause.CheckFailed(Check.EXTENSION, TAG);
            return Refusal.of(439, "First Hop Lacks Outbound Support", cause);
        }
        if (any && applies && active > 1) {
            Cause cause = new Cause.CheckFailed(Check.CONTACT, "reg-id");
            return Refusal.of(400, "One flow, one contact", cause);
        }
        return null;
    }

    /// Whether a contact is bound to its flow.
    boolean binds(Contact contact) {
        return applies && namesFlow(contact);
    }

    private static boolean namesFlow(Contact contact) {
        return contact.regId() > 0 && contact.instance() != null;
    }

    /// The parameters of a contact that are kept.
    Parameters kept(Contact contact) {
        Parameters kept = contact.parameters().without("q").without("expires");
        for (String given : Gruus.GIVEN) {
            kept = kept.has(given) ? kept.without(given) : kept;
        }
        return binds(contact) ? kept : kept.without("reg-id");
    }

    /// Whether a 200 says that flows were bound: RFC 5626 §6.
    boolean confirms(List<Contact> contacts) {
        return supported && contacts.stream().anyMatch(this::binds);
    }

    /// The Flow-Timer for a client of a flow, in seconds.
    static String timer(Flow flow) {
        return flow.transport().reliable() ? STREAM_TIMER : DATAGRAM_TIMER;
    }
}
