package dev.ringback.proxy;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Cause.NotLocated.Reason;
import dev.ringback.cause.Check;
import dev.ringback.flow.FlowUse;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.identity.Border;
import dev.ringback.locate.Located;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SipStack;
import dev.ringback.stateless.StatelessBranch;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// Forwards requests and responses without remembering them: RFC 3261 §16.11. One target, no 100,
/// no retransmission of its own; everything that it decides follows from the message and from what
/// the server is, so that a retransmission, an ACK of a failure and a CANCEL take the way of their
/// request.
///
/// Deviation: a request of any size goes over the transport of its next hop, since its ACK and
/// CANCEL, which are smaller, have to take the same one. See ADR 0019.
final class StatelessProxy {
    private final SipStack stack;
    private final ServerLocator locator;
    private final RequestForwarder forwarder;
    private final Border border;
    private final LoopCheck loops;
    private final StatelessBranch branches;
    private final int mostBreadth;

    /// A request and how it came.
    ///
    /// @param message with all its Route values, its top Via stamped
    /// @param flow how it came
    private record Incoming(SipRequest message, Flow flow) {}

    StatelessProxy(
            SipStack stack,
            ServerLocator locator,
            RequestForwarder forwarder,
            SecretKey key,
            int mostBreadth) {
        this.mostBreadth = mostBreadth;
        this.stack = stack;
        this.locator = locator;
        this.forwarder = forwarder;
        this.border = forwarder.border();
        this.loops = new LoopCheck(stack.listenPoints());
        this.branches = new StatelessBranch(key, stack.listenPoints());
    }

    /// Forwards a request to one of its targets and forgets it: its transaction is over then.
    void forward(ServerTransaction server, ProxyRequest request, TargetSet targets) {
        SipRequest received = server.request();
        if (loops.loopsForEver(received)) {
            server.respond(
                    SipResponse.replyTo(received, 482).statelessTag().build(),
                    new Cause.CheckFailed(Check.LOOP, "Via"));
            return;
        }
        TargetSet fitting = targets.fitting(request.message().requestUri());
        if (fitting.isEmpty()) {
            server.respond(Validation.unfit(received, SipResponse.statelessTag(received)));
            return;
        }
        server.withdraw();
        forward(new Incoming(received, server.flow()), request, choose(fitting));
    }

    /// Forwards an ACK: for a failure to where its INVITE went, for a 2xx along its route.
    void forwardAck(SipRequest received, ProxyRequest request, TargetSet targets) {
        boolean looping = loops.loopsForEver(received);
        TargetSet fitting = targets.fitting(request.message().requestUri());
        if (fitting.isEmpty() || looping || received.maxForwards() == 0) {
            stack.tell(new Notice.Dropped("stray_ack"));
        } else {
            forward(new Incoming(received, request.flow()), request, choose(fitting));
        }
    }

    /// Passes a response on to the Via below ours, where that is the one that we got the request
    /// from; drops every other one.
    void respond(SipResponse response, Flow from) {
        List<Via> vias = response.read(Via.FIELD).values();
        Flow to = vias.size() < 2 ? null : back(response, vias.get(1));
        SipResponse upstream = to == null ? null : response.withoutTopVia();
        if (to == null || upstream == null) {
            stack.tell(new Notice.Dropped("stray_response"));
        } else {
            stack.sendStateless(border.returning(upstream, border.trusts(from), to), to);
        }
    }

    /// The most preferred target; of several the first in the order of their URIs, which does not
    /// depend on the order in which they registered.
    private static Target choose(TargetSet targets) {
        return targets.groups().getFirst().stream()
                .min(Comparator.comparing(target -> target.uri().toString()))
                .orElseThrow();
    }

    private void forward(Incoming incoming, ProxyRequest request, Target target) {
        FlowUse flow = target.flow();
        if (flow != null && target.path().isEmpty() && !request.message().has(HeaderName.ROUTE)) {
            send(incoming, request, target, flow.flow());
            return;
        }
        Uri next = target.located(request.message());
        locator.locate(
                next,
                branches.seed(incoming.message()),
                located -> found(incoming, request, target, located));
    }

    private void found(Incoming incoming, ProxyRequest request, Target target, Located located) {
        if (located.hops().isEmpty()) {
            unsent(incoming, located.cause());
        } else {
            send(incoming, request, target, located.hops().getFirst());
        }
    }

    private void send(Incoming incoming, ProxyRequest request, Target target, Destination to) {
        String fingerprint = LoopCheck.lasting(incoming.message());
        String branch =
                LoopCheck.branch(branches.of(incoming.message(), incoming.flow()), fingerprint);
        int breadth = Math.max(1, Breadth.incoming(incoming.message(), mostBreadth));
        if (refuses(request, target, to)) {
            unsent(incoming, new Cause.CheckFailed(Check.PRIVACY, "Privacy"));
            return;
        }
        var marks = new RequestForwarder.Marks(branch, breadth, false);
        SipRequest copy = forwarder.forward(request, target, to, marks);
        if (copy == null) {
            unsent(incoming, new Cause.TransportFailed(to, "no socket"));
        } else {
            stack.sendStateless(copy, to);
        }
    }

    private boolean refuses(ProxyRequest request, Target target, Destination to) {
        return !border.idle()
                && !border.refused(RequestForwarder.departure(request, target, to)).isEmpty();
    }

    private void unsent(Incoming incoming, Cause cause) {
        SipRequest request = incoming.message();
        if (request.method().equals(Method.ACK)) {
            stack.tell(new Notice.Dropped("ack_without_way"));
            return;
        }
        SipResponse response = SipResponse.replyTo(request, status(cause)).statelessTag().build();
        stack.respondStateless(request, incoming.flow(), response, cause);
    }

    private static int status(Cause cause) {
        return switch (cause) {
            case Cause.NotLocated located when located.reason() == Reason.TIMED_OUT -> 504;
            case Cause.NotLocated located when located.reason() == Reason.NO_SERVER -> 404;
            default -> 500;
        };
    }

    private @Nullable Flow back(SipResponse response, Via below) {
        String branch = String.valueOf(response.topVia().branch());
        StatelessBranch.Origin origin = branches.verify(branch, response, below);
        if (origin == null) {
            return null;
        }
        String received = below.received();
        InetAddress address = InetAddress.ofLiteral(received == null ? below.host() : received);
        int sentBy = below.port() > 0 ? below.port() : origin.point().transport().defaultPort();
        int port = below.rport() > 0 ? below.rport() : sentBy;
        return new Flow(
                origin.point().transport(),
                origin.point().bound(),
                new InetSocketAddress(address, port),
                origin.connection());
    }
}
