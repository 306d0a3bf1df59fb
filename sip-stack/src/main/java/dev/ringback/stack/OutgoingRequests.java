package dev.ringback.stack;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import dev.ringback.transaction.TransactionLayer;
import org.jspecify.annotations.Nullable;

/// Sends requests over a congestion-controlled transport where a datagram would be too large, and
/// says in the Via that a request goes to a group: RFC 3261 §18.1.1.
final class OutgoingRequests {
    /// The largest request for a path of unknown MTU, in bytes (RFC 3261 §18.1.1).
    private static final int LARGEST_DATAGRAM = 1300;

    private final SipStack stack;
    private final TransactionLayer transactions;

    OutgoingRequests(SipStack stack, TransactionLayer transactions) {
        this.stack = stack;
        this.transactions = transactions;
    }

    ClientTransaction send(SipRequest request, Destination to, ClientTransactionUser user) {
        if (to.remote().getAddress().isMulticastAddress()) {
            return transactions.send(toGroup(request, to), to, null, user);
        }
        Hop stream = streamInstead(request, to);
        ListenPoint local = stream == null ? null : stack.localFor(stream);
        if (stream == null || local == null) {
            return transactions.send(request, to, null, user);
        }
        SipRequest overStream = withViaOf(request, local);
        return transactions.send(
                overStream, stream, new ClientTransaction.Outgoing(request, to), user);
    }

    /// §18.1.1: the Via says to which group a request goes, and that it goes no further than the
    /// local network.
    private static SipRequest toGroup(SipRequest request, Destination to) {
        Via via =
                request.topVia()
                        .withParameter("maddr", to.remote().getAddress().getHostAddress())
                        .withParameter("ttl", "1");
        return request.edit().replaceFirst(HeaderName.VIA, via.toString()).build();
    }

    private static @Nullable Hop streamInstead(SipRequest request, Destination to) {
        boolean tooLarge =
                to.transport() == Transport.UDP
                        && request.size() > LARGEST_DATAGRAM
                        && !request.method().equals(Method.CANCEL);
        return tooLarge ? new Hop(Transport.TCP, to.remote()) : null;
    }

    private static SipRequest withViaOf(SipRequest request, ListenPoint local) {
        String branch = String.valueOf(request.topVia().branch());
        Via via = local.via(branch);
        return request.edit().replaceFirst(HeaderName.VIA, via.toString()).build();
    }
}
