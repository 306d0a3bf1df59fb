package dev.ringback.proxy;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.location.Binding;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One place where a request is tried, RFC 3261 §16.5.
///
/// @param uri the Request-URI that it gets there
/// @param q how much it is preferred, in thousandths, 0 to 1000
/// @param flow the stream connection on which that place registered, tried when the URI cannot be
///   reached; null where there is none
/// @param path the proxies through which to go there, put ahead of the request's own Route: RFC
///   3327 §5.4
public record Target(Uri uri, int q, @Nullable Flow flow, List<NameAddress> path) {
    /// The preference of what names none: the highest.
    public static final int MOST_PREFERRED = 1000;

    /// Copies the list.
    public Target {
        path = List.copyOf(path);
    }

    /// The target that a URI names.
    public static Target of(Uri uri) {
        return new Target(uri, MOST_PREFERRED, null, List.of());
    }

    /// The target that a phone registered. With a Path it came through another proxy, whose
    /// connection is not the phone's.
    public static Target of(Binding binding) {
        boolean direct = binding.path().isEmpty() && binding.onConnection();
        int q = binding.q() < 0 ? MOST_PREFERRED : binding.q();
        return new Target(binding.contact(), q, direct ? binding.flow() : null, binding.path());
    }

    /// The URI that a request is sent by when it goes to this target: the first proxy of the path,
    /// else the request's first Route, else the target's own. Where the target is a SIPS URI, so is
    /// this (RFC 3261 §16.6 step 7).
    Uri nextHop(SipRequest request) {
        if (path.isEmpty() && !request.has(HeaderName.ROUTE)) {
            return uri;
        }
        Uri hop = path.isEmpty() ? RouteInformation.nextHop(request) : path.getFirst().uri();
        boolean secure = uri instanceof SipUri asked && asked.secure();
        return secure && hop instanceof SipUri sip ? sip.withSecure(true) : hop;
    }

    /// The request with the path ahead of its Route.
    SipRequest preloaded(SipRequest request) {
        if (path.isEmpty()) {
            return request;
        }
        SipRequest.Builder builder = request.edit();
        for (NameAddress proxy : path.reversed()) {
            builder.addFirst(HeaderName.ROUTE, proxy.toString());
        }
        return builder.build();
    }

    /// This place with another preference, 0 to 1000.
    public Target preferred(int other) {
        return new Target(uri, other, flow, path);
    }

    /// Whether both name the same place: by the equality of their URIs (RFC 3261 §19.1.4), and by
    /// the connection where both have one.
    boolean samePlace(Target other) {
        boolean sameFlow = flow == null || other.flow == null || flow.equals(other.flow);
        return sameFlow && uri.equivalent(other.uri);
    }
}
