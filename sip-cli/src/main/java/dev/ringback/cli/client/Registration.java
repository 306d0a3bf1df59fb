package dev.ringback.cli.client;

import dev.ringback.auth.DigestClient;
import dev.ringback.cli.client.SipClient.Outcome;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.security.Challenge;
import dev.ringback.header.security.ProxyAuthenticate;
import dev.ringback.header.security.WwwAuthenticate;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// One registration: a REGISTER and, when it is challenged, a second one with credentials.
public final class Registration {
    private final SipClient client;
    private final SipUri registrar;
    private final SipUri aor;
    private final Duration timeout;
    private final Requests requests = new Requests();

    /// @param registrar the Request-URI
    /// @param aor the address-of-record
    /// @param timeout how long to wait for each answer
    public Registration(SipClient client, SipUri registrar, SipUri aor, Duration timeout) {
        this.client = client;
        this.registrar = registrar;
        this.aor = aor;
        this.timeout = timeout;
    }

    /// What to ask the registrar for.
    public sealed interface Wish {
        /// Bind this contact for so many seconds; 0 removes it.
        record Bind(String contact, long seconds) implements Wish {}

        /// Remove all bindings.
        record RemoveAll() implements Wish {}

        /// Only tell what there is.
        record Fetch() implements Wish {}
    }

    /// Asks, answers a challenge once, and gives the last response.
    public Outcome run(Wish wish, String user, Callable<String> password) throws Exception {
        Outcome first = client.send(request(wish), timeout);
        if (!(first instanceof Outcome.Answered(SipResponse response, Duration _))) {
            return first;
        }
        List<Challenge> challenges =
                switch (response.status()) {
                    case 401 -> response.read(WwwAuthenticate.FIELD).values();
                    case 407 -> response.read(ProxyAuthenticate.FIELD).values();
                    default -> List.of();
                };
        if (challenges.isEmpty()) {
            return first;
        }
        DigestClient digest = new DigestClient(user, password.call(), requests::token);
        List<String> answers =
                digest.answer(
                        challenges, Method.REGISTER.name(), registrar.toString(), new byte[0]);
        HeaderName header =
                response.status() == 401
                        ? HeaderName.AUTHORIZATION
                        : HeaderName.PROXY_AUTHORIZATION;
        SipRequest.Builder second = request(wish);
        answers.forEach(answer -> second.add(header, answer));
        return answers.isEmpty() ? first : client.send(second, timeout);
    }

    private SipRequest.Builder request(Wish wish) {
        String address = aor.toString();
        SipRequest.Builder request = requests.next(Method.REGISTER, registrar, address, address);
        return switch (wish) {
            case Wish.Bind(String contact, long seconds) ->
                    request.set(HeaderName.CONTACT, "<" + contact + ">;expires=" + seconds);
            case Wish.RemoveAll() ->
                    request.set(HeaderName.CONTACT, "*").set(HeaderName.EXPIRES, "0");
            case Wish.Fetch() -> request;
        };
    }
}
