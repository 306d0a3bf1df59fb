package dev.ringback.core;

import dev.ringback.admission.Domains;
import dev.ringback.echo.EchoAgent;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.proxy.ProxyCore;
import dev.ringback.registrar.Gruus;
import dev.ringback.uri.SipUri;

/// Says whom a request names that has lost our own Route values: RFC 3261 §16.4 and §16.5.
///
/// @param domains what is ours
record Arrivals(Domains domains) {
    /// Whether a request has arrived: no route is left, its Request-URI is ours, and no `maddr` is
    /// left that sends it elsewhere (RFC 3261 §16.5).
    boolean goesNowhereElse(SipRequest message) {
        return !message.has(HeaderName.ROUTE)
                && domains.serves(message.requestUri())
                && !(message.requestUri() instanceof SipUri uri && uri.maddr() != null);
    }

    /// Whether a request goes to where its Request-URI is looked up: not where its route names the
    /// flow to a client, unless it asks for one of a user's devices, which may have a newer flow.
    boolean isLookedUp(ProxyCore.Routed routed) {
        SipRequest message = routed.message();
        return goesNowhereElse(message)
                && (routed.flow() == null || Gruus.isGruu(message.requestUri()));
    }

    /// Whether we answer it ourselves instead of forwarding it.
    boolean isForUs(SipRequest message) {
        return goesNowhereElse(message)
                && (message.method().equals(Method.REGISTER)
                        || isForServer(message)
                        || isForEcho(message));
    }

    /// Whether it wants something of one of our users; what belongs to a request before it does
    /// not.
    boolean isForUser(SipRequest message) {
        return goesNowhereElse(message)
                && !isForServer(message)
                && !message.method().equals(Method.REGISTER)
                && !message.method().equals(Method.CANCEL);
    }

    boolean isForRegistrar(SipRequest message) {
        return goesNowhereElse(message) && message.method().equals(Method.REGISTER);
    }

    private static boolean isForEcho(SipRequest message) {
        return message.requestUri() instanceof SipUri uri && EchoAgent.USER.equals(uri.user());
    }

    static boolean isForServer(SipRequest message) {
        return message.requestUri() instanceof SipUri uri && uri.user() == null;
    }
}
