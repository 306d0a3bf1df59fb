package dev.ringback.stack;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import dev.ringback.transaction.TransactionLayer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Sends requests over a congestion-controlled transport where a datagram would be too large, and
/// says in the Via that a request goes to a group: RFC 3261 §18.1.1.
final class OutgoingRequests {
    /// The largest request for a path of unknown MTU, in bytes (RFC 3261 §18.1.1).
    private static final int LARGEST_DATAGRAM = 1300;

    /// How many acknowledgements that went over a stream are remembered: one that cannot be sent is
    /// known within moments.
    private static final int MOST_REMEMBERED = 64;

    private final SipStack stack;
    private final TransactionLayer transactions;
    private final Deque<Detour> detours = new ArrayDeque<>();

    /// An ACK that goes another way than it was meant to.
    ///
    /// @param sent what was sent
    /// @param original how it was meant
    private record Detour(Output.Send sent, Output.Send original) {}

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

    /// Sends the ACK of a 2xx, which has no transaction that would try another way for it.
    void acknowledge(SipRequest ack, Destination to) {
        Output.Send meant = new Output.Send(to, ack);
        Hop stream = streamInstead(ack, to);
        ListenPoint local = stream == null ? null : stack.localFor(stream);
        if (stream == null || local == null) {
            stack.emit(meant);
            return;
        }
        Output.Send sent = new Output.Send(stream, withViaOf(ack, local));
        detours.addLast(new Detour(sent, meant));
        if (detours.size() > MOST_REMEMBERED) {
            detours.removeFirst();
        }
        stack.emit(sent);
    }

    /// Sends an ACK over UDP that could not be sent over a stream.
    ///
    /// @return whether it was one of those
    boolean fellBack(Output.Send failed) {
        for (Detour detour : detours) {
            if (detour.sent().equals(failed)) {
                detours.remove(detour);
                stack.emit(detour.original());
                return true;
            }
        }
        return false;
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
