package dev.ringback.echo;

import dev.ringback.admission.Domains;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.cause.Resource;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Reading;
import dev.ringback.header.address.Contact;
import dev.ringback.header.feature.Require;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The user agent server behind `sip:echo@DOMAIN`: answers each INVITE with 200 at once. RFC 3261
/// §8.2, §11, §13.3, §14.2, §15.1.2.
///
/// One for each shard and on its thread: a dialog lives where its Call-ID does.
public final class EchoAgent {
    /// The user part that it answers to in each of our domains.
    public static final String USER = "echo";

    private static final String ALLOW = "INVITE, ACK, BYE, CANCEL, OPTIONS";
    private static final String SDP = "application/sdp";

    /// Methods that exist but that an echo has no use for: 405. All others are unknown: 501.
    private static final Set<String> KNOWN =
            Set.of(
                    "REGISTER",
                    "PRACK",
                    "UPDATE",
                    "INFO",
                    "MESSAGE",
                    "SUBSCRIBE",
                    "NOTIFY",
                    "REFER",
                    "PUBLISH");

    private static final Cause SERVED = new Cause.Served(Element.ECHO);

    private final SipStack stack;
    private final Domains domains;
    private final EchoSettings settings;
    private final Map<Key, EchoDialog> dialogs = new HashMap<>();
    private final Map<Key, String> invites = new HashMap<>();
    private long sessions;

    /// @param stack the stack of the shard
    /// @param domains our domains
    /// @param settings the bounds
    public EchoAgent(SipStack stack, Domains domains, EchoSettings settings) {
        this.stack = stack;
        this.domains = domains;
        this.settings = settings;
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
            inside(transaction, request, tag);
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
        EchoDialog dialog = tag == null ? null : dialogs.get(Key.of(ack, tag));
        if (dialog != null) {
            dialog.acknowledge(ack);
        }
        return true;
    }

    /// The number of calls.
    public int dialogCount() {
        return dialogs.size();
    }

    private boolean mine(SipRequest request) {
        AddressOfRecord aor = domains.addressOfRecord(request.requestUri());
        return aor != null && aor.user().equals(USER);
    }

    private void outside(ServerTransaction transaction, SipRequest request) {
        switch (request.method().name()) {
            case "INVITE" -> invite(transaction, request);
            case "OPTIONS" -> transaction.respond(options(request), SERVED);
            case "BYE", "CANCEL" -> refuse(transaction, 481, failed(Check.DIALOG, "To"));
            default -> refuseMethod(transaction, request);
        }
    }

    private void inside(ServerTransaction transaction, SipRequest request, String tag) {
        EchoDialog dialog = dialogs.get(Key.of(request, tag));
        if (dialog == null) {
            refuse(transaction, 481, failed(Check.DIALOG, "To"));
        } else if (!dialog.advance(request.cSeq().number())) {
            refuse(transaction, 500, failed(Check.ORDER, "CSeq"));
        } else {
            switch (request.method().name()) {
                case "INVITE" -> reinvite(transaction, request, dialog);
                case "BYE" -> {
                    forget(dialog, tag);
                    transaction.respond(SipResponse.replyTo(request, 200).build(), SERVED);
                }
                case "OPTIONS" -> transaction.respond(options(request), SERVED);
                case "CANCEL" -> refuse(transaction, 481, failed(Check.DIALOG, "To"));
                default -> refuseMethod(transaction, request);
            }
        }
    }

    private void invite(ServerTransaction transaction, SipRequest request) {
        if (dialogs.size() >= settings.maxDialogs()) {
            String seconds = Integer.toString(EchoSettings.RETRY_AFTER);
            refuse(transaction, 503, HeaderName.RETRY_AFTER, seconds, full());
            return;
        }
        if (invites.containsKey(Key.merge(request))) {
            refuse(transaction, 482, failed(Check.MERGED, "Call-ID"));
            return;
        }
        ListenPoint self = stack.localFor(transaction.flow());
        if (self == null) {
            refuse(transaction, 500, failed(Check.ORDER, "CSeq"));
            return;
        }
        String tag = stack.ids().tag();
        EchoSession session = new EchoSession(self.advertisedHost(), ++sessions);
        EchoDialog dialog = new EchoDialog(stack, session, transaction, tag);
        if (accept(transaction, dialog, tag)) {
            dialogs.put(Key.of(request, tag), dialog);
            invites.put(Key.merge(request), tag);
            dialog.limit(settings.maxDuration(), () -> forget(dialog, tag));
        }
    }

    private void reinvite(ServerTransaction transaction, SipRequest request, EchoDialog dialog) {
        String tag = request.to().tag();
        if (tag == null || dialog.pending()) {
            refuse(transaction, 491, failed(Check.SESSION, "INVITE"));
        } else {
            accept(transaction, dialog, tag);
        }
    }

    /// Answers an INVITE with 200, or refuses it.
    ///
    /// @return whether it was accepted
    private boolean accept(ServerTransaction transaction, EchoDialog dialog, String tag) {
        SipRequest request = transaction.request();
        ListenPoint self = stack.localFor(transaction.flow());
        Uri contact = contact(request);
        List<String> required = request.read(Require.FIELD).values();
        if (!required.isEmpty()) {
            String tags = String.join(", ", required);
            Cause cause = failed(Check.REQUIRE, tags);
            refuse(transaction, 420, HeaderName.UNSUPPORTED, tags, cause);
        } else if (contact == null || self == null) {
            refuse(transaction, 400, failed(Check.SYNTAX, "Contact"));
        } else if (request.bodyLength() > 0 && !describesSession(request)) {
            Cause cause = failed(Check.CONTENT, "Content-Type");
            refuse(transaction, 415, HeaderName.ACCEPT, SDP, cause);
        } else {
            EchoSession.Outcome outcome =
                    request.bodyLength() == 0
                            ? new EchoSession.Answer(dialog.session().offer())
                            : dialog.session().answer(request.body());
            switch (outcome) {
                case EchoSession.Unacceptable(int code, String text) ->
                        refuse(
                                transaction,
                                488,
                                HeaderName.WARNING,
                                code + " ringback \"" + text + '"',
                                failed(Check.SESSION, "application/sdp"));
                case EchoSession.Answer(String sdp) -> {
                    SipResponse ok = ok(transaction, self, tag, sdp);
                    dialog.accept(transaction, ok, contact, () -> forget(dialog, tag));
                    return true;
                }
            }
        }
        return false;
    }

    private static SipResponse ok(
            ServerTransaction transaction, ListenPoint self, String tag, String sdp) {
        SipRequest request = transaction.request();
        SipResponse.Builder response = SipResponse.replyTo(request, 200).toTag(tag);
        EchoDialog.copyRecordRoute(request, response);
        return response.set(HeaderName.CONTACT, "<" + contact(self) + ">")
                .set(HeaderName.ALLOW, ALLOW)
                .set(HeaderName.SUPPORTED, "")
                .body(SDP, sdp.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private SipResponse options(SipRequest request) {
        SipResponse.Builder response = SipResponse.replyTo(request, 200);
        if (request.to().tag() == null) {
            response.toTag(stack.ids().tag());
        }
        return response.set(HeaderName.ALLOW, ALLOW)
                .set(HeaderName.ACCEPT, SDP)
                .set(HeaderName.ACCEPT_ENCODING, "identity")
                .set(HeaderName.ACCEPT_LANGUAGE, "en")
                .set(HeaderName.SUPPORTED, "")
                .build();
    }

    private void forget(EchoDialog dialog, String tag) {
        dialog.end();
        dialogs.remove(Key.of(dialog.invite(), tag));
        invites.remove(Key.merge(dialog.invite()));
    }

    private void refuseMethod(ServerTransaction transaction, SipRequest request) {
        String method = request.method().name();
        boolean known = KNOWN.contains(method);
        Cause cause = failed(known ? Check.METHOD_ALLOWED : Check.METHOD_KNOWN, method);
        refuse(transaction, known ? 405 : 501, HeaderName.ALLOW, ALLOW, cause);
    }

    private void refuse(ServerTransaction transaction, int status, Cause cause) {
        transaction.respond(refusal(transaction.request(), status).build(), cause);
    }

    private void refuse(
            ServerTransaction transaction, int status, HeaderName name, String value, Cause cause) {
        SipResponse.Builder response = refusal(transaction.request(), status);
        transaction.respond(response.set(name, value).build(), cause);
    }

    private Cause full() {
        int most = settings.maxDialogs();
        return new Cause.Overloaded(Resource.DIALOGS, dialogs.size(), most);
    }

    private static Cause failed(Check check, String subject) {
        return new Cause.CheckFailed(check, subject);
    }

    private SipResponse.Builder refusal(SipRequest request, int status) {
        SipResponse.Builder response = SipResponse.replyTo(request, status);
        return request.to().tag() == null ? response.toTag(stack.ids().tag()) : response;
    }

    /// The caller's address for requests in the dialog, §12.1.1; null when the INVITE has no usable
    /// Contact.
    private static @Nullable Uri contact(SipRequest request) {
        Reading<Contact> contacts = request.read(Contact.FIELD);
        Contact first = contacts.first();
        return contacts.ok() && contacts.values().size() == 1 && first != null ? first.uri() : null;
    }

    private static SipUri contact(ListenPoint self) {
        SipUri uri = SipUri.of(false, USER, self.advertisedHost(), self.advertisedPort());
        Transport transport = self.transport();
        return transport == Transport.UDP
                ? uri
                : uri.withParameter("transport", transport.parameter());
    }

    private static boolean describesSession(SipRequest request) {
        String type = request.value(HeaderName.CONTENT_TYPE);
        if (type == null || request.has(HeaderName.CONTENT_ENCODING)) {
            return false;
        }
        int end = type.indexOf(';');
        String name = end < 0 ? type : type.substring(0, end);
        return name.strip().toLowerCase(Locale.ROOT).equals(SDP);
    }

    /// What names a dialog, or an INVITE that may come twice.
    private record Key(String callId, String local, String remote) {
        static Key of(SipRequest request, String tag) {
            return new Key(request.callId(), tag, String.valueOf(request.from().tag()));
        }

        static Key merge(SipRequest request) {
            String sequence = Long.toString(request.cSeq().number());
            return new Key(request.callId(), sequence, String.valueOf(request.from().tag()));
        }
    }
}
