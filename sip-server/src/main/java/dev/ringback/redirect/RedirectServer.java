package dev.ringback.redirect;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Reply;
import dev.ringback.cause.Store;
import dev.ringback.header.HeaderName;
import dev.ringback.location.Binding;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The redirect server, RFC 3261 §8.3: turns a [Redirection] into the response that says so. It
/// sends no requests, gives no provisional responses, and looks at no extension, header field or
/// method that it does not know.
///
/// A place that equals the Request-URI is left out; when none remains the answer is 404. CANCEL is
/// no business of its: the transaction layer answers it with 200.
///
/// One for each shard, because of the tags.
public final class RedirectServer {
    private final Supplier<String> tags;

    /// @param tags makes To-tags
    public RedirectServer(Supplier<String> tags) {
        this.tags = tags;
    }

    /// The final response to a request, with its cause.
    ///
    /// @param request the request, any but ACK and CANCEL
    /// @param redirection what there is to say
    /// @param cause why, as the caller knows it
    public Reply answer(SipRequest request, Redirection redirection, Cause cause) {
        return switch (redirection) {
            case Redirection.Choices(var places) -> send(request, 300, places, cause);
            case Redirection.Permanent(var places) -> send(request, 301, places, cause);
            case Redirection.Temporary(var places) -> send(request, 302, places, cause);
            case Redirection.Service(String contentType, String body) ->
                    new Reply(
                            reply(request, 380)
                                    .body(contentType, body.getBytes(StandardCharsets.UTF_8))
                                    .build(),
                            cause);
            case Redirection.Gone() -> new Reply(reply(request, 410).build(), cause);
            case Redirection.NotFound() -> new Reply(reply(request, 404).build(), cause);
            case Redirection.Ambiguous(var choices, Ambiguity ambiguity) ->
                    new Reply(ambiguous(request, choices, ambiguity), cause);
        };
    }

    /// The final response that the directory knows, with its cause: RFC 3261 §16.5 and §8.3.
    public Reply answer(SipRequest request, Directory.Found.Elsewhere found) {
        Finding finding =
                switch (found.redirection()) {
                    case Redirection.Gone _ -> Finding.GONE;
                    case Redirection.Ambiguous _ -> Finding.AMBIGUOUS;
                    case Redirection.NotFound _ -> Finding.NO_SUCH_USER;
                    case Redirection.Choices _,
                            Redirection.Permanent _,
                            Redirection.Temporary _,
                            Redirection.Service _ ->
                            Finding.MOVED;
                };
        Cause cause = new Cause.StoreAnswered(Store.SUBSCRIBERS, finding, found.aor().toString());
        return answer(request, found.redirection(), cause);
    }

    /// The final response that tells where a user is registered: 302, 300 for several places.
    ///
    /// @param bindings the user's bindings, at least one
    /// @param now monotonic nanoseconds
    public Reply answer(SipRequest request, List<Binding> bindings, long now) {
        List<Alternative> places =
                bindings.stream().map(binding -> Alternative.of(binding, now)).toList();
        Cause cause = new Cause.Served(Element.REDIRECT_SERVER);
        return answer(request, Redirection.found(places), cause);
    }

    private Reply send(SipRequest request, int status, List<Alternative> places, Cause cause) {
        List<Alternative> others = new ArrayList<>(places);
        others.removeIf(place -> place.uri().equivalent(request.requestUri()));
        if (others.isEmpty()) {
            Cause circle = new Cause.CheckFailed(Check.REDIRECTION, "Contact");
            return new Reply(reply(request, 404).build(), circle);
        }
        return new Reply(list(reply(request, status), others), cause);
    }

    private SipResponse ambiguous(
            SipRequest request, List<Alternative> choices, Ambiguity ambiguity) {
        return switch (ambiguity) {
            case LIST -> list(reply(request, 485), choices);
            case HIDE -> reply(request, 485).build();
            case DENY -> reply(request, 404).build();
        };
    }

    private static SipResponse list(SipResponse.Builder response, List<Alternative> places) {
        for (Alternative place : places) {
            response.add(HeaderName.CONTACT, place.toString());
        }
        return response.build();
    }

    private SipResponse.Builder reply(SipRequest request, int status) {
        return SipResponse.replyTo(request, status).toTag(tags.get());
    }
}
