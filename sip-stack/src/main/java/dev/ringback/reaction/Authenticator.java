package dev.ringback.reaction;

import dev.ringback.auth.DigestClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an agent answers challenges with: RFC 3261 §22. It remembers the nonces, so that later
/// requests carry credentials from the start. One for each agent; belongs to the stack's thread.
public final class Authenticator {
    private final Map<String, DigestClient> byRealm = new LinkedHashMap<>();
    private @Nullable DigestClient anywhere;

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
}
