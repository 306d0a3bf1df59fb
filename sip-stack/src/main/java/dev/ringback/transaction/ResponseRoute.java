package dev.ringback.transaction;

import dev.ringback.header.route.Via;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import java.net.InetSocketAddress;

/// Where responses go: RFC 3261 §18.2.2 with RFC 3581 §4.
public final class ResponseRoute {
    private ResponseRoute() {}

    /// The destination of the responses to a request that came on this flow with this top Via.
    ///
    /// Deviation: a `maddr` in the Via is honoured only where it is the source itself, so that
    /// nobody can point our answers at a third party: what came by multicast is answered by
    /// unicast, too (ADR 0039).
    public static Destination first(Via via, Flow flow) {
        if (flow.transport().reliable()) {
            return flow;
        }
        int port = via.rport() >= 0 ? flow.remote().getPort() : sentByPort(via, flow);
        return port == flow.remote().getPort()
                ? flow
                : new Flow(flow.transport(), flow.local(), at(flow, port), 0);
    }

    /// The destination once the connection that the request came on is gone: a new one to the
    /// sent-by port.
    public static Destination afterConnectionLoss(Via via, Flow flow) {
        return new Hop(flow.transport(), at(flow, sentByPort(via, flow)), via.host());
    }

    private static int sentByPort(Via via, Flow flow) {
        return via.port() > 0 ? via.port() : flow.transport().defaultPort();
    }

    private static InetSocketAddress at(Flow flow, int port) {
        return new InetSocketAddress(flow.remote().getAddress(), port);
    }
}
