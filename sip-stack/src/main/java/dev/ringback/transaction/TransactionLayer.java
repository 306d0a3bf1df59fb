package dev.ringback.transaction;

import dev.ringback.amplification.AnswerSize;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Element;
import dev.ringback.cause.Reply;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Output;
import dev.ringback.stack.TransactionUser;
import dev.ringback.waiting.Fingerprint;
import dev.ringback.waiting.KeyHash;
import dev.ringback.waiting.Remainder;
import dev.ringback.waiting.WaitingRoom;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

    /// The parameter by which a Via is about overload: RFC 7339 §4.1.
    private static final String OVERLOAD = "oc";

    private final TransactionContext context;
    private final TransactionUser core;
    private final Map<Fingerprint, ServerTransaction> servers = new HashMap<>();
    private final Map<Fingerprint, ClientTransaction> clients = new HashMap<>();
    private final Unanswered unanswered = new Unanswered();
    private final Unanswered.ByConnection<ServerTransaction> callers =
            new Unanswered.ByConnection<>();
    private final Map<Fingerprint, ServerTransaction> claims = new HashMap<>();
    private final TransactionKeys keys;
    private final Purpose purpose;
    private final WaitingRoom room = new WaitingRoom();
    private final Remains remains;
    private final List<ServerTransaction> foldingServers = new ArrayList<>();
    private final List<ClientTransaction> foldingClients = new ArrayList<>();
    private int waitingServers;
    private int waitingClients;

    /// A layer below this core.
    ///
    /// @param hash makes the keys of transactions
    public TransactionLayer(TransactionContext context, TransactionUser core, KeyHash hash) {
        this.context = context;
        this.core = core;
        this.keys = new TransactionKeys(hash);
        this.purpose = new Purpose(context);
        this.remains = new Remains(context, keys);
    }

    /// Takes a request whose top Via is stamped already.
    public void receive(SipRequest request, Flow flow) {
        Fingerprint key = keys.ofServer(request);
        ServerTransaction known = servers.get(key);
        Remainder left = known == null ? room.find(key) : null;
        if (request.method().equals(Method.ACK)) {
            receiveAck(request, flow, known, left);
        } else if (known != null) {
            known.repeated();
        } else if (left != null) {
            remains.repeated(left);
        } else {
            receiveNew(key, request, flow);
        }
    }

    /// Takes a response.
    public void receive(SipResponse response, Flow flow) {
        Fingerprint key = keys.ofClient(response);
        ClientTransaction known = key == null ? null : clients.get(key);
        Remainder left = known != null || key == null ? null : room.find(key);
        if (known != null) {
            known.receive(response, flow);
        } else if (left != null) {
            receiveAgain(left, response);
        } else {
            purpose.call(null, () -> core.response(response, flow));
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

    /// A request to a hop is sent on that connection.
    public void carried(SipRequest request, long connection) {
        ClientTransaction transaction = clients.get(keys.ofClient(request));
        if (transaction != null && transaction.carriedBy(connection)) {
            unanswered.add(transaction);
        }
    }

    /// A flow ended: what was sent on it and has had no response fails now, then the core hears of
    /// it. An INVITE that went to a hop is sent once again first, on another connection. Users hear
    /// of the end under an INVITE that rings, on either side.
    public void flowClosed(Flow flow, String reason) {
        for (ClientTransaction transaction : unanswered.on(flow)) {
            flowClosed(transaction, flow, reason);
        }
        for (ServerTransaction invite : callers.take(flow.connection())) {
            invite.tellFlowClosed();
        }
        purpose.call(null, () -> core.flowClosed(flow, reason));
    }

    private static void flowClosed(ClientTransaction transaction, Flow flow, String reason) {
        if (!(transaction instanceof InviteClientTransaction)) {
            transaction.sendFailed(reason);
        } else if (transaction.answeredOn() != null) {
            transaction.tellFlowClosed(flow);
        } else if (!transaction.sentAgain()) {
            transaction.flowClosed(reason);
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
        return servers.size() + clients.size() + room.size();
    }

    /// How many transactions do more than wait for repetitions.
    public int busy() {
        return busyServers() + busyClients();
    }

    /// How many server transactions do more than wait for repetitions.
    public int busyServers() {
        return servers.size() - waitingServers;
    }

    /// How many client transactions do more than wait for repetitions.
    public int busyClients() {
        return clients.size() - waitingClients;
    }

    /// About how much memory the open transactions take, in bytes. One that is over and only waits
    /// for repetitions takes far less than one that still holds its request.
    public long memory() {
        long waiting = (long) waitingServers + waitingClients;
        return (long) busy() * LIVE_BYTES + waiting * WAITING_BYTES + room.bytes();
    }

    /// Ends a step: of the transactions that from now on only wait for repetitions and whose users
    /// need not hear of it, little is kept.
    public void fold() {
        for (int i = 0; i < foldingServers.size(); i++) {
            fold(foldingServers.get(i));
        }
        foldingServers.clear();
        for (int i = 0; i < foldingClients.size(); i++) {
            fold(foldingClients.get(i));
        }
        foldingClients.clear();
    }

    /// When [#expire] is wanted, in nanoseconds; `Long.MAX_VALUE` where nothing waits.
    public long nextDeadline() {
        return room.nextDeadline();
    }

    /// Forgets what has waited long enough.
    public void expire() {
        room.expire(context.now());
    }

    TransactionContext context() {
        return context;
    }

    TransactionKeys keys() {
        return keys;
    }

    /// Whether what is left of a transaction is still there.
    ///
    /// @param deadline its deadline: a later transaction may have the same key
    boolean waits(Fingerprint key, long deadline) {
        Remainder left = room.find(key);
        return left != null && left.deadline() == deadline;
    }

    /// The server transaction with this key, unless little is left of it.
    @Nullable ServerTransaction server(Fingerprint key) {
        return servers.get(key);
    }

    /// A transaction only waits from now on.
    void foldLater(ServerTransaction transaction) {
        foldingServers.add(transaction);
    }

    /// A transaction only waits from now on.
    void foldLater(ClientTransaction transaction) {
        foldingClients.add(transaction);
    }

    private void fold(ServerTransaction transaction) {
        Remainder remainder = transaction.fold();
        if (remainder != null) {
            waitingServers--;
            servers.remove(transaction.key, transaction);
            Fingerprint claim = remainder.other();
            if (claim != null) {
                claims.remove(claim, transaction);
            }
            keep(remainder);
        }
    }

    private void fold(ClientTransaction transaction) {
        Remainder remainder = transaction.fold();
        if (remainder != null) {
            waitingClients -= transaction.light() ? 1 : 0;
            clients.remove(transaction.key, transaction);
            keep(remainder);
        }
    }

    private void keep(Remainder remainder) {
        room.add(remainder, remainder.deadline() - context.now());
    }

    Purpose purpose() {
        return purpose;
    }

    /// Notes that a user agent server of ours answers a request, until its transaction ends.
    ///
    /// @return whether no other transaction has the same claim
    boolean claim(Fingerprint key, ServerTransaction transaction) {
        if (room.holds(key)) {
            return false;
        }
        ServerTransaction first = claims.putIfAbsent(key, transaction);
        return first == null || first == transaction;
    }

    /// Whether a transaction has that claim.
    boolean claims(Fingerprint key, ServerTransaction transaction) {
        return transaction.equals(claims.get(key));
    }

    /// A transaction has let go of its request: from now on it only waits for repetitions.
    void serverWaits() {
        waitingServers++;
    }

    /// A transaction has let go of its request: from now on it only waits for repetitions.
    void clientWaits() {
        waitingClients++;
    }

    /// @param waited whether it had let go of its request
    void forget(ServerTransaction transaction, @Nullable Fingerprint claim, boolean waited) {
        waitingServers -= waited ? 1 : 0;
        servers.remove(transaction.key, transaction);
        if (claim != null) {
            claims.remove(claim, transaction);
        }
    }

    /// The transaction is going to be sent somewhere else: the end of the flow that it was on is no
    /// business of its any more.
    void leaves(ClientTransaction transaction) {
        unanswered.remove(transaction);
    }

    /// The transaction is sent somewhere else now.
    void moved(ClientTransaction transaction) {
        unanswered.add(transaction);
    }

    /// The transaction has had a response.
    ///
    /// @param rings whether it waits for another one on its connection
    void answered(ClientTransaction transaction, boolean rings) {
        if (!rings) {
            unanswered.remove(transaction);
        }
    }

    /// The transaction has its final response, or never gets one: the end of its connection is
    /// nothing to it any more.
    void answered(ServerTransaction transaction) {
        callers.remove(transaction.flow().connection(), transaction);
    }

    /// @param waited whether it had let go of its request
    void forget(ClientTransaction transaction, boolean waited) {
        waitingClients -= waited ? 1 : 0;
        unanswered.remove(transaction);
        clients.remove(transaction.key, transaction);
    }

    void sendCancel(ClientTransaction invite) {
        send(
                DerivedRequests.cancel(invite.request()),
                invite.destination(),
                null,
                DerivedRequests.CANCEL_USER);
    }

    private void receiveAck(
            SipRequest ack,
            Flow flow,
            @Nullable ServerTransaction known,
            @Nullable Remainder left) {
        if (known instanceof InviteServerTransaction invite) {
            invite.acknowledged(ack);
        } else if (left == null) {
            purpose.call(null, () -> core.ack(ack, flow));
        }
    }

    private void receiveNew(Fingerprint key, SipRequest request, Flow flow) {
        if (request.method().equals(Method.CANCEL) && cancels(key, request, flow)) {
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

    /// How many octets an answer may have: [AnswerSize].
    public int mostOctets(SipRequest request, Flow flow) {
        return boundsAnswers(flow) ? AnswerSize.most(request) : AnswerSize.UNBOUNDED;
    }

    /// A response with what a client has to know of our load, RFC 7339 §5.2, and with nothing that
    /// anybody else wrote there (§5.4).
    ///
    /// @param asked the top Via of the request
    public SipResponse told(SipResponse response, Via asked, Flow flow) {
        Via has = response.topVia();
        boolean offers = asked.parameters().has(OVERLOAD);
        if (!offers && !has.parameters().has(OVERLOAD)) {
            return response;
        }
        Via told = offers ? core.told(asked, flow) : asked;
        return told.equals(has)
                ? response
                : response.edit().replaceFirst(HeaderName.VIA, told.toString()).build();
    }

    /// A final response with what a client may know of its cause.
    public SipResponse explained(SipResponse response, Cause cause, Flow flow) {
        return core.explained(response, cause, flow);
    }

    /// Whether answers to what comes from there are bounded.
    public boolean boundsAnswers(Flow flow) {
        return AnswerSize.bounds(flow) && core.boundsAnswers(flow);
    }

    private ServerTransaction open(Fingerprint key, SipRequest request, Flow flow) {
        ServerTransaction transaction =
                request.method().equals(Method.INVITE)
                        ? new InviteServerTransaction(this, key, request, flow)
                        : new NonInviteServerTransaction(this, key, request, flow);
        servers.put(key, transaction);
        if (transaction instanceof InviteServerTransaction && transaction.reliable()) {
            callers.add(flow.connection(), transaction);
        }
        transaction.start();
        return transaction;
    }

    /// Answers a CANCEL that is about an INVITE of ours.
    ///
    /// @return whether it is
    private boolean cancels(Fingerprint key, SipRequest request, Flow flow) {
        Fingerprint cancelled = keys.ofCancelled(request);
        ServerTransaction invite = servers.get(cancelled);
        Remainder left = invite == null ? room.find(cancelled) : null;
        if (invite == null && left == null) {
            return false;
        }
        String tag = left == null ? localTag(invite) : Remains.tag(left);
        ServerTransaction cancel = open(key, request, flow);
        cancel.respond(
                SipResponse.replyTo(request, 200).toTag(tag == null ? context.tag() : tag).build(),
                new Cause.Served(Element.TRANSACTIONS));
        if (invite != null && !invite.answered()) {
            invite.tellCancelled(request);
        }
        return true;
    }

    private static @Nullable String localTag(@Nullable ServerTransaction invite) {
        return invite == null ? null : invite.localTag();
    }

    /// A response to a request of ours that only waits.
    private void receiveAgain(Remainder client, SipResponse response) {
        SipResponse upstream = remains.received(client, response);
        Fingerprint server = client.other();
        if (upstream == null || server == null) {
            return;
        }
        ServerTransaction live = servers.get(server);
        Remainder left = live == null ? room.find(server) : null;
        if (live != null) {
            live.give(core.relayed(upstream, live.flow()));
        } else if (left != null && left.to() instanceof Flow to) {
            remains.succeeded(left, core.relayed(upstream, to));
        }
    }

    private boolean requestFailed(SipRequest request, String reason) {
        if (request.topVia().branch() == null) {
            return false;
        }
        Fingerprint key = keys.ofClient(request);
        ClientTransaction transaction = clients.get(key);
        if (transaction != null) {
            transaction.sendFailed(reason);
            return true;
        }
        Remainder left = room.find(key);
        if (left != null && Remains.endsUnsent(left)) {
            room.remove(key);
        }
        return left != null;
    }

    private boolean responseFailed(SipResponse response) {
        Fingerprint key = keys.ofServer(response);
        if (key == null) {
            return false;
        }
        ServerTransaction transaction = servers.get(key);
        Remainder left = transaction == null ? room.find(key) : null;
        if (left != null) {
            transaction = unfold(left, response);
        }
        if (transaction != null) {
            transaction.sendFailed();
        }
        return transaction != null || left != null;
    }

    /// Makes a transaction whole again that has to find another way for its response.
    ///
    /// @return null where there is none
    private @Nullable ServerTransaction unfold(Remainder remainder, SipResponse response) {
        ServerTransaction whole = remains.whole(this, remainder, response);
        if (whole != null) {
            room.remove(remainder.key());
            servers.put(whole.key, whole);
            waitingServers++;
            Fingerprint claim = remainder.other();
            if (claim != null) {
                claims.put(claim, whole);
            }
        }
        return whole;
    }
}
