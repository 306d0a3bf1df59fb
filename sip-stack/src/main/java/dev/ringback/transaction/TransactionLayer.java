package dev.ringback.transaction;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Element;
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
import org.jspecify.annotations.Nullable;

/// Finds the transaction of every message (RFC 3261 §17.1.3, §17.2.3) and makes new ones. It
/// routes; the machines decide.
public final class TransactionLayer {
    private final TransactionContext context;
    private final TransactionUser core;
    private final Map<TransactionKey, ServerTransaction> servers = new HashMap<>();
    private final Map<TransactionKey, ClientTransaction> clients = new HashMap<>();
    private final Unanswered unanswered = new Unanswered();

    /// A layer below this core.
    public TransactionLayer(TransactionContext context, TransactionUser core) {
        this.context = context;
        this.core = core;
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
            open(key, request, flow);
        }
    }

    /// Takes a response.
    public void receive(SipResponse response, Flow flow) {
        TransactionKey key = TransactionKey.ofClient(response);
        ClientTransaction known = key == null ? null : clients.get(key);
        if (known == null) {
            core.response(response, flow);
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

    /// Answers 500 to a request whose handling met a fault of ours, where nothing was answered yet.
    public void fault(SipRequest request, Throwable fault) {
        ServerTransaction transaction = servers.get(TransactionKey.ofServer(request));
        if (transaction != null
                && !request.method().equals(Method.ACK)
                && !transaction.answered()) {
            transaction.respond(
                    SipResponse.replyTo(transaction.request(), 500).toTag(context.tag()).build(),
                    new Cause.Fault(fault.getClass().getName()));
        }
    }

    /// How many transactions are open.
    public int size() {
        return servers.size() + clients.size();
    }

    /// How many client transactions are open.
    public int clientTransactions() {
        return clients.size();
    }

    /// How many server transactions are open.
    public int serverTransactions() {
        return servers.size();
    }

    TransactionContext context() {
        return context;
    }

    void forget(ServerTransaction transaction) {
        servers.remove(transaction.key, transaction);
    }

    /// The transaction is sent somewhere else now.
    void moved(ClientTransaction transaction) {
        unanswered.add(transaction);
    }

    void answered(ClientTransaction transaction) {
        unanswered.remove(transaction);
    }

    void forget(ClientTransaction transaction) {
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
            core.ack(ack, flow);
        }
    }

    private void open(TransactionKey key, SipRequest request, Flow flow) {
        ServerTransaction transaction =
                request.method().equals(Method.INVITE)
                        ? new InviteServerTransaction(this, key, request, flow)
                        : new NonInviteServerTransaction(this, key, request, flow);
        servers.put(key, transaction);
        transaction.start();
        ServerTransaction cancelled =
                request.method().equals(Method.CANCEL)
                        ? servers.get(TransactionKey.ofCancelled(request))
                        : null;
        if (cancelled == null) {
            core.request(transaction);
        } else {
            cancel(cancelled, transaction);
        }
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
