package dev.ringback.session;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.header.HeaderName;
import dev.ringback.header.event.InfoPackage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ServerTransaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// INFO requests of the peer: RFC 6086 §4.2.2.
final class Infos {
    private final InviteSession session;

    Infos(InviteSession session) {
        this.session = session;
    }

    /// Answers one: 469 for a package that was not asked for, else 200.
    void request(ServerTransaction transaction) {
        SipRequest info = transaction.request();
        List<String> wanted = session.context().infoPackages();
        String named = packageOf(info);
        if (named != null && wanted.stream().noneMatch(named::equalsIgnoreCase)) {
            SipResponse.Builder bad = SipResponse.replyTo(info, 469);
            bad.set(HeaderName.RECV_INFO, String.join(", ", wanted));
            transaction.respond(bad.build(), new Cause.CheckFailed(Check.EXTENSION, named));
        } else {
            SipResponse ok = SipResponse.replyTo(info, 200).build();
            transaction.respond(ok, new Cause.Served(Element.USER_AGENT));
            session.tell(new SessionEvent.InfoReceived(info, named));
        }
    }

    private static @Nullable String packageOf(SipRequest info) {
        InfoPackage named = info.read(InfoPackage.FIELD).first();
        return named == null ? null : named.name();
    }
}
