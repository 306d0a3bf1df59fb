package dev.ringback.subscription;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Element;
import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.event.Event;
import dev.ringback.header.time.Expires;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ServerTransaction;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A SUBSCRIBE that nothing speaks against but, perhaps, the policy: RFC 6665 §4.2.1. It has to be
/// accepted or refused, once and soon: a user must not be asked before (§4.2.1.1), that is what
/// [#pend] is for. On the stack's thread only.
public final class IncomingSubscription {
    private final UsageContext context;
    private final ServerTransaction transaction;
    private final SipRequest request;
    private final Event event;
    private final EventPackage pack;
    private final Consumer<NotifierUsage> book;

    IncomingSubscription(
            UsageContext context,
            ServerTransaction transaction,
            Event event,
            EventPackage pack,
            Consumer<NotifierUsage> book) {
        this.context = context;
        this.transaction = transaction;
        this.request = transaction.request();
        this.event = event;
        this.pack = pack;
        this.book = book;
    }

    /// The SUBSCRIBE.
    public SipRequest request() {
        return request;
    }

    /// What it wants to be told of.
    public Event event() {
        return event;
    }

    /// Whether it was answered.
    public boolean answered() {
        return transaction.answered();
    }

    /// Accepts it with 200, and tells the present state at once.
    ///
    /// @param present the state; null where there is none yet: the first NOTIFY has no body then
    public NotifierUsage accept(@Nullable EventState present, NotifierListener listener) {
        Lifetime lifetime = Lifetime.of(request, pack);
        NotifierUsage usage = established(lifetime.granted(), listener).with(present);
        if (lifetime.granted().isZero()) {
            usage.terminate("timeout", null);
        } else {
            usage.permit();
        }
        return usage;
    }

    /// Accepts it with 200 for now: it is pending until [NotifierUsage#permit] or
    /// [NotifierUsage#terminate].
    public NotifierUsage pend(NotifierListener listener) {
        NotifierUsage usage = established(Lifetime.of(request, pack).granted(), listener);
        usage.ask();
        return usage;
    }

    /// Refuses it.
    ///
    /// @param status 300 to 699: 403 or 603 where the policy forbids it
    /// @param by what decided so
    public void refuse(int status, Cause by) {
        refuse(Answers.reply(context, request, status).build(), by);
    }

    /// Refuses it.
    public void refuse(SipResponse response, Cause by) {
        transaction.respond(response, by);
    }

    private NotifierUsage established(Duration lifetime, NotifierListener listener) {
        NameAddress contact = Answers.contact(context, transaction);
        Dialog known = DialogId.named(request) ? dialog() : null;
        SipResponse.Builder response =
                known == null
                        ? SipResponse.dialogReply(
                                request, 200, context.stack().ids().tag(), contact)
                        : Answers.reply(context, request, 200)
                                .set(HeaderName.CONTACT, contact.toString());
        SipResponse sent = response.set(Expires.FIELD, lifetime.toSeconds()).build();
        transaction.respond(sent, new Cause.Served(Element.USER_AGENT));
        Dialog dialog = known == null ? Dialog.ofCallee(request, sent) : known;
        NotifierUsage usage = NotifierUsage.begin(context, dialog, event, pack, lifetime, listener);
        book.accept(usage);
        return usage;
    }

    private @Nullable Dialog dialog() {
        return context.core().dialog(DialogId.received(request));
    }
}
