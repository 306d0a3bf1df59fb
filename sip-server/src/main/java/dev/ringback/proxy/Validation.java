package dev.ringback.proxy;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Reply;
import dev.ringback.flow.FlowFault;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.feature.ProxyRequire;
import dev.ringback.header.route.MaxBreadth;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.header.route.Route;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The checks of RFC 3261 §16.3 that come before authentication, in its order. What the parser
/// cannot read never gets here; header fields that routing does not need are not looked at.
final class Validation {
    private static final List<HeaderField<?>> NEEDED =
            List.of(Route.FIELD, RecordRoute.FIELD, ProxyRequire.FIELD, MaxBreadth.FIELD);

    private final LoopCheck loops;
    private final Supplier<String> tags;
    private final Offers offers;

    Validation(LoopCheck loops, Supplier<String> tags, Offers offers) {
        this.loops = loops;
        this.tags = tags;
        this.offers = offers;
    }

    /// What a request may demand of this proxy.
    ///
    /// @param privacy a privacy service: RFC 3323 §4.3
    /// @param sips TLS on the way to a SIPS URI: RFC 3261 §26.2.2
    record Offers(boolean privacy, boolean sips) {}

    /// Looks for a reason not to forward a request.
    ///
    /// @param received the request as it came
    /// @param routed the request after §16.4
    /// @return the refusal, or null where nothing is wrong
    @Nullable Reply check(SipRequest received, SipRequest routed) {
        for (HeaderField<?> field : NEEDED) {
            if (received.has(field.name()) && !received.read(field).ok()) {
                String name = field.name().toString();
                return refusal(received, 400, Check.SYNTAX, name)
                        .reason("Malformed " + name + " header field")
                        .done();
            }
        }
        if (!understands(routed.requestUri())) {
            return refusal(received, 416, Check.SCHEME, routed.requestUri().scheme()).done();
        }
        if (received.maxForwards() == 0) {
            return refusal(received, 483, Check.MAX_FORWARDS, "Max-Forwards").done();
        }
        if (loops.loops(received)) {
            return refusal(received, 482, Check.LOOP, "Via").done();
        }
        return received.has(HeaderName.PROXY_REQUIRE) ? extensions(received) : null;
    }

    /// A proxy that has no TLS can do nothing with a SIPS URI.
    private boolean understands(Uri uri) {
        return uri instanceof SipUri sip && (offers.sips() || !sip.secure());
    }

    /// The refusal of a request that may go to none of the places where its addressee is, because
    /// of the scheme of its Request-URI: RFC 5630 §5.3.
    static Reply unfit(SipRequest request, String tag) {
        boolean sips = request.requestUri().secure();
        String warning =
                sips ? "380 ringback \"SIPS Not Allowed\"" : "381 ringback \"SIPS Required\"";
        return new Reply(
                SipResponse.replyTo(request, 480)
                        .toTag(tag)
                        .add(HeaderName.WARNING, warning)
                        .build(),
                new Cause.CheckFailed(Check.SIPS, "Request-URI"));
    }

    /// The privacy service of RFC 3323 §4.3 is all that a proxy has to know of, where we are one.
    private @Nullable Reply extensions(SipRequest request) {
        List<String> tags =
                request.read(ProxyRequire.FIELD).values().stream()
                        .filter(tag -> !offers.privacy() || !tag.equalsIgnoreCase("privacy"))
                        .toList();
        if (tags.isEmpty()) {
            return null;
        }
        String unsupported = String.join(", ", tags);
        return refusal(request, 420, Check.PROXY_REQUIRE, unsupported)
                .with(HeaderName.UNSUPPORTED, unsupported)
                .done();
    }

    /// The refusal of a request whose route names no flow of ours: RFC 5626 §5.3.1.
    Reply flow(SipRequest request, FlowFault fault) {
        return fault == FlowFault.FORGED
                ? refusal(request, 403, Check.FLOW, "Route").reason("Forged Flow Token").done()
                : refusal(request, 430, Check.FLOW, "Route").reason("Flow Failed").done();
    }

    /// The refusal of a request that may not spread as far as it would have to.
    Reply tooBroad(SipRequest request) {
        return refusal(request, 440, Check.MAX_BREADTH, "Max-Breadth")
                .reason("Max-Breadth Exceeded")
                .done();
    }

    private Draft refusal(SipRequest request, int status, Check check, String subject) {
        return new Draft(
                SipResponse.replyTo(request, status).toTag(tags.get()),
                new Cause.CheckFailed(check, subject));
    }

    private record Draft(SipResponse.Builder response, Cause cause) {
        Draft reason(String phrase) {
            return new Draft(response.reason(phrase), cause);
        }

        Draft with(HeaderName name, String value) {
            return new Draft(response.add(name, value), cause);
        }

        Reply done() {
            return new Reply(response.build(), cause);
        }
    }
}
