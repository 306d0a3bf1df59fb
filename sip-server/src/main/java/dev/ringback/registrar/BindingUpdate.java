package dev.ringback.registrar;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Policy;
import dev.ringback.header.Parameters;
import dev.ringback.location.Binding;
import dev.ringback.location.InstanceKey;
import dev.ringback.location.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Applies one REGISTER to the bindings of an address-of-record, wholly or not at all: RFC 3261
/// §10.3 steps 6 and 7. Once its request is [answered][#end] it changes nothing: what a client was
/// told of as failed does not happen after what the client does next.
final class BindingUpdate implements UnaryOperator<List<Binding>> {
    /// How many times the most bindings there may be while contacts that are to be removed are
    /// still to come.
    private static final int SPARE = 2;

    private final Wish wish;
    private final Registration registration;
    private final RegistrarSettings limits;
    private final long now;
    private volatile @Nullable Refusal refusal;
    private volatile boolean over;

    BindingUpdate(Wish wish, Registration registration, RegistrarSettings limits, long now) {
        this.wish = wish;
        this.registration = registration;
        this.limits = limits;
        this.now = now;
    }

    /// Why nothing was changed; null when the update went through.
    @Nullable Refusal refusal() {
        return refusal;
    }

    /// The request is answered: a table that has not made the change yet makes none any more. Any
    /// thread.
    void end() {
        over = true;
    }

    @Override
    public List<Binding> apply(List<Binding> current) {
        if (over) {
            return current;
        }
        refusal = null;
        List<Binding> updated =
                switch (wish) {
                    case Wish.RemoveAll() -> removeAll(current);
                    case Wish.Change(var entries) -> change(current, entries);
                    case Wish.Fetch(), Wish.Refused(_) -> current;
                };
        return refusal == null ? updated : current;
    }

    private List<Binding> removeAll(List<Binding> current) {
        for (Binding binding : current) {
            checkOrder(binding);
        }
        return List.of();
    }

    private List<Binding> change(List<Binding> current, List<Wish.Entry> entries) {
        List<Binding> tentative = new ArrayList<>(current);
        int most = Math.max(limits.maxContacts(), current.size());
        for (Wish.Entry entry : entries) {
            int stored = find(current, entry);
            if (stored >= 0) {
                checkOrder(current.get(stored));
            }
            put(tentative, find(tentative, entry), entry);
            if (tentative.size() > SPARE * most) {
                break; // each further one would be compared with all of them
            }
        }
        if (tentative.size() > limits.maxContacts()) {
            tentative.removeIf(Binding::failed);
        }
        if (tentative.size() > most) {
            refuse(403, "Too Many Contacts", new Cause.Denied(Policy.MOST_CONTACTS));
        }
        return tentative;
    }

    private void put(List<Binding> tentative, int place, Wish.Entry entry) {
        if (entry.seconds() == 0) {
            if (place >= 0) {
                tentative.remove(place);
            }
            return;
        }
        long expiresAt = now + Duration.ofSeconds(entry.seconds()).toNanos();
        Binding plain =
                new Binding(
                        entry.contact(), entry.parameters(), entry.q(), expiresAt, registration);
        Binding binding = entry.loss() == null ? plain : plain.reachedByFlow(entry.loss());
        if (binding.octets() > limits.maxBinding()) {
            refuse(403, "Contact Too Large", new Cause.Denied(Policy.BINDING_SIZE));
        }
        if (place >= 0 && key(entry.parameters()) != null) {
            // the newest flow of a device stands last
            tentative.add(binding.replacing(tentative.remove(place)));
        } else if (place >= 0) {
            tentative.set(place, binding.replacing(tentative.get(place)));
        } else {
            tentative.add(binding);
        }
    }

    /// Fails the request when the binding stems from a later or the same request of the same
    /// client. A contact that occurs twice in one request is no such case: the later one counts.
    private void checkOrder(Binding binding) {
        if (binding.cseq() >= registration.cseq() && binding.hasCallId(registration.callId())) {
            refuse(500, "CSeq Out of Order", new Cause.CheckFailed(Check.ORDER, "CSeq"));
        }
    }

    /// The first fault is the one that is told.
    private void refuse(int status, String reason, Cause cause) {
        if (refusal == null) {
            refusal = Refusal.of(status, reason, cause);
        }
    }

    /// The binding that a contact is about: of the same flow of the same device, whatever its
    /// address (RFC 5626 §6), else of the same address.
    private static int find(List<Binding> bindings, Wish.Entry entry) {
        InstanceKey wanted = key(entry.parameters());
        int alike = -1;
        for (int i = 0; i < bindings.size(); i++) {
            InstanceKey key = key(bindings.get(i).parameters());
            if (wanted != null && wanted.equals(key)) {
                return i;
            }
            boolean other = wanted != null && key != null;
            if (alike < 0 && !other && bindings.get(i).matches(entry.contact())) {
                alike = i;
            }
        }
        return alike;
    }

    /// Null for a contact that is no flow's.
    private static @Nullable InstanceKey key(Parameters parameters) {
        InstanceKey key = parameters.isEmpty() ? null : InstanceKey.of(parameters);
        return key != null && key.ofFlow() ? key : null;
    }
}
