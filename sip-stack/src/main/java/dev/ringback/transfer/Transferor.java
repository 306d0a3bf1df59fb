package dev.ringback.transfer;

import dev.ringback.body.MessageBody;
import dev.ringback.dialog.Dialog;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.event.ReferSub;
import dev.ringback.header.event.SubscriptionState;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.FragmentResult;
import dev.ringback.parse.SipFragment;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.session.InviteSession;
import dev.ringback.subscription.Ending;
import dev.ringback.subscription.EventKind;
import dev.ringback.subscription.EventPackage;
import dev.ringback.subscription.SubscriptionListener;
import dev.ringback.subscription.SubscriptionPlan;
import dev.ringback.subscription.SubscriptionUsage;
import dev.ringback.subscription.UsageContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A REFER of ours in a session, and the subscription that it implies: RFC 3515 §2.4. One for each
/// REFER; on the stack's thread.
public final class Transferor {
    private static final String EVENT = EventPackage.REFER.name();

    private final UsageContext context;
    private final Dialog dialog;
    private final ReferPlan plan;
    private final Consumer<TransferEvent> listener;
    private @Nullable SubscriptionUsage usage;
    private boolean accepted;
    private boolean over;

    private Transferor(
            UsageContext context, Dialog dialog, ReferPlan plan, Consumer<TransferEvent> listener) {
        this.context = context;
        this.dialog = dialog;
        this.plan = plan;
        this.listener = listener;
    }

    /// Sends it.
    ///
    /// @param session a session with a confirmed dialog
    /// @param listener hears what becomes of it; nothing before this returns
    /// @throws IllegalStateException if the session has no dialog
    public static Transferor send(
            UsageContext context,
            InviteSession session,
            ReferPlan plan,
            Consumer<TransferEvent> listener) {
        Dialog dialog = session.dialog();
        if (dialog == null) {
            throw new IllegalStateException("no dialog");
        }
        var transferor = new Transferor(context, dialog, plan, listener);
        session.send(Method.REFER, transferor::write, transferor.new Response());
        return transferor;
    }

    /// Does not want to hear any more: the subscription is ended. The peer goes on.
    public void forget() {
        over = true;
        leave();
    }

    /// The first NOTIFY may come before the response, and a further sending has another number.
    private void write(SipRequest.Builder refer) {
        plan.write(refer);
        leave();
        String id = Long.toString(dialog.numbers().last());
        SubscriptionPlan wanted =
                SubscriptionPlan.of(
                        dialog.remoteTarget(),
                        Objects.requireNonNull(NameAddress.parse(dialog.localAddress())),
                        EventKind.named(EVENT).identified(id),
                        EventPackage.REFER.usual());
        usage =
                SubscriptionUsage.awaiting(
                        context, dialog, wanted, new Notified(), EventPackage.REFER.usual());
    }

    private void leave() {
        SubscriptionUsage left = usage;
        usage = null;
        if (left != null) {
            left.unsubscribe();
        }
    }

    private void tell(TransferEvent event) {
        if (!over) {
            listener.accept(event);
        }
    }

    private void end(TransferEvent event) {
        tell(event);
        over = true;
    }

    /// What the peer says to the REFER.
    private final class Response implements ResponseListener {
        @Override
        public void succeeded(SipResponse response, Sent sent) {
            ReferSub sub = response.read(ReferSub.FIELD).first();
            boolean told = sub == null || sub.subscribed();
            accepted = true;
            tell(new TransferEvent.Accepted(response, told));
            if (!told) {
                over = true;
                leave();
            }
        }

        @Override
        public void failed(SipFailure failure) {
            end(new TransferEvent.Refused(failure));
            leave();
        }
    }

    /// How it goes.
    private final class Notified implements SubscriptionListener {
        @Override
        public void notified(SubscriptionUsage from, SipRequest notify, SubscriptionState state) {
            SipFragment told = fragment(notify);
            int status = told == null ? -1 : told.status();
            if (told != null && status >= 200) {
                end(new TransferEvent.Done(status, told.reason()));
            } else if (told != null && status > 0) {
                tell(new TransferEvent.Progress(status, told.reason()));
            }
        }

        @Override
        public void ended(SubscriptionUsage from, Ending ending) {
            if (from == usage) {
                usage = null;
                String why = ending.reason().name().toLowerCase(Locale.ROOT);
                end(new TransferEvent.Lost(accepted ? why : "unanswered, " + why));
            }
        }
    }

    private static @Nullable SipFragment fragment(SipRequest notify) {
        var root = MessageBody.of(notify).root();
        boolean sipfrag = root != null && root.is("message", "sipfrag");
        if (root == null || !sipfrag || !notify.has(HeaderName.CONTENT_TYPE)) {
            return null;
        }
        return SipFragment.parse(lines(root.content())) instanceof FragmentResult.Parsed parsed
                ? parsed.fragment()
                : null;
    }

    /// Phones that are out there end the line with LF alone (baresip 1.0): it tells the same.
    private static byte[] lines(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.replace("\r\n", "\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
