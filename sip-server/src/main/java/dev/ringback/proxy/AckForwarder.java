package dev.ringback.proxy;

import dev.ringback.flow.FlowUse;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SipStack;
import java.util.List;

/// Forwards the ACK of a 2xx without any state: RFC 3261 §16.11 and §13.2.2.4.
final class AckForwarder {
    private final SipStack stack;
    private final ServerLocator locator;
    private final RequestForwarder forwarder;
    private final int mostBreadth;

    AckForwarder(
            SipStack stack, ServerLocator locator, RequestForwarder forwarder, int mostBreadth) {
        this.stack = stack;
        this.locator = locator;
        this.forwarder = forwarder;
        this.mostBreadth = mostBreadth;
    }

    void forward(SipRequest ack, Flow flow, Target wanted) {
        Target target = wanted.fitting(ack.requestUri().secure());
        FlowUse use = target == null ? null : target.flow();
        if (target == null || ack.maxForwards() == 0) {
            drop();
        } else if (use != null) {
            send(ack, flow, target, List.of(use.flow()));
        } else {
            locator.locate(
                    target.located(ack), located -> send(ack, flow, target, located.everyHop()));
        }
    }

    private void send(SipRequest ack, Flow flow, Target target, List<? extends Destination> hops) {
        ProxyRequest request = new ProxyRequest(ack, flow, null, Grant.ENDS);
        int breadth = Math.max(1, Breadth.incoming(ack, mostBreadth));
        for (Destination hop : hops) {
            var marks = new RequestForwarder.Marks(stack.ids().branch(), breadth, false);
            SipRequest copy = forwarder.forward(request, target, hop, marks);
            if (copy != null) {
                stack.acknowledge(copy, hop);
                return;
            }
        }
        drop();
    }

    private void drop() {
        stack.tell(new Notice.Dropped("ack_without_way"));
    }
}
