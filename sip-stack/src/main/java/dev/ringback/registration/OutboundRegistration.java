package dev.ringback.registration;

import dev.ringback.header.NameAddress;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.RequestSender;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.stack.Flow;
import dev.ringback.stack.SipStack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A user who is registered over several flows, one to each outbound proxy: RFC 5626 §4. It is
/// registered as long as one of them is, and its user hears of a failure only when none is left.
public final class OutboundRegistration implements Registrant {
    private final OutboundSet set;
    private final Consumer<RegistrationEvent> listener;
    private final List<OutboundFlow> flows = new ArrayList<>();
    private RegistrationPlan plan;
    private Reactions reactions = Reactions.defaults();
    private int leaving;

    /// One that does nothing yet.
    ///
    /// @param set the device and its proxies
    /// @param plan what to register
    /// @param listener hears what becomes of it, on the stack's thread
    public OutboundRegistration(
            SipStack stack,
            RequestSender sender,
            OutboundSet set,
            RegistrationPlan plan,
            Consumer<RegistrationEvent> listener) {
        this.set = set;
        this.plan = plan;
        this.listener = listener;
        for (int number = 1; number <= set.flows(); number++) {
            flows.add(new OutboundFlow(stack, sender, this, number, plan));
        }
    }

    /// What is registered, or was to be.
    public RegistrationPlan plan() {
        return plan;
    }

    OutboundSet set() {
        return set;
    }

    @Override
    public void register() {
        flows.forEach(flow -> flow.register(plan, reactions));
    }

    @Override
    public void register(RegistrationPlan newPlan, Reactions newReactions) {
        plan = newPlan;
        reactions = newReactions;
        register();
    }

    @Override
    public void unregister() {
        leaving = flows.size();
        flows.forEach(flow -> flow.machine().unregister());
    }

    @Override
    public void abandon() {
        flows.forEach(OutboundFlow::abandon);
    }

    @Override
    public void fetch(ResponseListener then) {
        flows.getFirst().machine().fetch(then);
    }

    @Override
    public boolean registered() {
        return flows.stream().anyMatch(flow -> flow.machine().registered());
    }

    /// The proxy of the first flow that is there, for requests outside of dialogs (§4.3); empty
    /// where there are no proxies, or no flow is there.
    public List<NameAddress> route() {
        for (int i = 0; i < set.proxies().size(); i++) {
            if (flows.get(i).flow() != null) {
                return List.of(set.proxies().get(i));
            }
        }
        return List.of();
    }

    /// A flow has ended, perhaps one of these.
    public void flowClosed(Flow closed) {
        for (OutboundFlow flow : flows) {
            if (closed.equals(flow.flow())) {
                flow.closed();
            }
        }
    }

    boolean registeredBesides(OutboundFlow one) {
        return flows.stream().anyMatch(flow -> flow != one && flow.flow() != null);
    }

    void again(OutboundFlow one) {
        one.register(plan, reactions);
    }

    void happened(OutboundFlow one, RegistrationEvent event) {
        boolean told =
                switch (event) {
                    case RegistrationEvent.Registered _ -> true;
                    case RegistrationEvent.Failed _ -> !registeredBesides(one);
                    case RegistrationEvent.Removed _, RegistrationEvent.Remains _ -> --leaving <= 0;
                };
        if (told) {
            listener.accept(event);
        }
    }
}
