package dev.ringback.reaction;

import dev.ringback.auth.DigestClient;
import dev.ringback.header.HeaderName;
import dev.ringback.header.security.Challenge;
import dev.ringback.message.SipRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an agent answers challenges with: RFC 3261 §22. It remembers the nonces, so that later
/// requests carry credentials from the start: those for a target in requests to the same To
/// (§22.2), those for proxies in requests of the same Call-ID, and those for the proxies that the
/// policy names in every request through them (§22.3). Bounded.
///
/// One for each agent; belongs to the stack's thread.
public final class Authenticator {
    /// How many places are remembered.
    static final int MOST_PLACES = 64;

    private final Map<String, DigestClient> byRealm = new LinkedHashMap<>();
    private final Map<Place, Map<String, List<Challenge>>> memory =
            new LinkedHashMap<>(4, 0.75f, true);
    private @Nullable DigestClient anywhere;

    /// Where credentials were asked for.
    ///
    /// @param proxy whether by a proxy
    /// @param name what is common to the requests that need them
    record Place(boolean proxy, String name) {}

    /// One that knows no password.
    public Authenticator() {}

    /// One with a password for every realm.
    ///
    /// @param user the `username`
    /// @param password the password, sent to nobody
    /// @param cnonces makes client nonces: fresh random tokens
    public static Authenticator of(String user, String password, Supplier<String> cnonces) {
        Authenticator authenticator = new Authenticator();
        authenticator.anywhere(new DigestClient(user, password, cnonces));
        return authenticator;
    }

    /// Answers the challenges of one realm by this client from now on.
    public void add(String realm, DigestClient client) {
        byRealm.put(realm, client);
    }

    /// Answers the challenges of all other realms by this client from now on.
    public void anywhere(DigestClient client) {
        anywhere = client;
    }

    /// Who answers for that realm; null where nobody does.
    @Nullable DigestClient client(String realm) {
        return byRealm.getOrDefault(realm, anywhere);
    }

    /// The places that a request comes by.
    ///
    /// @param outbound whether it goes through the proxies that the policy names
    static List<Place> places(SipRequest request, boolean outbound) {
        List<Place> places = new ArrayList<>();
        places.add(new Place(false, request.to().uri().toString()));
        places.add(new Place(true, request.callId()));
        String route = request.value(HeaderName.ROUTE);
        if (outbound && route != null) {
            places.add(new Place(true, route));
        }
        return places;
    }

    /// What was asked for there last time, by realm.
    Map<String, List<Challenge>> recall(Place place) {
        return memory.getOrDefault(place, Map.of());
    }

    /// Remembers what was asked for, or forgets it where the list is empty.
    void remember(Place place, String realm, List<Challenge> challenges) {
        Map<String, List<Challenge>> realms = new LinkedHashMap<>(recall(place));
        if (challenges.isEmpty()) {
            realms.remove(realm);
        } else {
            realms.put(realm, challenges);
        }
        memory.remove(place);
        if (!realms.isEmpty()) {
            memory.put(place, Map.copyOf(realms));
        }
        if (memory.size() > MOST_PLACES) {
            memory.remove(memory.keySet().iterator().next());
        }
    }
}
