package dev.ringback.transaction;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Element;
import dev.ringback.cause.Reply;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Output;
import dev.ringback.stack.TransactionUser;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Finds the transaction of every message (RFC 3261 §17.1.3, §17.2.3) and makes new ones. It
/// routes; the machines decide.
public final class TransactionLayer {
    /// What a transaction takes together with its request and what its user keeps for it.
    private static final int LIVE_BYTES = 4_096;

    /// What a transaction takes that has let go of its request.
    private static final int WAITING_BYTES = 1_024;

    private final TransactionContext context;
    private final TransactionUser core;
    private final Map<TransactionKey, ServerTransaction> servers = new HashMap<>();
    private final Map<TransactionKey, ClientTransaction> clients = new HashMap<>();
    private final Unanswered unanswered = new Unanswered();
    private final Map<TransactionKey.Merge, ServerTransaction> claims = new HashMap<>();
    private final Purpose purpose;
    private int waiting;

    /// A layer below this core.
    public TransactionLayer(TransactionContext context, TransactionUser core) {
        this.context = context;
        this.core = core;
        this.purpose = new Purpose(context);
    }

    /// Takes a request whose top Via is stamped already.
    public void receive(SipRequest request, Flow flow) {
        TransactionKey key = TransactionKey.ofServer(request);
        ServerTransaction known = servers.get(key);
        if (request.method().equals(Method.ACK)) {
            receiveAck(request, flow, known);
        } else if (known != null) {
            known.repeated();
        } else {
            receiveNew(key, request, flow);
        }
    }

    /// Takes a response.
    public void receive(SipResponse response, Flow flow) {
        TransactionKey key = TransactionKey.ofClient(response);
        ClientTransaction known = key == null ? null : clients.get(key);
        if (known == null) {
            purpose.call(null, () -> core.response(response, flow));
        } else {
            known.receive(response);
        }
    }

    /// Opens a client transaction and sends its request.
    ///
    /// @param fallback what is sent instead where the request cannot be sent as it is
    public ClientTransaction send(
            SipRequest request,
            Destination to,
            ClientTransaction.@Nullable Outgoing fallback,
            ClientTransactionUser user) {
        ClientTransaction.Outgoing outgoing = new ClientTransaction.Outgoing(request, to);
        ClientTransaction transaction =
                request.method().equals(Method.INVITE)
                        ? new InviteClientTransaction(this, outgoing, fallback, user)
                        : new NonInviteClientTransaction(this, outgoing, fallback, user);
        clients.put(transaction.key, transaction);
        unanswered.add(transaction);
        transaction.start();
        return transaction;
    }

    /// The transport could not send a message of some transaction.
    ///
    /// @return whether it belonged to one
    public boolean sendFailed(Output.Send send, String reason) {
        return switch (send.message()) {
            case SipRequest request -> requestFailed(request, reason);
            case SipResponse response -> responseFailed(response);
        };
    }

    /// Datagrams to this address do not arrive, RFC 3261 §18.4: what was sent there and has had no
    /// response fails now instead of after Timer B or F.
    public void unreachable(InetSocketAddress remote, String reason) {
        for (ClientTransaction transaction : unanswered.at(remote)) {
            transaction.sendFailed(reason);
        }
    }

    /// Tells a fault of ours, and answers 500 to the request that the present step works for.
    public void fault(Throwable fault) {
        purpose.fault(fault);
    }

    /// Something to do later, for the request that the present step works for.
    public Runnable carried(Runnable action) {
        return purpose.carried(action);
    }

    /// Makes of anything something to do later, for the request that the present step works for.
    public UnaryOperator<Runnable> carrier() {
        return purpose.carrier();
    }

    /// How many transactions are open.
    public int size() {
        return servers.size() + clients.size();
    }

    /// About how much memory the open transactions take, in bytes. One that is over and only waits
    /// for repetitions takes far less than one that still holds its request.
    public long memory() {
        return (long) (size() - waiting) * LIVE_BYTES + (long) waiting * WAITING_BYTES;
    }

    TransactionContext context() {
        return context;
    }

    Purpose purpose() {
        return purpose;
    }

    /// Notes that a user agent server of ours answers a request, until its transaction ends.
    ///
    /// @return whether no other transaction has the same claim
    boolean claim(TransactionKey.Merge key, ServerTransaction transaction) {
        ServerTransaction first = claims.putIfAbsent(key, transaction);
        return first == null || first == transaction;
    }

    /// A transaction has let go of its request: from now on it only waits for repetitions.
    void waits() {
        waiting++;
    }

    /// @param waited whether it had let go of its request
    void forget(
            ServerTransaction transaction, TransactionKey.@Nullable Merge claim, boolean waited) {
        waiting -= waited ? 1 : 0;
        servers.remove(transaction.key, transaction);
        if (claim != null) {
            claims.remove(claim, transaction);
        }
    }

    /// The transaction is sent somewhere else now.
    void moved(ClientTransaction transaction) {
        unanswered.add(transaction);
    }

    void answered(ClientTransaction transaction) {
        unanswered.remove(transaction);
    }

    /// @param waited whether it had let go of its request
    void forget(ClientTransaction transaction, boolean waited) {
        waiting -= waited ? 1 : 0;
        unanswered.remove(transaction);
        clients.remove(transaction.key, transaction);
    }

    void sendCancel(ClientTransaction invite) {
        send(
                DerivedRequests.cancel(invite.request()),
                invite.destination(),
                null,
                CancelUser.INSTANCE);
    }

    private void receiveAck(SipRequest ack, Flow flow, @Nullable ServerTransaction known) {
        if (known instanceof InviteServerTransaction invite) {
            invite.acknowledged(ack);
        } else {
            purpose.call(null, () -> core.ack(ack, flow));
        }
    }

    private void receiveNew(TransactionKey key, SipRequest request, Flow flow) {
        ServerTransaction cancelled =
                request.method().equals(Method.CANCEL)
                        ? servers.get(TransactionKey.ofCancelled(request))
                        : null;
        if (cancelled != null) {
            cancel(cancelled, open(key, request, flow));
            return;
        }
        Reply refusal = core.refuse(request, flow);
        if (refusal == null) {
            ServerTransaction transaction = open(key, request, flow);
            purpose.call(transaction, () -> core.request(transaction));
        } else {
            context.respondStateless(request, flow, refusal);
        }
    }

    private ServerTransaction open(TransactionKey key, SipRequest request, Flow flow) {
        ServerTransaction transaction =
                request.method().equals(Method.INVITE)
                        ? new InviteServerTransaction(this, key, request, flow)
                        : new NonInviteServerTransaction(this, key, request, flow);
        servers.put(key, transaction);
        transaction.start();
        return transaction;
    }

    private void cancel(ServerTransaction invite, ServerTransaction cancel) {
        String tag = invite.localTag();
        SipRequest request = cancel.request();
        cancel.respond(
                SipResponse.replyTo(request, 200).toTag(tag == null ? context.tag() : tag).build(),
                new Cause.Served(Element.TRANSACTIONS));
        if (!invite.answered()) {
            invite.tellCancelled(request);
        }
    }

    private boolean requestFailed(SipRequest request, String reason) {
        if (request.topVia().branch() == null) {
            return false;
        }
        ClientTransaction transaction = clients.get(TransactionKey.ofClient(request));
        if (transaction == null) {
            return false;
        }
        transaction.sendFailed(reason);
        return true;
    }

    private boolean responseFailed(SipResponse response) {
        ServerTransaction transaction = servers.get(TransactionKey.ofServer(response));
        if (transaction == null) {
            return false;
        }
        transaction.sendFailed();
        return true;
    }
}
