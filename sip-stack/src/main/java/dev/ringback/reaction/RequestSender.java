package dev.ringback.reaction;

import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Route;
import dev.ringback.locate.Located;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipsAddresses;
import dev.ringback.overload.OverloadClient;
import dev.ringback.overload.OverloadSettings;
import dev.ringback.stack.Hop;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sends the requests of user agents and reacts to what comes back: RFC 3261 §8.1.2 and §8.1.3,
/// RFC 3263 §4. One for each stack, and on its thread.
public final class RequestSender {
    private final SipStack stack;
    private final ServerLocator locator;
    private final RandomGenerator random;
    private final OverloadClient overload;
    private int underWay;

    /// A sender on a stack.
    ///
    /// @param locator finds servers, and remembers those that failed
    public RequestSender(SipStack stack, ServerLocator locator) {
        this.stack = stack;
        this.locator = locator;
        long seed = stack.ids().callId().hashCode();
        this.random = new SplittableRandom(seed);
        this.overload = new OverloadClient(OverloadSettings.lossOnly(_ -> true), ~seed);
    }

    /// Sends a request, and sends it again as its policy says. The listener is never called before
    /// this method returns.
    ///
    /// The next hop is the first Route, else the Request-URI. A request outside of dialogs that
    /// has no Route gets the routes of the policy.
    ///
    /// @param draft the request, not ACK and not CANCEL
    public Attempts send(Draft draft, Reactions reactions, ResponseListener listener) {
        AttemptSeries series = new AttemptSeries(this, draft, reactions, listener);
        series.start();
        return series;
    }

    /// Finds where a request goes: by its first Route, else by its Request-URI. Where that is a
    /// `sips` URI, the way is TLS in either case.
    public void locate(SipRequest request, Consumer<Located> then) {
        locator.locate(nextHop(request), then);
    }

    private static Uri nextHop(SipRequest request) {
        Uri target = request.requestUri();
        Route route = strict(request) ? null : request.read(Route.FIELD).first();
        Uri next = route == null ? target : route.address().uri();
        return target.secure() && next instanceof SipUri sip ? sip.withSecure(true) : next;
    }

    /// Whether the Request-URI is a strict router of RFC 2543, and the target the last Route:
    /// RFC 3261 §12.2.1.1. A target has no `lr`, which all routers of today have.
    static boolean strict(SipRequest request) {
        List<Route> routes = request.read(Route.FIELD).values();
        return !routes.isEmpty()
                && routes.getLast().address().uri() instanceof SipUri sip
                && !sip.lr();
    }

    /// Sends the ACK of a 2xx to where the dialog says, RFC 3261 §13.2.2.4. A repeated 2xx is
    /// acknowledged by sending the same request again: `stack.acknowledge(request, to)`.
    ///
    /// @param ack the ACK without Via
    /// @param invite the INVITE as it was sent, whose credentials the ACK carries (§22.1)
    /// @param then takes what was sent; null where no server was found
    public void acknowledge(
            SipRequest.Builder ack, SipRequest invite, Consumer<@Nullable Sent> then) {
        SipRequest request =
                ack.addFirst(HeaderName.VIA, AttemptSeries.NO_VIA)
                        .remove(HeaderName.AUTHORIZATION)
                        .remove(HeaderName.PROXY_AUTHORIZATION)
                        .copy(HeaderName.AUTHORIZATION, invite)
                        .copy(HeaderName.PROXY_AUTHORIZATION, invite)
                        .build();
        locate(
                request,
                located -> {
                    List<Hop> hops = located.everyHop();
                    then.accept(hops.isEmpty() ? null : acknowledge(request, hops.getFirst()));
                });
    }

    private Sent acknowledge(SipRequest ack, Hop hop) {
        ListenPoint local = Objects.requireNonNull(stack.localFor(hop));
        String via = local.via(stack.ids().branch()).toString();
        SipRequest sent =
                SipsAddresses.leaving(ack.edit().replaceFirst(HeaderName.VIA, via).build());
        stack.acknowledge(sent, hop);
        return new Sent(sent, hop, 1);
    }

    /// How many requests are under way: each waits for a transaction, a timer, a location or its
    /// user.
    public int underWay() {
        return underWay;
    }

    void begins() {
        underWay++;
    }

    void ends() {
        underWay--;
    }

    SipStack stack() {
        return stack;
    }

    ServerLocator locator() {
        return locator;
    }

    RandomGenerator random() {
        return random;
    }

    /// What servers have asked us to hold back. A user agent believes every server of its own load:
    /// the server could as well not answer, and nobody else is sent less for it (RFC 7339 §5.4).
    OverloadClient overload() {
        return overload;
    }
}
