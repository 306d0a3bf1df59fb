package dev.ringback.admission;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.auth.DigestRequest;
import dev.ringback.auth.DigestServer;
import dev.ringback.auth.Ha1Lookup;
import dev.ringback.auth.SourceNetwork;
import dev.ringback.auth.Verdict;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Policy;
import dev.ringback.cause.Store;
import dev.ringback.guard.Sources;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Reading;
import dev.ringback.header.route.Route;
import dev.ringback.header.security.Authorization;
import dev.ringback.header.security.Credentials;
import dev.ringback.header.security.ProxyAuthorization;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.Subscribers;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Decides who may do what. RFC 3261 §22, §10.3 steps 3 to 5, §26.1.
///
/// With authentication:
/// - REGISTER for an address of ours: 401 until a user proves itself; 403 for an address that is
///   neither its own nor entrusted to it ([ThirdParty]); 404 for one that is not of that domain.
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
/// user (§22.2); too many in a row get 403 ([WrongTries]). One object serves all threads.
public final class Admission {
    private final Domains domains;
    private final Subscribers subscribers;
    private final @Nullable DigestServer digest;
    private final AdmissionPolicy policy;
    private final Ha1Lookup secrets;

    private Admission(
            Domains domains,
            Subscribers subscribers,
            @Nullable DigestServer digest,
            AdmissionPolicy policy) {
        this.domains = domains;
        this.subscribers = subscribers;
        this.digest = digest;
        this.policy = policy;
        this.secrets =
                (user, realm, algorithm) -> {
                    Subscriber subscriber = subscribers.find(user, realm);
                    return subscriber == null ? null : subscriber.ha1().get(algorithm);
                };
    }

    /// Users prove who they are.
    public static Admission withDigest(
            Domains domains, Subscribers subscribers, DigestServer digest, AdmissionPolicy policy) {
        return new Admission(domains, subscribers, digest, policy);
    }

    /// The lab mode: users are who they say, and every user of our domains exists.
    public static Admission open(Domains domains) {
        return open(domains, AdmissionPolicy.defaults());
    }

    /// The lab mode, in which sources may still be judged.
    public static Admission open(Domains domains, AdmissionPolicy policy) {
        return new Admission(domains, (_, _) -> null, null, policy);
    }

    /// Who hears how sources behave.
    public Sources sources() {
        return policy.sources();
    }

    /// Whether users prove who they are, so that an identity is more than a claim.
    public boolean proves() {
        return digest != null;
    }

    /// Whether there is such a user: tells 404 from 480 for an address without bindings.
    public boolean knows(AddressOfRecord aor) {
        return digest == null || subscribers.find(aor.user(), aor.domain()) != null;
    }

    /// Decides about a request whose own Route values (§16.4) are resolved, so that the Request-URI
    /// is the one to route.
    ///
    /// @param request the request
    /// @param flow how it came
    /// @param inDialog whether the caller knows that it belongs to a dialog that was set up through
    ///     this server: never from the To-tag alone, which anyone can write
    /// @param wall the wall clock time
    public Decision decide(SipRequest request, Flow flow, boolean inDialog, Instant wall) {
        String domain = domains.responsibleDomainOf(request.requestUri());
        if (domain != null && request.method().equals(Method.REGISTER)) {
            return register(request, domain, flow, wall);
        }
        boolean relay = domain == null || routedAway(request);
        if (inDialog) {
            return new Decision.Admit(domains.addressOfRecord(request.from().uri()));
        }
        if (unchallengeable(request.method())) {
            return relay ? relayDenied() : new Decision.Admit(null);
        }
        if (!relay && asksServer(request)) {
            return new Decision.Admit(null);
        }
        return digest == null ? open(request, relay) : proxy(request, relay, flow, wall);
    }

    /// RFC 3261 §10.3 steps 3 to 5, in their order.
    private Decision register(SipRequest request, String realm, Flow flow, Instant wall) {
        AddressOfRecord aor = domains.addressOfRecord(request.to().uri());
        AddressOfRecord valid = aor != null && aor.domain().equals(realm) ? aor : null;
        if (digest == null) {
            return valid == null ? foreign() : new Decision.Admit(valid);
        }
        List<Credentials> credentials = request.read(Authorization.FIELD).values();
        Gate gate = new Gate(401, HeaderName.WWW_AUTHENTICATE, realm, flow, digest);
        return switch (gate.judge(request, credentials, wall)) {
            case Judged.Not(Decision decision) -> decision;
            case Judged.User(String user) -> register(new AddressOfRecord(user, realm), valid);
        };
    }

    private Decision register(AddressOfRecord sender, @Nullable AddressOfRecord aor) {
        if (aor == null) {
            return foreign();
        }
        if (sender.equals(aor)) {
            return new Decision.Admit(aor);
        }
        if (policy.thirdParties().stream().noneMatch(right -> right.covers(sender, aor))) {
            return refuse("Not Your Address", Policy.THIRD_PARTY_REGISTRATION);
        }
        return knows(aor) ? new Decision.Admit(aor) : unknown(aor);
    }

    private Decision proxy(SipRequest request, boolean relay, Flow flow, Instant wall) {
        Uri from = request.from().uri();
        String fromDomain = domains.domainOf(from);
        if (digest == null || (fromDomain == null && !relay)) {
            return new Decision.Admit(null);
        }
        String realm = fromDomain == null ? domains.first() : fromDomain;
        List<Credentials> credentials = request.read(ProxyAuthorization.FIELD).values();
        Gate gate = new Gate(407, HeaderName.PROXY_AUTHENTICATE, realm, flow, digest);
        return switch (gate.judge(request, credentials, wall)) {
            case Judged.Not(Decision decision) -> decision;
            case Judged.User(String user) -> {
                AddressOfRecord sender = new AddressOfRecord(user, realm);
                yield fromDomain == null || sender.equals(domains.addressOfRecord(from))
                        ? new Decision.Admit(sender)
                        : refuse("Not Your Address", Policy.FOREIGN_ADDRESS);
            }
        };
    }

    /// Who of our users sent a request, for a route that wants to know it of one that
    /// [#decide] let pass unasked. Looks at each request once only: a nonce count is spent.
    ///
    /// @return [Decision.Admit] with the user; a challenge of the proxy; or a refusal, which is
    ///     all there is where nobody can prove anything
    public Decision identify(SipRequest request, Flow flow, Instant wall) {
        if (digest == null) {
            return refuse("Forbidden", Policy.FOREIGN_ADDRESS);
        }
        String fromDomain = domains.domainOf(request.from().uri());
        String realm = fromDomain == null ? domains.first() : fromDomain;
        List<Credentials> credentials = request.read(ProxyAuthorization.FIELD).values();
        Gate gate = new Gate(407, HeaderName.PROXY_AUTHENTICATE, realm, flow, digest);
        return switch (gate.judge(request, credentials, wall)) {
            case Judged.Not(Decision decision) -> decision;
            case Judged.User(String user) -> new Decision.Admit(new AddressOfRecord(user, realm));
        };
    }

    /// Whether the sender of a request has proved to receive at its address: over a connection, or
    /// by credentials, right or wrong, that answer a challenge which went there. Over UDP nothing
    /// else proves it.
    public boolean reachesSender(SipRequest request, Flow flow, Instant wall) {
        if (flow.transport().reliable()) {
            return true;
        }
        return reaches(request, Authorization.FIELD, flow, wall)
                || reaches(request, ProxyAuthorization.FIELD, flow, wall);
    }

    private boolean reaches(
            SipRequest request, HeaderField<Credentials> field, Flow flow, Instant wall) {
        if (digest == null || !request.has(field.name())) {
            return false;
        }
        SourceNetwork source = SourceNetwork.of(flow.remote().getAddress());
        for (Credentials each : request.read(field).values()) {
            String realm = each.parameter("realm");
            if (realm != null
                    && digest.reachesSender(
                            new DigestRequest(
                                    realm,
                                    request.method(),
                                    request.requestUri(),
                                    List.of(each),
                                    source),
                            wall)) {
                return true;
            }
        }
        return false;
    }

    private Decision open(SipRequest request, boolean relay) {
        return relay
                ? relayDenied()
                : new Decision.Admit(domains.addressOfRecord(request.from().uri()));
    }

    private static Decision relayDenied() {
        return refuse("Relaying Denied", Policy.RELAY);
    }

    private static Decision refuse(String reason, Policy why) {
        return new Decision.Refuse(403, reason, new Cause.Denied(why));
    }

    /// The To of a REGISTER names no user of the domain that it was sent to: §10.3 step 5.
    private static Decision foreign() {
        return new Decision.Refuse(404, "Not Found", new Cause.CheckFailed(Check.DOMAIN, "To"));
    }

    private static Decision unknown(AddressOfRecord aor) {
        Cause cause =
                new Cause.StoreAnswered(Store.SUBSCRIBERS, Finding.NO_SUCH_USER, aor.toString());
        return new Decision.Refuse(404, "Not Found", cause);
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

    private static boolean unchallengeable(Method method) {
        return method.equals(Method.ACK) || method.equals(Method.CANCEL);
    }

    /// An OPTIONS without a user part asks the server: monitors do.
    private static boolean asksServer(SipRequest request) {
        return request.method().equals(Method.OPTIONS)
                && request.requestUri() instanceof SipUri uri
                && uri.user() == null;
    }

    /// What credentials prove.
    private sealed interface Judged {
        /// Who sent the request.
        record User(String name) implements Judged {}

        /// Nothing.
        record Not(Decision decision) implements Judged {}
    }

    /// Asks for credentials, as the registrar (401) or as the proxy (407).
    private final class Gate {
        private final int status;
        private final HeaderName header;
        private final String realm;
        private final Flow flow;
        private final DigestServer server;

        Gate(int status, HeaderName header, String realm, Flow flow, DigestServer server) {
            this.status = status;
            this.header = header;
            this.realm = realm;
            this.flow = flow;
            this.server = server;
        }

        Judged judge(SipRequest request, List<Credentials> credentials, Instant wall) {
            DigestRequest digested =
                    new DigestRequest(
                            realm,
                            request.method(),
                            request.requestUri(),
                            credentials,
                            SourceNetwork.of(flow.remote().getAddress()));
            WrongTries tries = policy.tries();
            String claimed = claimed(credentials);
            WrongTries.Trier trier =
                    tries.trier(realm, claimed, digested.source(), reaches(digested, flow, wall));
            if (!claimed.isEmpty() && tries.blocked(trier, wall)) {
                return enough();
            }
            return switch (server.verify(digested, secrets, wall)) {
                case Verdict.NoCredentials() -> challenge(request, claimed, false, null, wall);
                case Verdict.Stale(var reason) -> challenge(request, claimed, true, reason, wall);
                case Verdict.Rejected(var reason) ->
                        tries.wrong(trier, wall)
                                ? enough()
                                : challenge(request, claimed, false, reason, wall);
                case Verdict.Accepted(var user) -> {
                    tries.right(trier, wall);
                    yield new Judged.User(user);
                }
            };
        }

        private boolean reaches(DigestRequest digested, Flow from, Instant wall) {
            return from.transport().reliable() || server.reachesSender(digested, wall);
        }

        /// The user that the credentials name which [DigestServer#verify] looks at; empty where
        /// they name none.
        private String claimed(List<Credentials> credentials) {
            for (Credentials each : credentials) {
                if (each.scheme().equalsIgnoreCase("Digest")
                        && realm.equals(each.parameter("realm"))) {
                    String user = each.parameter("username");
                    return user == null ? "" : user;
                }
            }
            return "";
        }

        private static Judged enough() {
            return new Judged.Not(refuse("Forbidden", Policy.WRONG_CREDENTIALS));
        }

        private Judged challenge(
                SipRequest request,
                String claimed,
                boolean stale,
                Verdict.@Nullable Reason fault,
                Instant wall) {
            SourceNetwork source = SourceNetwork.of(flow.remote().getAddress());
            Predicate<DigestAlgorithm> useful =
                    LimitedClients.needsMd5Alone(request)
                            ? DigestAlgorithm.MD5::equals
                            : algorithm -> answerable(algorithm, request, claimed);
            List<String> values = server.challenges(useful, realm, stale, source, wall);
            return new Judged.Not(new Decision.Challenge(status, realm, header, values, fault));
        }

        /// Whether those who may answer have a hash of that algorithm: whom the credentials name,
        /// else the sender, and who is to be registered. A client takes the first challenge that it
        /// understands, RFC 8760 §2.4; one for which we have no hash would lock it out.
        private boolean answerable(DigestAlgorithm algorithm, SipRequest request, String claimed) {
            if (!claimed.isEmpty()) {
                return answerable(algorithm, new AddressOfRecord(claimed, realm));
            }
            boolean registers = status == 401;
            return answerable(algorithm, domains.addressOfRecord(request.from().uri()))
                    && (!registers
                            || answerable(algorithm, domains.addressOfRecord(request.to().uri())));
        }

        private boolean answerable(DigestAlgorithm algorithm, @Nullable AddressOfRecord aor) {
            if (aor == null || !aor.domain().equals(realm)) {
                return true;
            }
            Subscriber subscriber = subscribers.find(aor.user(), realm);
            return subscriber == null || subscriber.ha1().containsKey(algorithm);
        }
    }
}
