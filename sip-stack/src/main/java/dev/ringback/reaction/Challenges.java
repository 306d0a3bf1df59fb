package dev.ringback.reaction;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.auth.DigestClient;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.security.AuthenticationInfo;
import dev.ringback.header.security.Challenge;
import dev.ringback.header.security.ProxyAuthenticate;
import dev.ringback.header.security.ProxyAuthenticationInfo;
import dev.ringback.header.security.WwwAuthenticate;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The challenges that one request has met on its way, of several proxies and of its target, and
/// the credentials that it carries for them: RFC 3261 §22.
///
/// Each realm is answered by the strongest algorithm that it offers and we know, whatever the order
/// of its challenges: RFC 8760 §2.4 lets local policy decide, and a weaker one may be somebody's
/// insertion.
final class Challenges {
    /// How often a nonce may be stale in one request.
    private static final int MOST_STALE = 3;

    private static final Comparator<Challenge> STRONGEST_FIRST =
            Comparator.comparing(
                    challenge -> DigestAlgorithm.named(challenge.algorithm()),
                    Comparator.nullsLast(Comparator.naturalOrder()));

    private final @Nullable Authenticator authenticator;
    private final Map<Demand, Held> held = new LinkedHashMap<>();
    private boolean recalled;

    /// Who wants credentials.
    ///
    /// @param proxy whether a proxy does, and not the target
    /// @param realm for which realm
    private record Demand(boolean proxy, String realm) {}

    /// What is answered.
    ///
    /// @param challenges the challenges of one realm, the strongest first
    /// @param answered whether this request has met them: a second time means that the password is
    ///     wrong
    /// @param stale how often its nonce was too old
    private record Held(List<Challenge> challenges, boolean answered, int stale) {}

    /// What became of the challenges of a response.
    ///
    /// @param answer whether there is something to answer with
    /// @param wrong whether our credentials were refused
    /// @param realms all realms of the response
    record Met(boolean answer, boolean wrong, List<String> realms) {}

    Challenges(@Nullable Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /// Puts credentials into a request: those that were asked for, and those that were asked for
    /// last time.
    ///
    /// @param outbound whether it goes through proxies of ours
    SipRequest answer(SipRequest request, boolean outbound) {
        if (authenticator == null) {
            return request;
        }
        if (!recalled) {
            recalled = true;
            recall(authenticator, request, outbound);
        }
        if (held.isEmpty()) {
            return request;
        }
        SipRequest.Builder builder = request.edit();
        byte[] body = request.body();
        held.forEach(
                (demand, what) -> {
                    DigestClient client = authenticator.client(demand.realm);
                    List<String> values =
                            client == null
                                    ? List.of()
                                    : client.answer(
                                            what.challenges,
                                            request.method().name(),
                                            request.requestUri().toString(),
                                            body);
                    values.forEach(value -> builder.add(header(demand.proxy), value));
                });
        return builder.build();
    }

    private static HeaderName header(boolean proxy) {
        return proxy ? HeaderName.PROXY_AUTHORIZATION : HeaderName.AUTHORIZATION;
    }

    private void recall(Authenticator authenticator, SipRequest request, boolean outbound) {
        for (Authenticator.Place place : Authenticator.places(request, outbound)) {
            authenticator
                    .recall(place)
                    .forEach(
                            (realm, challenges) ->
                                    held.putIfAbsent(
                                            new Demand(place.proxy(), realm),
                                            new Held(challenges, false, 0)));
        }
    }

    /// Takes the challenges of a 401 or 407.
    Met meet(SipRequest refused, SipResponse response, boolean outbound) {
        Map<Demand, List<Challenge>> demands = new LinkedHashMap<>();
        collect(response, WwwAuthenticate.FIELD, false, demands);
        collect(response, ProxyAuthenticate.FIELD, true, demands);
        List<String> realms = demands.keySet().stream().map(Demand::realm).distinct().toList();
        boolean wrong = false;
        boolean answer = false;
        for (Map.Entry<Demand, List<Challenge>> entry : demands.entrySet()) {
            Held next = next(entry.getKey(), entry.getValue());
            boolean rejected = next == null && held.containsKey(entry.getKey());
            wrong |= rejected;
            answer |= next != null;
            keep(refused, outbound, entry.getKey(), next);
        }
        return new Met(answer && !wrong, wrong, realms);
    }

    private static void collect(
            SipResponse response,
            HeaderField<Challenge> field,
            boolean proxy,
            Map<Demand, List<Challenge>> demands) {
        for (Challenge challenge : response.read(field).values()) {
            String realm = challenge.realm();
            if (realm != null) {
                demands.computeIfAbsent(new Demand(proxy, realm), _ -> new ArrayList<>())
                        .add(challenge);
            }
        }
    }

    /// What to answer now; null where nothing can be answered, or nothing else than last time.
    private @Nullable Held next(Demand demand, List<Challenge> challenges) {
        DigestClient client = authenticator == null ? null : authenticator.client(demand.realm);
        if (client == null) {
            return null;
        }
        List<Challenge> known =
                challenges.stream().filter(client::answers).sorted(STRONGEST_FIRST).toList();
        if (known.isEmpty()) {
            return null;
        }
        Held old = held.get(demand);
        if (old == null || !old.answered) {
            return new Held(known, true, 0);
        }
        boolean stale = known.getFirst().stale() && old.stale < MOST_STALE;
        return stale ? new Held(known, true, old.stale + 1) : null;
    }

    private void keep(SipRequest refused, boolean outbound, Demand demand, @Nullable Held next) {
        if (next == null) {
            held.remove(demand);
        } else {
            held.put(demand, next);
        }
        if (authenticator == null) {
            return;
        }
        for (Authenticator.Place place : Authenticator.places(refused, outbound)) {
            if (place.proxy() == demand.proxy) {
                authenticator.remember(
                        place, demand.realm, next == null ? List.of() : next.challenges);
            }
        }
    }

    /// Another target: what the last one asked for is not for it, what the proxies asked for is.
    void leaveTarget() {
        held.keySet().removeIf(demand -> !demand.proxy);
        held.replaceAll((_, what) -> new Held(what.challenges, false, 0));
    }

    /// Takes the next nonce from a 2xx, where it says one: RFC 7616 §3.5, RFC 7615 §4.
    void accepted(SipRequest request, SipResponse response, boolean outbound) {
        if (authenticator != null && !held.isEmpty()) {
            nextNonce(request, response, false, outbound);
            nextNonce(request, response, true, outbound);
        }
    }

    /// It does not say for which realm it is, so it is taken where there is only one.
    private void nextNonce(
            SipRequest request, SipMessage response, boolean proxy, boolean outbound) {
        AuthenticationInfo info =
                response.read(proxy ? ProxyAuthenticationInfo.FIELD : AuthenticationInfo.FIELD)
                        .first();
        String nonce = info == null ? null : info.nextNonce();
        List<Demand> ours = held.keySet().stream().filter(d -> d.proxy == proxy).toList();
        if (nonce == null || ours.size() != 1) {
            return;
        }
        Demand demand = ours.getFirst();
        List<Challenge> renewed =
                Objects.requireNonNull(held.get(demand)).challenges.stream()
                        .map(challenge -> withNonce(challenge, nonce))
                        .toList();
        keep(request, outbound, demand, new Held(renewed, false, 0));
    }

    private static Challenge withNonce(Challenge challenge, String nonce) {
        Map<String, String> parameters = new LinkedHashMap<>(challenge.parameters());
        parameters.put("nonce", nonce);
        return new Challenge(challenge.scheme(), parameters);
    }
}
