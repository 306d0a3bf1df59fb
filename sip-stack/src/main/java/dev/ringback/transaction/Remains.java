package dev.ringback.transaction;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.waiting.Remainder;
import dev.ringback.waiting.Wait;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Does for what is left of transactions what the rows of their waiting states order. No user hears
/// of it: what would be passed up goes nowhere, save for a further 2xx, which goes upstream.
final class Remains {
    private static final int ANY = Integer.MAX_VALUE;

    private final TransactionContext context;
    private final TransactionKeys keys;
    private final MessageParser parser =
            new MessageParser(new ParseLimits(ANY, ANY, ANY, ANY, ANY));

    Remains(TransactionContext context, TransactionKeys keys) {
        this.context = context;
        this.keys = keys;
    }

    /// The request came again: only Completed of a request other than INVITE answers.
    void repeated(Remainder server) {
        SipMessage response = server.kind() == Wait.ANSWERED ? read(server) : null;
        if (response != null) {
            context.tell(new Notice.Retransmitted());
            send(server, response);
        }
    }

    /// A further 2xx for an INVITE that was accepted. Nothing for any other.
    void succeeded(Remainder server, SipResponse response) {
        if (server.kind() == Wait.ACCEPTED) {
            send(server, response);
        }
    }

    /// The To tag that an INVITE was answered with; null where there was none.
    static @Nullable String tag(Remainder invite) {
        byte[] octets = invite.octets();
        return octets.length == 0 ? null : new String(octets, StandardCharsets.UTF_8);
    }

    /// A response came again.
    ///
    /// @return a 2xx that has to go upstream, without our Via; null where none has to
    @Nullable SipResponse received(Remainder client, SipResponse response) {
        return switch (client.kind()) {
            case REFUSED -> {
                acknowledge(client, response);
                yield null;
            }
            case RELAYING -> response.success() ? upstream(client, response) : null;
            case ENDED, ANSWERED, ACCEPTED, CONFIRMED -> null;
        };
    }

    /// Whether a request of it that could not be sent ends it: the ACK of Completed.
    static boolean endsUnsent(Remainder client) {
        return client.kind() == Wait.REFUSED;
    }

    /// The transaction as it was, to find another way for a response that could not be sent; null
    /// for one that has no other way.
    @Nullable ServerTransaction whole(
            TransactionLayer layer, Remainder remainder, SipResponse response) {
        if (!(remainder.to() instanceof Flow flow)) {
            return null;
        }
        return switch (remainder.kind()) {
            case ANSWERED ->
                    read(remainder) instanceof SipResponse last
                            ? new NonInviteServerTransaction(layer, remainder, flow, last)
                            : null;
            case ACCEPTED ->
                    flow.transport().reliable() && response.success()
                            ? new InviteServerTransaction(layer, remainder, flow, response)
                            : null;
            case CONFIRMED, RELAYING, REFUSED, ENDED -> null;
        };
    }

    private void acknowledge(Remainder client, SipResponse response) {
        String to = response.value(HeaderName.TO);
        boolean failure = response.finalResponse() && !response.success();
        if (failure && to != null && read(client) instanceof SipRequest ack) {
            send(client, ack.edit().set(HeaderName.TO, to).build());
        }
    }

    /// A response without our Via, where the Via below is that of the transaction upstream.
    private @Nullable SipResponse upstream(Remainder client, SipResponse response) {
        SipResponse stripped = response.withoutTopVia();
        if (stripped == null || !keys.belongs(stripped, client.other())) {
            context.tell(new Notice.Dropped("response_for_nobody"));
            return null;
        }
        return stripped;
    }

    private void send(Remainder from, SipMessage message) {
        Destination to = from.to();
        if (to != null) {
            context.send(to, message);
        }
    }

    private @Nullable SipMessage read(Remainder remainder) {
        return parser.parse(remainder.octets()) instanceof Parsed(SipMessage message)
                ? message
                : null;
    }
}
