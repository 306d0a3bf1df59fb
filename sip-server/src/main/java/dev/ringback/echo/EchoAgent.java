package dev.ringback.echo;

import dev.ringback.admission.Domains;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.cause.Reply;
import dev.ringback.header.Method;
import dev.ringback.header.Reading;
import dev.ringback.header.address.Contact;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.SipStack;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.Uri;
import dev.ringback.useragent.RequestChecks;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// The user agent server behind `sip:echo@DOMAIN`: answers each INVITE with 200, at once or after
/// some ringing. RFC 3261 §8.2, §11, §12.2.2, §13.3, §14.2, §15.1.2.
///
/// One for each shard and on its thread: a dialog lives where its Call-ID does.
public final class EchoAgent {
    /// The user part that it answers to in each of our domains.
    public static final String USER = "echo";

    private static final Cause SERVED = new Cause.Served(Element.ECHO);

    private final SipStack stack;
    private final Domains domains;
    private final EchoSettings settings;
    private final EchoMedia media;
    private final EchoReplies replies;
    private final RequestChecks checks;
    private final Opening opening;
    private final EchoCalls calls;

    /// One without sound.
    public EchoAgent(SipStack stack, Domains domains, EchoSettings settings) {
        this(stack, domains, new EchoService(settings));
    }

    /// @param stack the stack of the shard
    /// @param domains our domains
    /// @param service the bounds, and the sound
    public EchoAgent(SipStack stack, Domains domains, EchoService service) {
        this(stack, domains, service, new EchoCalls());
    }

    /// @param stack the stack of the shard
    /// @param domains our domains
    /// @param service the bounds, and the sound
    /// @param calls the calls of the shard
    public EchoAgent(SipStack stack, Domains domains, EchoService service, EchoCalls calls) {
        this.stack = stack;
        this.domains = domains;
        this.settings = service.settings();
        this.media = service.media();
        this.replies = new EchoReplies(stack, settings);
        this.checks = replies.checks();
        this.calls = calls;
        this.opening = new Opening(stack, media, replies, calls);
    }

    /// Answers a request when it is for the echo.
    ///
    /// @return whether it was
    public boolean request(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        if (!mine(request)) {
            return false;
        }
        String tag = request.to().tag();
        if (tag == null) {
            outside(transaction, request);
        } else {
            inside(transaction, request, key(request, tag));
        }
        return true;
    }

    /// Takes an ACK when it is for the echo.
    ///
    /// @return whether it was
    public boolean ack(SipRequest ack) {
        if (!mine(ack)) {
            return false;
        }
        String tag = ack.to().tag();
        EchoDialog dialog = tag == null ? null : calls.find(key(ack, tag));
        if (dialog != null) {
            dialog.acknowledge(ack);
        }
        return true;
    }

    /// The number of calls.
    public int dialogCount() {
        return calls.dialogs();
    }

    private boolean mine(SipRequest request) {
        AddressOfRecord aor = domains.addressOfRecord(request.requestUri());
        return aor != null && aor.user().equals(USER);
    }

    private void outside(ServerTransaction transaction, SipRequest request) {
        Reply refusal = checks.refusal(transaction);
        boolean invite = request.method().equals(Method.INVITE);
        if (refusal != null) {
            transaction.respond(refusal);
        } else if (!invite && !request.method().equals(Method.OPTIONS)) {
            transaction.respond(checks.refuse(request, 481, Check.DIALOG, "To"));
        } else if (calls.count() >= settings.maxDialogs()) {
            transaction.respond(replies.full(request, calls.dialogs(), settings.maxDialogs()));
        } else if (invite) {
            invite(transaction, request);
        } else {
            transaction.respond(replies.options(transaction), SERVED);
        }
    }

    private void invite(ServerTransaction transaction, SipRequest request) {
        Uri contact = contact(request);
        if (contact == null) {
            transaction.respond(checks.refuse(request, 400, Check.SYNTAX, "Contact"));
            return;
        }
        EchoMedia.Place place = replies.place(transaction);
        EchoSession session = new EchoSession(place.advertised(), calls.nextSession());
        if (media.equals(EchoMedia.NONE) || !EchoSession.sounds(request)) {
            answer(transaction, session, contact);
        } else {
            opening.open(transaction, session, place, () -> answer(transaction, session, contact));
        }
    }

    private void answer(ServerTransaction transaction, EchoSession session, Uri contact) {
        SipRequest request = transaction.request();
        switch (session.outcome(request, sender(transaction))) {
            case EchoSession.Unacceptable unacceptable -> {
                session.close();
                transaction.respond(replies.unacceptable(request, session, unacceptable));
            }
            case EchoSession.Answer(String sdp) -> {
                String tag = stack.ids().tag();
                EchoCalls.Key key = key(request, tag);
                EchoDialog dialog =
                        new EchoDialog(stack, session, transaction, tag, () -> calls.remove(key));
                calls.add(key, dialog);
                session.watch(stack, dialog::lost);
                if (settings.answerAfter().isZero()) {
                    dialog.accept(transaction, replies.ok(transaction, tag, sdp), contact);
                    dialog.limit(settings.maxDuration());
                } else {
                    dialog.ring(
                            transaction,
                            replies.ringing(transaction, tag),
                            replies.ok(transaction, tag, sdp),
                            contact,
                            settings);
                }
            }
        }
    }

    private static InetAddress sender(ServerTransaction transaction) {
        return transaction.flow().remote().getAddress();
    }

    private void inside(ServerTransaction transaction, SipRequest request, EchoCalls.Key key) {
        EchoDialog dialog = calls.find(key);
        if (dialog == null) {
            transaction.respond(checks.refuse(request, 481, Check.DIALOG, "To"));
            return;
        }
        Reply refusal =
                dialog.advance(request.cSeq().number())
                        ? checks.refusal(transaction)
                        : checks.refuse(request, 500, Check.ORDER, "CSeq");
        if (refusal != null) {
            transaction.respond(refusal);
        } else if (request.method().equals(Method.INVITE)) {
            reinvite(transaction, request, dialog, key.local());
        } else if (request.method().equals(Method.BYE)) {
            transaction.respond(checks.reply(request, 200).build(), SERVED);
            dialog.endedByPeer();
        } else if (request.method().equals(Method.OPTIONS)) {
            transaction.respond(replies.options(transaction), SERVED);
        } else {
            transaction.respond(checks.refuse(request, 481, Check.TRANSACTION, "CANCEL"));
        }
    }

    private void reinvite(
            ServerTransaction transaction, SipRequest request, EchoDialog dialog, String tag) {
        Uri contact = contact(request);
        if (dialog.ringing()) {
            transaction.respond(replies.tooEarly(request));
        } else if (dialog.pending()) {
            transaction.respond(checks.refuse(request, 491, Check.PENDING, "INVITE"));
        } else if (contact == null) {
            transaction.respond(checks.refuse(request, 400, Check.SYNTAX, "Contact"));
        } else {
            EchoSession session = dialog.session();
            switch (session.outcome(request, sender(transaction))) {
                case EchoSession.Unacceptable unacceptable ->
                        transaction.respond(replies.unacceptable(request, session, unacceptable));
                case EchoSession.Answer(String sdp) ->
                        dialog.accept(transaction, replies.ok(transaction, tag, sdp), contact);
            }
        }
    }

    /// The caller's address for requests in the dialog, §12.1.1; null when the INVITE has no usable
    /// Contact.
    private static @Nullable Uri contact(SipRequest request) {
        Reading<Contact> contacts = request.read(Contact.FIELD);
        Contact first = contacts.first();
        return contacts.ok() && contacts.values().size() == 1 && first != null ? first.uri() : null;
    }

    private static EchoCalls.Key key(SipRequest request, String tag) {
        return new EchoCalls.Key(request.callId(), tag, String.valueOf(request.from().tag()));
    }
}
