package dev.ringback.remedy;

import dev.ringback.body.BodyElement;
import dev.ringback.body.MessageBody;
import dev.ringback.header.content.Accept;
import dev.ringback.header.content.ContentType;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds in a body what a peer accepts: RFC 3261 §21.4.13.
public final class Bodies {
    private Bodies() {}

    /// The part of a multipart that is accepted, alone, the session description before all others;
    /// null where there is none.
    public static @Nullable BodyElement accepted(SipRequest refused, SipResponse response) {
        List<Accept> accepted =
                response.read(Accept.FIELD).values().stream().filter(a -> a.q() > 0).toList();
        MessageBody body = MessageBody.of(refused);
        BodyElement root = body.root();
        if (root == null || root.elements().isEmpty()) {
            return null;
        }
        BodyElement session = body.session();
        if (session != null && covered(session, accepted)) {
            return session;
        }
        for (BodyElement element : body.elements()) {
            if (covered(element, accepted)) {
                return element;
            }
        }
        return null;
    }

    private static boolean covered(BodyElement element, List<Accept> accepted) {
        ContentType type = element.contentType();
        return type != null
                && element.encodings().isEmpty()
                && accepted.stream().anyMatch(a -> a.covers(type.type(), type.subtype()));
    }
}
