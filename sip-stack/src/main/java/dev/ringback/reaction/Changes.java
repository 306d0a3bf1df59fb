package dev.ringback.reaction;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.remedy.Extensions;
import dev.ringback.remedy.Lifetimes;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import dev.ringback.uri.UriHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the reactions changed in a request so far; it is changed so at each further sending.
final class Changes {
    private final List<NameAddress> preloaded;
    private final Extensions extensions = new Extensions();
    private final Lifetimes lifetimes = new Lifetimes();
    private @Nullable Uri target;
    private List<UriHeader> headers = List.of();
    private @Nullable NameAddress proxy;
    private @Nullable NewBody body;

    /// @param routes the outbound proxies
    Changes(List<NameAddress> routes) {
        preloaded = routes.stream().map(Changes::loose).toList();
    }

    /// Proxies of today are loose routers, even where the configuration forgot to say so.
    private static NameAddress loose(NameAddress route) {
        return route.uri() instanceof SipUri sip && !sip.lr()
                ? new NameAddress(
                        route.displayName(), sip.withParameter("lr", null), route.parameters())
                : route;
    }

    Extensions extensions() {
        return extensions;
    }

    Lifetimes lifetimes() {
        return lifetimes;
    }

    /// Goes to another address.
    ///
    /// @param fields the header fields that its URI wants, §19.1.5
    void target(@Nullable Uri uri, List<UriHeader> fields) {
        target = uri;
        headers = List.copyOf(fields);
        proxy = null;
    }

    /// Goes through a proxy, the last one before the target: 305.
    void through(NameAddress address) {
        proxy = loose(address.uri() instanceof SipUri ? NameAddress.of(address.uri()) : address);
    }

    void body(NewBody other) {
        body = other;
    }

    /// The outbound proxies that it passes outside of dialogs.
    List<NameAddress> preloaded() {
        return preloaded;
    }

    /// The request with all changes.
    SipRequest apply(SipRequest drafted) {
        SipRequest.Builder request = drafted.edit();
        if (target != null) {
            request.requestUri(target);
        }
        if (drafted.to().tag() == null && !drafted.has(HeaderName.ROUTE)) {
            preloaded.forEach(route -> request.add(HeaderName.ROUTE, route.toString()));
        }
        if (proxy != null) {
            request.add(HeaderName.ROUTE, proxy.toString());
        }
        headers.forEach(header -> apply(request, header));
        extensions.apply(drafted, request);
        lifetimes.apply(drafted, request);
        if (body != null) {
            body.apply(request);
        }
        return request.build();
    }

    /// Appends to lists and replaces everything else: §8.1.3.4. What its header field's definition
    /// cannot read is left out.
    private static void apply(SipRequest.Builder request, UriHeader header) {
        try {
            HeaderName name = HeaderName.of(header.name());
            if (name.list()) {
                request.add(name, header.value());
            } else {
                request.set(name, header.value());
            }
        } catch (IllegalArgumentException _) {
            // a wish of the peer that makes no sense
        }
    }
}
