package dev.ringback.it.codes;

import dev.ringback.auth.DigestClient;
import dev.ringback.header.security.Challenge;
import dev.ringback.header.security.ProxyAuthenticate;
import dev.ringback.header.security.WwwAuthenticate;
import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.Received;
import dev.ringback.message.SipMessage;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Requests with digest credentials: the first is challenged, the second answers.
public final class Proof {
    private Proof() {}

    /// Sends a request, answers its challenge, and gives the response to that.
    static Received play(Caller caller, Ask ask, String user, String password) {
        return Row.play(caller, answer(Row.play(caller, ask), ask, user, password));
    }

    /// The request that answers a challenge.
    public static Ask answer(Received challenged, Ask ask, String user, String password) {
        byte[] octets = challenged.text().getBytes(StandardCharsets.UTF_8);
        SipMessage response =
                ((Parsed) new MessageParser(ParseLimits.defaults()).parse(octets)).message();
        boolean proxy = challenged.status() == 407;
        List<Challenge> challenges =
                proxy
                        ? response.read(ProxyAuthenticate.FIELD).values()
                        : response.read(WwwAuthenticate.FIELD).values();
        Ask next = ask.again();
        byte[] body = ask.body().getBytes(StandardCharsets.UTF_8);
        for (String value :
                new DigestClient(user, password, () -> "0a4f113b")
                        .answer(challenges, ask.method(), ask.uri(), body)) {
            next = next.plus(proxy ? "Proxy-Authorization" : "Authorization", value);
        }
        return next;
    }
}
