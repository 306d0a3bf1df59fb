package dev.ringback.store.kamailio;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.subscribers.Subscriber;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Makes users of rows of Kamailio's table `subscriber`: from the `password` in clear where there
/// is one, both hashes; else from `ha1`, which is that of MD5, that one alone.
public final class KamailioUsers {
    private static final Set<String> USED =
            Set.of(Row.ALL, "username", "domain", "password", "ha1");

    private final String domain;

    /// @param domain that of users whose row names none
    public KamailioUsers(String domain) {
        this.domain = domain;
    }

    /// The user of a row.
    ///
    /// @throws IllegalArgumentException where there is none; the message says why in a few words
    public Subscriber user(Row row) {
        row.faults()
                .forEach(
                        (column, fault) -> {
                            if (USED.contains(column)) {
                                String what = column.equals(Row.ALL) ? "" : column + " ";
                                throw new IllegalArgumentException(what + fault);
                            }
                        });
        String name = row.values().getOrDefault("username", "");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("no username");
        }
        String written = row.values().getOrDefault("domain", "");
        String realm = written.isEmpty() ? domain : written;
        String password = row.values().getOrDefault("password", "");
        return password.isEmpty()
                ? hashed(name, realm, row.values().getOrDefault("ha1", ""))
                : Subscriber.withPassword(name, realm, password);
    }

    private static Subscriber hashed(String name, String realm, String ha1) {
        String hash = ha1.toLowerCase(Locale.ROOT);
        if (hash.isEmpty()) {
            throw new IllegalArgumentException("neither a password nor an ha1");
        }
        if (!hash.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("ha1 is not 32 hexadecimal digits");
        }
        if (!realm.equals(realm.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "ha1 is of the realm " + realm + ", and realms are in lower case here");
        }
        return new Subscriber(name, realm, Map.of(DigestAlgorithm.MD5, hash));
    }
}
