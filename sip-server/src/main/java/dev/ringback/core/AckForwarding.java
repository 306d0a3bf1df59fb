package dev.ringback.core;

import dev.ringback.echo.EchoAgent;
import dev.ringback.header.Method;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationException;
import dev.ringback.location.Lookup;
import dev.ringback.message.SipRequest;
import dev.ringback.proxy.ProxyCore;
import dev.ringback.proxy.Target;
import dev.ringback.proxy.TargetSet;
import dev.ringback.redirect.Directory;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SipStack;
import java.util.ArrayList;
import java.util.List;

/// Sends the ACK of a 2xx, which belongs to no transaction, to where its dialog leads: RFC 3261
/// §16.11 and §17.1.1.3. One for each shard.
final class AckForwarding {
    private final SipStack stack;
    private final ServerServices services;
    private final StoreQuestions stores;
    private final ProxyCore proxy;
    private final EchoAgent echo;
    private final UserLookup users;
    private final PresentFlows presents;
    private final Arrivals arrivals;

    /// Whom it asks.
    record Parts(
            StoreQuestions stores,
            ProxyCore proxy,
            EchoAgent echo,
            UserLookup users,
            PresentFlows presents) {}

    AckForwarding(SipStack stack, ServerServices services, Parts parts) {
        this.stack = stack;
        this.services = services;
        this.stores = parts.stores();
        this.proxy = parts.proxy();
        this.echo = parts.echo();
        this.users = parts.users();
        this.presents = parts.presents();
        this.arrivals = new Arrivals(services.domains());
    }

    /// Takes an ACK.
    void forward(SipRequest ack, Flow flow) {
        Ack on = new Ack(ack, proxy.resolveRoute(ack, flow), flow);
        boolean arrived = arrivals.isLookedUp(on.routed());
        if (arrived && echo.ack(on.message())) {
            return;
        }
        if (services.settings().mode() == Mode.REDIRECT) {
            forwardAck(on, List.of());
        } else if (arrived) {
            forwardAckToUser(on);
        } else {
            boolean permitted = on.routed().permitted() || comesBack(on.message(), flow);
            if (permitted) {
                presents.find(on.routed(), target -> forwardAck(on, ways(target)));
            } else {
                forwardAck(on, List.of());
            }
        }
    }

    /// Nobody says of an ACK that a way led nowhere: it takes all that there are.
    private List<Target> ways(Target target) {
        List<Target> ways = new ArrayList<>(List.of(target));
        ways.addAll(proxy.forgets() ? List.of() : target.others());
        return ways;
    }

    /// An ACK that belongs to no transaction.
    ///
    /// @param received the ACK as it came
    /// @param routed the same without our own Route values
    /// @param flow how it came
    private record Ack(SipRequest received, ProxyCore.Routed routed, Flow flow) {
        SipRequest message() {
            return routed.message();
        }
    }

    /// Whether an ACK or CANCEL, which cannot be challenged (RFC 3261 §22.1), comes on the flow on
    /// which its sender proved who it is when it registered. Without state nothing else ties it to
    /// an INVITE that was let through.
    boolean comesBack(SipRequest message, Flow flow) {
        Method method = message.method();
        if (!proxy.forgets() || !(method.equals(Method.ACK) || method.equals(Method.CANCEL))) {
            return false;
        }
        AddressOfRecord sender = services.domains().addressOfRecord(message.from().uri());
        return sender != null
                && services.admission().proves()
                && bindings(sender).stream().anyMatch(binding -> binding.flow().equals(flow));
    }

    /// None where the store does not answer at once, which the configuration rules out.
    private List<Binding> bindings(AddressOfRecord aor) {
        try {
            return services.location().bindings(aor, stack.now());
        } catch (LocationException _) {
            return List.of();
        }
    }

    /// An ACK whose sender took no notice of our Record-Route names the user: it goes to all of the
    /// user's phones, of which only the one in the dialog knows it. Without state it goes where its
    /// INVITE went.
    private void forwardAckToUser(Ack ack) {
        UserLookup.Wanted wanted = users.wanted(ack.message().requestUri());
        if (wanted == null
                || !(services.settings().directory().find(wanted.aor())
                        instanceof Directory.Found.User(AddressOfRecord aor))) {
            forwardAck(ack, List.of());
            return;
        }
        stores.ask(
                services.location().find(aor, stack.now()),
                settled ->
                        forwardAck(
                                ack,
                                settled instanceof Lookup.Found<List<Binding>>(var bindings)
                                        ? Target.of(wanted.among(bindings))
                                        : List.of()));
    }

    private void forwardAck(Ack ack, List<Target> targets) {
        if (targets.isEmpty()) {
            stack.tell(new Notice.Dropped("stray_ack"));
        } else if (proxy.forgets()) {
            TargetSet preferred = TargetSet.byPreference(targets);
            proxy.forwardAck(ack.received(), ack.routed(), ack.flow(), preferred);
        } else {
            targets.forEach(target -> proxy.forwardAck(ack.message(), ack.flow(), target));
        }
    }
}
