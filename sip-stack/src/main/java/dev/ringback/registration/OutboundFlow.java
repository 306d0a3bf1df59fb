package dev.ringback.registration;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.feature.Require;
import dev.ringback.header.time.FlowTimer;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.RequestSender;
import dev.ringback.reaction.SipFailure;
import dev.ringback.stack.Flow;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One flow of a client and the registration on it: RFC 5626 §4.2 to §4.5. It keeps the flow alive,
/// and registers anew at once when it fails.
final class OutboundFlow {
    private static final String TAG = "outbound";

    private final SipStack stack;
    private final OutboundRegistration whole;
    private final int number;
    private final ClientRegistration machine;
    private boolean plain;
    private @Nullable Flow flow;
    private TimerQueue.@Nullable Timer timer;

    /// @param number its `reg-id`, from 1
    OutboundFlow(
            SipStack stack,
            RequestSender sender,
            OutboundRegistration whole,
            int number,
            RegistrationPlan plan) {
        this.stack = stack;
        this.whole = whole;
        this.number = number;
        this.machine =
                new ClientRegistration(stack, sender, plan, Reactions.defaults(), this::happened);
        machine.besides(() -> whole.registeredBesides(this));
    }

    ClientRegistration machine() {
        return machine;
    }

    /// The flow, as long as it is known to be there.
    @Nullable Flow flow() {
        return flow;
    }

    /// Registers, over its own proxy.
    void register(RegistrationPlan plan, Reactions reactions) {
        machine.register(planned(plan), routed(reactions));
    }

    private Reactions routed(Reactions reactions) {
        List<NameAddress> proxies = whole.set().proxies();
        return proxies.isEmpty()
                ? reactions
                : reactions.edit().routes(List.of(proxies.get(number - 1))).build();
    }

    /// The same with what §4.2 adds. A first hop that keeps no flows (439) is registered at without
    /// that.
    private RegistrationPlan planned(RegistrationPlan plan) {
        if (plain) {
            return plan;
        }
        NameAddress contact = plan.contacts().getFirst();
        NameAddress named =
                new NameAddress(
                        contact.displayName(),
                        contact.uri(),
                        contact.parameters()
                                .with("reg-id", Integer.toString(number))
                                .withQuoted("+sip.instance", '<' + whole.set().instance() + '>'));
        return plan.at(List.of(named))
                .dressed(
                        request -> {
                            plan.dressing().accept(request);
                            request.add(HeaderName.SUPPORTED, "path, " + TAG);
                        });
    }

    private void happened(RegistrationEvent event) {
        switch (event) {
            case RegistrationEvent.Registered registered -> {
                flow = machine.flow();
                keepAlive(registered.response());
            }
            case RegistrationEvent.Failed(SipFailure.Refused refused, _)
                    when refused.status() == 439 && !plain -> {
                plain = true;
                whole.again(this);
                return;
            }
            case RegistrationEvent.Failed _ -> silence();
            case RegistrationEvent.Removed _, RegistrationEvent.Remains _ -> silence();
        }
        whole.happened(this, event);
    }

    /// Keeps the flow alive only where its far end says that it takes part: §4.4, §8.
    private void keepAlive(SipResponse response) {
        stop();
        boolean agreed =
                response.read(Require.FIELD).values().stream().anyMatch(TAG::equalsIgnoreCase);
        if (agreed && flow != null) {
            Long seconds = response.read(FlowTimer.FIELD).first();
            next(seconds == null ? 0 : seconds);
        }
    }

    private void next(long seconds) {
        Flow kept = flow;
        if (kept == null) {
            return;
        }
        var random = new SplittableRandom(stack.ids().tag().hashCode());
        timer =
                stack.schedule(
                        Intervals.keepAlive(seconds, kept.transport().reliable(), random),
                        () -> {
                            stack.keepAlive(kept);
                            next(seconds);
                        });
    }

    /// The flow is gone: registers anew at once; failures of that are followed by ever longer waits
    /// (§4.5).
    void closed() {
        silence();
        machine.register();
    }

    void abandon() {
        silence();
        machine.abandon();
    }

    private void silence() {
        stop();
        flow = null;
    }

    private void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
