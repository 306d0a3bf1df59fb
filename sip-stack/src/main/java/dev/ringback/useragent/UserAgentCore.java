package dev.ringback.useragent;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.cause.Reply;
import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import dev.ringback.header.Method;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.RequestSender;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TransactionUser;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The core of many user agents on one stack, RFC 3261 §8.2 and §12.2.2: says to whom what arrives
/// belongs, and answers what belongs to nobody. Who serves a request is looked up, not searched:
/// 100,000 agents cost as much as one. On the stack's thread.
public final class UserAgentCore implements TransactionUser {
    private final List<Consumer<Flow>> flowWatchers = new ArrayList<>();
    private final SipStack stack;
    private final SchemeCheck scheme;
    private final RequestSender sender;
    private @Nullable RandomGenerator random;
    private final AgentTable agents = new AgentTable();
    private final DialogTable dialogs = new DialogTable();

    /// A core on a stack.
    ///
    /// @param locator finds the servers of requests
    public UserAgentCore(SipStack stack, ServerLocator locator) {
        this.scheme = new SchemeCheck(stack);
        this.stack = stack;
        this.sender = new RequestSender(stack, locator);
    }

    /// The stack below.
    public SipStack stack() {
        return stack;
    }

    /// Sends the requests of all agents.
    public RequestSender sender() {
        return sender;
    }

    /// A number by chance, any int: a function of the seed in a simulation.
    public int random() {
        if (random == null) {
            random = new SplittableRandom(stack.ids().callId().hashCode());
        }
        return random.nextInt();
    }

    /// Lets somebody hear of the ends of flows, RFC 5626 §4.4.
    public void watchFlows(Consumer<Flow> watcher) {
        flowWatchers.add(watcher);
    }

    /// Lets somebody hear no more of flows.
    public void forgetFlows(Consumer<Flow> watcher) {
        flowWatchers.remove(watcher);
    }

    @Override
    public void flowClosed(Flow flow, String reason) {
        List.copyOf(flowWatchers).forEach(watcher -> watcher.accept(flow));
    }

    /// Lets an agent have requests from now on, under each of its names.
    public void add(LocalAgent agent) {
        agents.add(agent);
    }

    /// Lets an agent have no new requests any more. Its dialogs go on.
    public void remove(LocalAgent agent) {
        agents.remove(agent);
    }

    /// Lets a usage have the requests of a dialog, after those that have them already.
    public void enter(Dialog dialog, DialogUsage usage) {
        dialogs.enter(dialog, usage);
    }

    /// Ends a usage of a dialog. The last one ends the dialog (RFC 5057 §4.1).
    public void leave(DialogId id, DialogUsage usage) {
        dialogs.leave(id, usage);
    }

    /// Ends a dialog with all its usages, RFC 5057 §5.1.
    ///
    /// @param status what the peer answered to a request in it
    public void destroy(DialogId id, int status) {
        for (DialogUsage usage : dialogs.remove(id)) {
            usage.destroyed(id, status);
        }
    }

    /// The dialog of that name, where it has a usage here.
    public @Nullable Dialog dialog(DialogId id) {
        return dialogs.dialog(id);
    }

    /// The usages of a dialog in the order in which they entered; none where it is unknown.
    public List<DialogUsage> usages(DialogId id) {
        return dialogs.usages(id);
    }

    /// Lets a usage have requests of dialogs that it did not see begin: those with our tag whose
    /// other tag is unknown. So a NOTIFY may come before the response to its SUBSCRIBE (RFC 6665
    /// §4.4.1).
    ///
    /// @param callId the Call-ID
    /// @param localTag our tag
    public void expect(String callId, String localTag, DialogUsage usage) {
        dialogs.expect(new DialogId(callId, localTag, ""), usage);
    }

    /// No more requests of unknown dialogs for this usage.
    public void expectNoMore(String callId, String localTag, DialogUsage usage) {
        dialogs.expectNoMore(new DialogId(callId, localTag, ""), usage);
    }

    /// How many dialogs there are.
    public int dialogCount() {
        return dialogs.size();
    }

    @Override
    public void request(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        if (request.method().equals(Method.CANCEL)) {
            refuse(transaction, 481, Check.TRANSACTION, "CANCEL");
        } else if (DialogId.named(request)) {
            inDialog(transaction);
        } else {
            outside(transaction);
        }
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        for (DialogUsage usage : dialogs.usages(DialogId.received(ack))) {
            if (usage.ack(ack, flow)) {
                return;
            }
        }
        stack.tell(new Notice.Dropped("unmatched_ack"));
    }

    /// What answers no transaction is late, or of a fork that answered after Timer M: nobody waits.
    @Override
    public void response(SipResponse response, Flow flow) {
        stack.tell(new Notice.Dropped("unmatched_response"));
    }

    private void outside(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        LocalAgent agent = agents.serving(request);
        if (agent == null) {
            unknownUser(transaction, request.requestUri());
            return;
        }
        Reply unwanted = scheme.refusal(request, agent.sips());
        Reply refusal = unwanted == null ? checks(agent).refusal(transaction) : unwanted;
        if (refusal != null) {
            transaction.respond(refusal);
        } else if (request.method().equals(Method.BYE)) {
            refuse(transaction, 481, Check.DIALOG, "BYE");
        } else if (request.method().equals(Method.OPTIONS)) {
            options(transaction, agent);
        } else {
            agent.request(transaction);
        }
    }

    /// §8.2.2.1: 416 where the scheme is unknown, else 404.
    private void unknownUser(ServerTransaction transaction, Uri uri) {
        boolean readable = uri instanceof SipUri || uri.toString().startsWith("tel:");
        refuse(
                transaction,
                readable ? 404 : 416,
                readable ? Check.DOMAIN : Check.SCHEME,
                "Request-URI");
    }

    private void inDialog(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        DialogId id = DialogId.received(request);
        Dialog dialog = dialogs.dialog(id);
        if (dialog == null) {
            strange(transaction, id);
        } else if (!dialog.numbers().heardInOrder(request.cSeq().number())) {
            refuse(transaction, 500, Check.ORDER, "CSeq");
        } else {
            LocalAgent agent = dialogs.usages(id).getFirst().agent();
            Reply refusal = checks(agent).refusal(transaction);
            if (refusal != null) {
                transaction.respond(refusal);
            } else if (!taken(transaction, dialogs.usages(id))) {
                unused(transaction, agent);
            }
        }
    }

    private void strange(ServerTransaction transaction, DialogId id) {
        List<DialogUsage> waiting = dialogs.expecting(id);
        if (!taken(transaction, waiting)) {
            refuse(transaction, 481, Check.DIALOG, transaction.request().method().name());
        }
    }

    private static boolean taken(ServerTransaction transaction, List<DialogUsage> usages) {
        for (DialogUsage usage : usages) {
            if (usage.request(transaction)) {
                return true;
            }
        }
        return false;
    }

    /// A request in a dialog that belongs to none of its usages: it may begin one, as SUBSCRIBE and
    /// REFER do. A BYE without a session ends nothing.
    private void unused(ServerTransaction transaction, LocalAgent agent) {
        Method method = transaction.request().method();
        if (method.equals(Method.BYE)) {
            refuse(transaction, 481, Check.DIALOG, "BYE");
        } else if (method.equals(Method.OPTIONS)) {
            options(transaction, agent);
        } else {
            agent.request(transaction);
        }
    }

    /// §11.2.
    private void options(ServerTransaction transaction, LocalAgent agent) {
        SipRequest request = transaction.request();
        Reply instead = agent.unavailable(request);
        if (instead != null) {
            transaction.respond(instead);
            return;
        }
        SipResponse.Builder response = checks(agent).reply(request, 200);
        agent.capabilities().describe(response);
        transaction.respond(response.build(), new Cause.Served(Element.USER_AGENT));
    }

    private RequestChecks checks(LocalAgent agent) {
        return new RequestChecks(agent.capabilities(), stack.ids()::tag);
    }

    private void refuse(ServerTransaction transaction, int status, Check check, String subject) {
        SipRequest request = transaction.request();
        SipResponse.Builder response = SipResponse.replyTo(request, status);
        if (!DialogId.named(request)) {
            response.toTag(stack.ids().tag());
        }
        transaction.respond(response.build(), new Cause.CheckFailed(check, subject));
    }
}
