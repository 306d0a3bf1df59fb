package dev.ringback.sip.engine;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.BodyChange;
import dev.ringback.reaction.NewBody;
import dev.ringback.reaction.Reactions;
import dev.ringback.sip.Body;
import dev.ringback.sip.BodyProtection;
import dev.ringback.sip.BodyProtection.Opened;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.useragent.Envelope;
import org.jspecify.annotations.Nullable;

/// The protection of an agent's bodies between the stack and who does it: RFC 3261 §23. On the
/// stack's thread.
final class Sealing implements Envelope {
    private final BodyProtection protection;

    /// What was opened last, since a message is looked at more than once.
    private @Nullable SipMessage last;

    private Opened found = new Opened.Undecipherable(null);

    private Sealing(BodyProtection protection) {
        this.protection = protection;
    }

    /// That of an agent; null where it has none.
    static @Nullable Sealing of(@Nullable BodyProtection protection) {
        return protection == null ? null : new Sealing(protection);
    }

    /// These reactions, with requests protected, and sent once more after a 493.
    Reactions into(Reactions reactions) {
        BodyChange others = reactions.bodies();
        return reactions
                .edit()
                .leaving(this::leaves)
                .bodies(
                        (refused, response) ->
                                response.status() == 493 && protection.undecipherable(response)
                                        ? NewBody.asDrafted()
                                        : others.change(refused, response))
                .build();
    }

    @Override
    public void leaves(SipRequest.Builder request) {
        protection.outgoing(request);
    }

    @Override
    public void leaves(SipResponse.Builder response, SipRequest request) {
        protection.outgoing(response, request);
    }

    @Override
    public SipMessage opened(SipMessage message) {
        return open(message) instanceof Opened.Usable(SipMessage readable) ? readable : message;
    }

    private Opened open(SipMessage message) {
        if (message != last) {
            last = message;
            found = protection.incoming(message);
        }
        return found;
    }

    /// Opens a request outside of dialogs, and answers one that cannot be used.
    ///
    /// @param tag the own tag
    /// @return null where it was answered
    @Nullable SipRequest readable(ServerTransaction transaction, String tag) {
        SipRequest request = transaction.request();
        switch (open(request)) {
            case Opened.Usable(SipMessage message) -> {
                return message instanceof SipRequest opened ? opened : request;
            }
            case Opened.Undecipherable(Body certificate) -> {
                SipResponse.Builder response = SipResponse.replyTo(request, 493).toTag(tag);
                if (certificate != null) {
                    response.body(certificate.type(), certificate.bytes());
                }
                refuse(transaction, response);
            }
            case Opened.Refused(int status, String reason) ->
                    refuse(
                            transaction,
                            SipResponse.replyTo(request, status).reason(reason).toTag(tag));
        }
        return null;
    }

    private static void refuse(ServerTransaction transaction, SipResponse.Builder response) {
        transaction.respond(response.build(), new Cause.CheckFailed(Check.CONTENT, "S/MIME"));
    }
}
