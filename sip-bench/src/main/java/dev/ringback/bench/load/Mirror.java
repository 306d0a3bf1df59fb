package dev.ringback.bench.load;

import dev.ringback.bench.socket.Link;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;

/// Stands in for a server when REGISTER and OPTIONS are rehearsed.
final class Mirror {
    private final Options.People people;

    Mirror(Options.People people) {
        this.people = people;
    }

    /// Takes a request.
    void request(SipRequest request, Link from) {
        boolean registers = request.method().equals(Method.REGISTER);
        boolean asks =
                registers && people.secret() != null && !request.has(HeaderName.AUTHORIZATION);
        SipResponse.Builder reply = SipResponse.replyTo(request, asks ? 401 : 200).toTag("mirror");
        if (asks) {
            String realm = people.domain();
            reply.set(
                    HeaderName.WWW_AUTHENTICATE,
                    "Digest realm=\"" + realm + "\", nonce=\"0\", qop=\"auth\", algorithm=MD5");
        } else if (registers) {
            reply.copy(HeaderName.CONTACT, request);
        }
        from.send(reply.build().toBytes());
    }
}
