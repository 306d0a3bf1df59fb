package dev.ringback.config.storage;

/// Which store keeps something.
public sealed interface StoreAddress {
    /// In the data folder; in memory where there is none.
    record Embedded() implements StoreAddress {}

    /// In memory, until the end of the process.
    record Memory() implements StoreAddress {}

    /// In Redis or Valkey, alone or as a cluster.
    ///
    /// @param uri `redis://[USER:PASSWORD@]HOST:PORT[,HOST:PORT...]`, or `rediss://` for TLS
    record Redis(String uri) implements StoreAddress {
        /// Without the password.
        @Override
        public String toString() {
            return uri.replaceFirst("//.*@", "//");
        }
    }

    /// In PostgreSQL.
    ///
    /// @param url `jdbc:postgresql://HOST[:PORT]/DATABASE[?user=USER&password=PASSWORD]`
    record Jdbc(String url) implements StoreAddress {
        /// Without the parameters, of which one may be a password, and without what is before an @.
        @Override
        public String toString() {
            return url.replaceFirst("\\?.*", "").replaceFirst("//.*@", "//");
        }
    }

    /// Whether a question to it takes time.
    default boolean elsewhere() {
        return switch (this) {
            case Embedded(), Memory() -> false;
            case Redis _, Jdbc _ -> true;
        };
    }

    /// The store that a word or an address names.
    ///
    /// @throws IllegalArgumentException for another word
    static StoreAddress parse(String text) {
        if (text.equals("embedded")) {
            return new Embedded();
        }
        if (text.equals("memory")) {
            return new Memory();
        }
        if (text.startsWith("redis://") || text.startsWith("rediss://")) {
            return new Redis(text);
        }
        if (text.startsWith("jdbc:postgresql:")) {
            return new Jdbc(text);
        }
        throw new IllegalArgumentException(
                "'"
                        + text
                        + "' is no store: embedded, memory, redis://HOST:PORT or"
                        + " jdbc:postgresql://HOST/DATABASE");
    }
}
