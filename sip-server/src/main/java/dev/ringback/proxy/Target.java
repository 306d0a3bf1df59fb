package dev.ringback.proxy;

import dev.ringback.flow.FlowLoss;
import dev.ringback.flow.FlowUse;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.location.Binding;
import dev.ringback.location.InstanceKey;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One place where a request is tried, RFC 3261 §16.5.
///
/// @param uri the Request-URI that it gets there
/// @param q how much it is preferred, in thousandths, 0 to 1000
/// @param flow the flow that leads there, RFC 5626 §7; null where the URI does
/// @param path the proxies through which to go there, put ahead of the request's own Route: RFC
///   3327 §5.4
/// @param others other ways to the same client, tried one after the other where a flow has failed:
///   RFC 5626 §7
/// @param tls whether it is reached over TLS alone, although its URI is a SIP URI: RFC 5630 §5.3
public record Target(
        Uri uri,
        int q,
        @Nullable FlowUse flow,
        List<NameAddress> path,
        List<Target> others,
        boolean tls) {
    /// The preference of what names none: the highest.
    public static final int MOST_PREFERRED = 1000;

    /// Copies the lists.
    public Target {
        path = List.copyOf(path);
        others = List.copyOf(others);
    }

    /// A place to which one way leads.
    public Target(Uri uri, int q, @Nullable FlowUse flow, List<NameAddress> path) {
        this(uri, q, flow, path, List.of(), false);
    }

    /// The target that a URI names.
    public static Target of(Uri uri) {
        return of(uri, null);
    }

    /// The target that a URI names.
    ///
    /// @param flow the flow that leads there; null where the URI does
    public static Target of(Uri uri, @Nullable FlowUse flow) {
        return new Target(uri, MOST_PREFERRED, flow, List.of());
    }

    /// The target that a phone registered. With a Path it came through another proxy, whose flow is
    /// not the phone's.
    public static Target of(Binding binding) {
        boolean direct = binding.path().isEmpty();
        int q = binding.q() < 0 ? MOST_PREFERRED : binding.q();
        return new Target(binding.contact(), q, direct ? binding.flowUse() : null, binding.path());
    }

    /// The targets that phones registered. Those of one device are one target, its newest flow
    /// first; bindings whose flow is gone are none (RFC 5626 §7).
    ///
    /// @param bindings in the order in which they were registered
    public static List<Target> of(List<Binding> bindings) {
        if (bindings.size() == 1 && !bindings.getFirst().failed()) {
            return List.of(of(bindings.getFirst()));
        }
        Map<Object, Target> targets = new LinkedHashMap<>();
        for (Binding binding : bindings) {
            if (!binding.failed()) {
                InstanceKey key = InstanceKey.of(binding.parameters());
                Object device = key == null ? binding : key.instance();
                Target older = targets.get(device);
                Target newer = of(binding);
                targets.put(device, older == null ? newer : newer.before(older));
            }
        }
        return List.copyOf(targets.values());
    }

    /// This way, and where it fails another one to the same client.
    private Target before(Target older) {
        List<Target> all = new ArrayList<>();
        all.add(new Target(older.uri, older.q, older.flow, older.path));
        all.addAll(older.others);
        return new Target(uri, q, flow, path, all, tls);
    }

    /// This way, and where it fails one after the other of these to the same client.
    public Target orBy(List<Target> ways) {
        return ways.isEmpty() ? this : new Target(uri, q, flow, path, ways, tls);
    }

    /// The next way to the same client; null where there is none.
    @Nullable Target next() {
        if (others.isEmpty()) {
            return null;
        }
        Target next = others.getFirst();
        return new Target(
                next.uri, q, next.flow, next.path, others.subList(1, others.size()), next.tls);
    }

    /// This place for a request to a SIP or a SIPS URI: RFC 5630 §5.3. What was asked for as SIPS
    /// goes to SIPS URIs alone, and over no flow that is not secure. What was asked for as SIP goes
    /// to the SIP URI that a SIPS one stands for, yet over TLS, so that the callee is not deceived
    /// about the way that the request came.
    ///
    /// @param sips whether the request is for a SIPS URI
    /// @return null where it may not go there
    @Nullable Target fitting(boolean sips) {
        Target first = alone(sips);
        if (others.isEmpty()) {
            return first;
        }
        List<Target> rest = new ArrayList<>();
        for (Target other : others) {
            Target way = other.alone(sips);
            if (way != null) {
                rest.add(way);
            }
        }
        if (first != null) {
            return new Target(first.uri, q, first.flow, first.path, rest, first.tls);
        }
        return rest.isEmpty() ? null : new Target(uri, q, flow, path, rest, tls).next();
    }

    /// Whether a request may go here as it is: [#fitting].
    boolean fits(boolean sips) {
        for (Target other : others) {
            if (!other.fits(sips)) {
                return false;
            }
        }
        boolean open = flow != null && !flow.flow().transport().secure();
        return sips == uri.secure() && !(sips && open);
    }

    /// Whether this is the place that a binding leads to, by the way that it has.
    public boolean isOf(Binding binding) {
        Target registered = of(binding).alone(uri.secure());
        return registered != null && registered.path.equals(path) && registered.uri.equivalent(uri);
    }

    private @Nullable Target alone(boolean sips) {
        boolean here = uri.secure();
        boolean open = flow != null && !flow.flow().transport().secure();
        if (sips) {
            return here && !open ? this : null;
        }
        if (!here) {
            return this;
        }
        List<NameAddress> plain = path.stream().map(Target::plain).toList();
        return open ? null : new Target(plain(uri), q, flow, plain, List.of(), true);
    }

    private static NameAddress plain(NameAddress proxy) {
        return new NameAddress(proxy.displayName(), plain(proxy.uri()), proxy.parameters());
    }

    private static Uri plain(Uri uri) {
        return uri instanceof SipUri sip ? sip.withSecure(false) : uri;
    }

    /// Where servers are looked for that a request to this target is sent to: as [#nextHop], by TLS
    /// where nothing else leads there.
    Uri located(SipRequest request) {
        Uri hop = nextHop(request);
        return tls && hop instanceof SipUri sip ? sip.withSecure(true) : hop;
    }

    /// The URI that a request is sent by when it goes to this target: the first proxy of the path,
    /// else the request's first Route, else the target's own. Where the target is a SIPS URI, so is
    /// this (RFC 3261 §16.6 step 7).
    Uri nextHop(SipRequest request) {
        if (path.isEmpty() && !request.has(HeaderName.ROUTE)) {
            return uri;
        }
        Uri hop = path.isEmpty() ? RouteInformation.nextHop(request) : path.getFirst().uri();
        return uri.secure() && hop instanceof SipUri sip ? sip.withSecure(true) : hop;
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
        return new Target(uri, other, flow, path, others, tls);
    }

    /// Whether the target's URI may be looked for when there is no flow to it.
    boolean resolvable() {
        return flow == null || flow.loss() == FlowLoss.RESOLVE;
    }

    /// Whether both name the same place: by the equality of their URIs (RFC 3261 §19.1.4), and by
    /// the connection where both have one.
    boolean samePlace(Target other) {
        boolean sameFlow = flow == null || other.flow == null || flow.equals(other.flow);
        return sameFlow && uri.equivalent(other.uri);
    }
}
