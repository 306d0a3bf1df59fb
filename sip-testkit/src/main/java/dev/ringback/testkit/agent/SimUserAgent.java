package dev.ringback.testkit.agent;

import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TransactionUser;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.SimRandom;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.Timers;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A small user agent on a [SimNode]'s real stack: it places, answers, cancels and ends calls as
/// plans say, and writes what it believes into a [CallBook].
///
/// No media, no offers, no re-INVITE. What it does is by RFC 3261 §13 to §15: each 2xx is
/// acknowledged, also a repeated one and one of another fork; a 2xx is repeated until its ACK.
public final class SimUserAgent implements TransactionUser {
    /// What decides its final responses.
    static final Cause DECIDED = new Cause.Decided("plan");

    private final SimNode node;
    private final SipStack stack;
    private final ServerLocator locator;
    private final CallBook book;
    private final String user;
    private final SimRandom random;
    private final List<OutgoingCall> outgoing = new ArrayList<>();
    private final List<IncomingCall> incoming = new ArrayList<>();
    private Function<SipRequest, AnswerPlan> plans;
    private Transport preferred = Transport.UDP;
    private final String registrationCallId;
    private String home;
    private String contactHost;
    private long registrations;

    /// Makes a user agent that answers calls by plans drawn from the node's generator.
    ///
    /// @param node where it runs
    /// @param stack the node's stack
    /// @param user its user name, as in `sip:user@…`
    /// @param book where it writes what it believes
    public SimUserAgent(SimNode node, SipStack stack, String user, CallBook book) {
        this.node = node;
        this.stack = stack;
        this.locator = new ServerLocator(stack, new ServerHealth());
        this.user = user;
        this.book = book;
        this.random = node.random().stream("agent " + user);
        this.plans = _ -> AnswerPlan.drawn(random);
        this.home = node.address().getHostAddress();
        this.contactHost = home;
        this.registrationCallId = stack.ids().callId();
        node.coreTimers(this::timerCount);
    }

    /// Answers calls by the plans of that function from now on.
    public void answerBy(Function<SipRequest, AnswerPlan> function) {
        plans = function;
    }

    /// Writes that transport into its Contact from now on.
    public void prefer(Transport transport) {
        preferred = transport;
    }

    /// Belongs to that domain from now on: its From is `sip:user@domain`. Without this the host is
    /// its IP address.
    public void home(String domain) {
        home = domain;
    }

    /// Writes that host into its Contact from now on, for others to look up. Without this it is its
    /// IP address.
    public void advertise(String host) {
        contactHost = host;
    }

    /// Places a call, now.
    ///
    /// @param target the Request-URI and the To
    /// @param hop where the INVITE goes
    /// @param plan what to do with the call
    public void call(Uri target, Destination hop, CallPlan plan) {
        node.execute(
                () -> {
                    var call = new OutgoingCall(this, plan);
                    outgoing.add(call);
                    call.start(target, hop);
                });
    }

    /// Registers its Contact at a registrar, now (RFC 3261 §10.2).
    ///
    /// @param registrar the Request-URI: the domain
    /// @param hop where the REGISTER goes
    /// @param expires the lifetime to ask for in seconds; 0 takes the Contact off
    /// @param then takes the final status, 408 when there was none
    public void register(SipUri registrar, Destination hop, long expires, Consumer<Integer> then) {
        node.execute(() -> new Registration(this, then).start(registrar, hop, expires));
    }

    /// All calls that it placed, in order.
    public List<OutgoingCall> outgoing() {
        return List.copyOf(outgoing);
    }

    /// All calls that it was offered, in order.
    public List<IncomingCall> incoming() {
        return List.copyOf(incoming);
    }

    @Override
    public void request(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        Method method = request.method();
        boolean inDialog = request.to().tag() != null;
        if (method.equals(Method.INVITE) && !inDialog) {
            var call = new IncomingCall(this, transaction, plans.apply(request));
            incoming.add(call);
            call.start();
        } else if (method.equals(Method.BYE)) {
            transaction.respond(reply(request, ended(request) ? 200 : 481).build(), DECIDED);
        } else if (method.equals(Method.OPTIONS)) {
            transaction.respond(reply(request, 200).build(), DECIDED);
        } else {
            boolean known = method.equals(Method.INVITE) || method.equals(Method.CANCEL);
            transaction.respond(reply(request, known ? 481 : 405).build(), DECIDED);
        }
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        CallBook.DialogName name = CallDialog.nameOf(ack);
        for (IncomingCall call : incoming) {
            if (call.isFor(name)) {
                call.confirm();
            }
        }
    }

    @Override
    public void response(SipResponse response, Flow flow) {
        if (response.success() && response.cSeq().method().equals(Method.INVITE)) {
            for (OutgoingCall call : outgoing) {
                if (call.callId().equals(response.callId())) {
                    call.answered(response);
                }
            }
        }
    }

    SipStack stack() {
        return stack;
    }

    CallBook book() {
        return book;
    }

    String name() {
        return node.name();
    }

    Timers timers() {
        return node.timers();
    }

    /// The address-of-record in its From.
    String address() {
        return "<sip:%s@%s>".formatted(user, home);
    }

    /// Its Contact value.
    String contact() {
        InetSocketAddress socket = node.socket(preferred);
        String transport = preferred == Transport.UDP ? "" : ";transport=" + preferred.parameter();
        return "<sip:%s@%s:%d%s>".formatted(user, contactHost, socket.getPort(), transport);
    }

    /// A Via value for a request that goes there, with a new branch.
    String via(Destination to) {
        ListenPoint local = Objects.requireNonNull(stack.localFor(to));
        return "SIP/2.0/%s %s:%d;branch=%s;rport"
                .formatted(
                        to.transport(),
                        local.advertisedHost(),
                        local.advertisedPort(),
                        stack.ids().branch());
    }

    String registrationCallId() {
        return registrationCallId;
    }

    /// The CSeq number of its next REGISTER; they grow (§10.2).
    long nextRegistration() {
        return ++registrations;
    }

    private int timerCount() {
        int count = locator.running();
        for (OutgoingCall call : outgoing) {
            count += call.timerCount();
        }
        for (IncomingCall call : incoming) {
            count += call.timerCount();
        }
        return count;
    }

    private SipResponse.Builder reply(SipRequest request, int status) {
        return SipResponse.replyTo(request, status).toTag(stack.ids().tag());
    }

    /// Finds where a request to that URI goes, then hands it on; null where there is no address.
    void locate(Uri uri, Consumer<@Nullable Hop> then) {
        locator.locate(
                uri,
                located -> {
                    List<Hop> hops = located.everyHop();
                    then.accept(hops.isEmpty() ? null : hops.getFirst());
                });
    }

    static void copyRecordRoute(SipMessage from, SipResponse.Builder to) {
        from.values(HeaderName.RECORD_ROUTE)
                .forEach(value -> to.add(HeaderName.RECORD_ROUTE, value));
    }

    private boolean ended(SipRequest bye) {
        CallBook.DialogName fromCaller = CallDialog.nameOf(bye);
        CallBook.DialogName fromCallee = fromCaller.mirrored();
        for (IncomingCall call : incoming) {
            if (call.isFor(fromCaller)) {
                call.endedByPeer();
                return true;
            }
        }
        for (OutgoingCall call : outgoing) {
            CallDialog dialog = call.dialog(fromCallee);
            if (dialog != null) {
                call.endedByPeer(dialog);
                return true;
            }
        }
        return false;
    }
}
