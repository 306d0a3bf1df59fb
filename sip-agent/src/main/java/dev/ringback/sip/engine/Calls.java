package dev.ringback.sip.engine;

import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.header.dialog.Replaces;
import dev.ringback.message.SipRequest;
import dev.ringback.session.CallRequest;
import dev.ringback.session.InviteSession;
import dev.ringback.session.SessionEvent;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallOptions;
import dev.ringback.sip.MediaFactory;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent.Handler;
import dev.ringback.sip.ground.Contacts;
import dev.ringback.sip.ground.Fields;
import dev.ringback.sip.ground.Ground;
import dev.ringback.sip.ground.Whereabouts;
import dev.ringback.stack.ListenPoint;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transfer.Replacements;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How the calls of an agent begin.
final class Calls {
    private final Ground ground;
    private final AgentSide side;

    Calls(Ground ground, AgentSide side) {
        this.ground = ground;
        this.side = side;
    }

    // -- made; any thread

    /// What somebody else ordered about a call that is made.
    ///
    /// @param extras writes into its INVITE
    /// @param follow called on the stack's thread when it begins; gives who follows it
    record Order(Consumer<SipRequest.Builder> extras, Supplier<Consumer<SessionEvent>> follow) {
        static final Order NONE = new Order(_ -> {}, () -> _ -> {});
    }

    /// Calls somebody; returns at once.
    AgentCall call(NameAddress to, CallOptions options) {
        return call(to, options, Order.NONE);
    }

    /// Calls somebody, because somebody else wants it.
    AgentCall call(NameAddress to, CallOptions options, Order order) {
        MediaFactory chosen = options.media();
        MediaFactory factory = chosen == null ? side.profile().sessions().media() : chosen;
        AgentCall call = new AgentCall(ground, side, to, factory, /* incoming= */ false);
        Duration most = options.timeout();
        if (most != null) {
            ground.run(_ -> call.line().patience(most, to.uri().toString()));
        }
        ground.run(_ -> call.line().follow(order.follow().get()));
        ground.start("sip-call", () -> begin(call, to, options, order));
        return call;
    }

    private void begin(AgentCall call, NameAddress to, CallOptions options, Order order) {
        try {
            if (options.body() == null) {
                call.address(ground.await(leaving(to.uri())));
                call.openMedia();
            }
            ground.run(_ -> call.line().call(request(call, to, options).with(order.extras())));
        } catch (InterruptedException _) {
            ground.run(_ -> call.line().hangUp(null));
        } catch (SipException | RuntimeException e) {
            ground.run(core -> call.line().broken(e, core.stack().now()));
        }
    }

    /// The address of this machine from which somebody is reached; any where that is not known.
    private CompletableFuture<InetAddress> leaving(Uri target) {
        CompletableFuture<InetAddress> address = ground.promise();
        ground.run(
                core ->
                        Whereabouts.find(
                                core,
                                bare(target),
                                side.reactions(),
                                point -> {
                                    ListenPoint first = core.stack().listenPoints().getFirst();
                                    ListenPoint from = point == null ? first : point;
                                    address.complete(Contacts.address(from));
                                }));
        return address;
    }

    private static Uri bare(Uri uri) {
        return uri instanceof SipUri sip ? sip.withoutHeaders() : uri;
    }

    private CallRequest request(AgentCall call, NameAddress to, CallOptions options) {
        NameAddress own = Fields.from(options.headers());
        NameAddress from = own == null ? side.profile().address() : own;
        NameAddress named = new NameAddress(to.displayName(), bare(to.uri()), Parameters.NONE);
        CallRequest request =
                new CallRequest(
                        bare(to.uri()),
                        from,
                        named,
                        options.body() == null ? call.door() : null,
                        options.offer()
                                ? CallRequest.Offering.IN_INVITE
                                : CallRequest.Offering.BY_PEER,
                        invite -> dress(invite, options));
        return request;
    }

    private void dress(SipRequest.Builder invite, CallOptions options) {
        if (!ground.product().isEmpty()) {
            invite.set(HeaderName.USER_AGENT, ground.product());
        }
        Fields.write(invite, side.profile().requests().fields(), null);
        Fields.write(invite, options.headers(), options.body());
        if (options.replaced() instanceof AgentCall old) {
            replace(invite, old);
        }
    }

    private static void replace(SipRequest.Builder invite, AgentCall old) {
        Dialog dialog = old.line().dialog();
        if (dialog != null) {
            DialogId id = dialog.id();
            Replaces replaces = Replaces.of(id.callId(), id.remoteTag(), id.localTag());
            invite.set(HeaderName.REPLACES, replaces.toString());
            invite.set(HeaderName.REQUIRE, Replacements.TAG);
        }
    }

    // -- taken; on the stack's thread

    /// Takes an INVITE, and lets the application handle it.
    ///
    /// @param old the session that it takes the place of; null for none
    void incoming(
            ServerTransaction transaction, @Nullable InviteSession old, Handler<Call> handler) {
        SipRequest invite = transaction.request();
        NameAddress peer =
                new NameAddress(
                        invite.from().address().displayName(),
                        invite.from().uri(),
                        Parameters.NONE);
        AgentCall call =
                new AgentCall(
                        ground,
                        side,
                        peer,
                        side.profile().sessions().media(),
                        /* incoming= */ true);
        ListenPoint local = ground.core().stack().localFor(transaction.flow());
        if (local != null) {
            call.address(Contacts.address(local));
        }
        call.asserted(Asserted.in(invite, transaction.flow(), side.profile().sessions().trusted()));
        call.line().incoming(transaction);
        if (old != null) {
            call.replaces(side.callOf(old));
            call.line().replaces(old);
        }
        ground.start("sip-call", () -> handle(call, handler));
    }

    private void handle(AgentCall call, Handler<Call> handler) {
        try {
            handler.handle(call);
        } catch (InterruptedException _) {
            ground.run(_ -> call.line().hangUp(null));
        } catch (Exception e) {
            boolean over = call.state() == Call.State.ENDED;
            ground.run(_ -> call.line().faulted());
            if (!(over && e instanceof SipException)) {
                ground.fault(e);
            }
        }
    }
}
