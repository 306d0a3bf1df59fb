package dev.ringback.admission;

import dev.ringback.auth.DigestRequest;
import dev.ringback.auth.DigestServer;
import dev.ringback.auth.Ha1Lookup;
import dev.ringback.auth.Verdict;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Policy;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Reading;
import dev.ringback.header.route.Route;
import dev.ringback.header.security.Authorization;
import dev.ringback.header.security.Credentials;
import dev.ringback.header.security.ProxyAuthorization;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.Subscribers;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides who may do what. RFC 3261 §22, §10.3 steps 3 to 5, §26.1.
///
/// With authentication:
/// - REGISTER for an address of ours: 401 until its own user proves itself; 403 for anyone else;
///   404 for an address that is not ours.
/// - A request from one of our addresses: 407 until that user proves itself; 403 for another user.
/// - A request to a foreign domain, by Request-URI or by Route: 407 until any of our users proves
///   itself.
/// - A stranger's request to our domains passes.
///
/// Without: everybody passes, as whom they claim to be, but nothing is relayed to foreign domains
/// (403).
///
/// ACK and CANCEL are never challenged (§22.1), nor is what belongs to a dialog that was set up
/// through us, nor an OPTIONS that asks the server itself.
///
/// Wrong credentials get a new challenge without `stale`, at which a client gives up or asks its
/// user (§22.2). One object serves all threads.
public final class Admission {
    private final Domains domains;
    private final Subscribers subscribers;
    private final @Nullable DigestServer digest;
    private final Ha1Lookup secrets;

    private Admission(Domains domains, Subscribers subscribers, @Nullable DigestServer digest) {
        this.domains = domains;
        this.subscribers = subscribers;
        this.digest = digest;
        this.secrets =
                (user, realm, algorithm) -> {
                    Subscriber subscriber = subscribers.find(user, realm);
                    return subscriber == null ? null : subscriber.ha1().get(algorithm);
                };
    }

    /// Users prove who they are.
    public static Admission withDigest(
            Domains domains, Subscribers subscribers, DigestServer digest) {
        return new Admission(domains, subscribers, digest);
    }

    /// The lab mode: users are who they say, and every user of our domains exists.
    public static Admission open(Domains domains) {
        return new Admission(domains, (_, _) -> null, null);
    }

    /// Whether there is such a user: tells 404 from 480 for an address without bindings.
    public boolean knows(AddressOfRecord aor) {
        return digest == null || subscribers.find(aor.user(), aor.domain()) != null;
    }

    /// Decides about a request whose own Route values (§16.4) are resolved, so that the Request-URI
    /// is the one to route.
    ///
    /// @param request the request
    /// @param inDialog whether the caller knows that it belongs to a dialog that was set up through
    ///     this server: never from the To-tag alone, which anyone can write
    /// @param wall the wall clock time
    public Decision decide(SipRequest request, boolean inDialog, Instant wall) {
        boolean ours = domains.serves(request.requestUri());
        if (request.method().equals(Method.REGISTER) && ours) {
            return register(request, wall);
        }
        boolean relay = !ours || routedAway(request);
        if (inDialog) {
            return new Decision.Admit(domains.addressOfRecord(request.from().uri()));
        }
        if (unchallengeable(request.method())) {
            return relay ? relayDenied() : new Decision.Admit(null);
        }
        if (!relay && asksServer(request)) {
            return new Decision.Admit(null);
        }
        return digest == null ? open(request, relay) : proxy(request, relay, digest, wall);
    }

    private Decision register(SipRequest request, Instant wall) {
        AddressOfRecord aor = domains.addressOfRecord(request.to().uri());
        String realm = domains.domainOf(request.to().uri());
        if (realm == null || !realm.equals(domains.domainOf(request.requestUri()))) {
            return foreign();
        }
        if (digest == null) {
            return aor == null ? foreign() : new Decision.Admit(aor);
        }
        List<Credentials> credentials = request.read(Authorization.FIELD).values();
        Verdict verdict = digest.verify(digestRequest(request, realm, credentials), secrets, wall);
        Gate gate = new Gate(401, HeaderName.WWW_AUTHENTICATE, digest, limited(request));
        return gate.judge(verdict, realm, aor, wall);
    }

    private Decision proxy(SipRequest request, boolean relay, DigestServer server, Instant wall) {
        Uri from = request.from().uri();
        String fromDomain = domains.domainOf(from);
        if (fromDomain == null && !relay) {
            return new Decision.Admit(null);
        }
        String realm = fromDomain == null ? domains.first() : fromDomain;
        List<Credentials> credentials = request.read(ProxyAuthorization.FIELD).values();
        Verdict verdict = server.verify(digestRequest(request, realm, credentials), secrets, wall);
        Gate gate = new Gate(407, HeaderName.PROXY_AUTHENTICATE, server, limited(request));
        if (fromDomain == null && verdict instanceof Verdict.Accepted(var user)) {
            return new Decision.Admit(new AddressOfRecord(user, realm));
        }
        return gate.judge(verdict, realm, domains.addressOfRecord(from), wall);
    }

    private Decision open(SipRequest request, boolean relay) {
        return relay
                ? relayDenied()
                : new Decision.Admit(domains.addressOfRecord(request.from().uri()));
    }

    private static DigestRequest digestRequest(
            SipRequest request, String realm, List<Credentials> credentials) {
        return new DigestRequest(realm, request.method(), request.requestUri(), credentials);
    }

    private static Decision relayDenied() {
        return new Decision.Refuse(403, "Relaying Denied", new Cause.Denied(Policy.RELAY));
    }

    /// The To of a REGISTER names no user of the domain that it was sent to: §10.3 step 5.
    private static Decision foreign() {
        return new Decision.Refuse(404, "Not Found", new Cause.CheckFailed(Check.DOMAIN, "To"));
    }

    /// Whether a Route leads to an element that is not this server.
    private boolean routedAway(SipRequest request) {
        if (!request.has(HeaderName.ROUTE)) {
            return false;
        }
        Reading<Route> routes = request.read(Route.FIELD);
        for (Route route : routes.values()) {
            if (!domains.serves(route.uri())) {
                return true;
            }
        }
        return !routes.ok();
    }

    private static boolean limited(SipRequest request) {
        return LimitedClients.needsMd5Alone(request);
    }

    private static boolean unchallengeable(Method method) {
        return method.equals(Method.ACK) || method.equals(Method.CANCEL);
    }

    /// An OPTIONS without a user part asks the server: monitors do.
    private static boolean asksServer(SipRequest request) {
        return request.method().equals(Method.OPTIONS)
                && request.requestUri() instanceof SipUri uri
                && uri.user() == null;
    }

    /// Turns a verdict into an answer of the registrar or of the proxy.
    private record Gate(int status, HeaderName header, DigestServer digest, boolean limited) {
        Decision judge(
                Verdict verdict, String realm, @Nullable AddressOfRecord claimed, Instant wall) {
            return switch (verdict) {
                case Verdict.NoCredentials() -> challenge(realm, false, null, wall);
                case Verdict.Stale(var reason) -> challenge(realm, true, reason, wall);
                case Verdict.Rejected(var reason) -> challenge(realm, false, reason, wall);
                case Verdict.Accepted(var user) ->
                        claimed != null && claimed.user().equals(user)
                                ? new Decision.Admit(claimed)
                                : new Decision.Refuse(
                                        403,
                                        "Not Your Address",
                                        new Cause.Denied(Policy.FOREIGN_ADDRESS));
            };
        }

        private Decision challenge(
                String realm, boolean stale, Verdict.@Nullable Reason cause, Instant wall) {
            List<String> values =
                    limited
                            ? digest.challengesInMd5(realm, stale, wall)
                            : digest.challenges(realm, stale, wall);
            return new Decision.Challenge(status, realm, header, values, cause);
        }
    }
}
