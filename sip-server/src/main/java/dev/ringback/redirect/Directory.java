package dev.ringback.redirect;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the operator knows of addresses besides their bindings: other names of users, and users
/// that have moved or are gone. It is asked before the bindings. Immutable.
public final class Directory {
    /// A directory without entries.
    public static final Directory EMPTY = new Directory(Map.of(), Ambiguity.HIDE);

    /// How many names may stand for each other in a row; what goes further leads in a circle.
    private static final int MOST_STEPS = 8;

    private final Map<AddressOfRecord, Entry> entries;
    private final Ambiguity ambiguity;

    /// @param entries the addresses about which there is something to say
    /// @param ambiguity what a caller learns of a name of several users
    public Directory(Map<AddressOfRecord, Entry> entries, Ambiguity ambiguity) {
        this.entries = Map.copyOf(entries);
        this.ambiguity = ambiguity;
    }

    /// What is known of an address.
    public sealed interface Entry {
        /// It stands for these users: for one, its name is another name of that user; for several,
        /// it is ambiguous.
        record Alias(List<AddressOfRecord> users) implements Entry {
            /// Copies the list.
            public Alias {
                users = List.copyOf(users);
                if (users.isEmpty()) {
                    throw new IllegalArgumentException("an alias stands for somebody");
                }
            }
        }

        /// The user has moved for good.
        record Moved(Uri to) implements Entry {}

        /// The user is gone for good.
        record Gone() implements Entry {}
    }

    /// What becomes of a request for an address.
    public sealed interface Found {
        /// It is for this user: look for its bindings.
        record User(AddressOfRecord aor) implements Found {}

        /// It is answered so.
        ///
        /// @param aor whom it is about
        record Elsewhere(AddressOfRecord aor, Redirection redirection) implements Found {}
    }

    /// Looks up an address.
    public Found find(AddressOfRecord asked) {
        AddressOfRecord aor = asked;
        for (int i = 0; i < MOST_STEPS; i++) {
            switch (entries.get(aor)) {
                case null -> {
                    return new Found.User(aor);
                }
                case Entry.Gone() -> {
                    return new Found.Elsewhere(aor, new Redirection.Gone());
                }
                case Entry.Moved(Uri to) -> {
                    var places = List.of(Alternative.of(to));
                    return new Found.Elsewhere(aor, new Redirection.Permanent(places));
                }
                case Entry.Alias(var users) when users.size() > 1 -> {
                    return new Found.Elsewhere(aor, ambiguous(users));
                }
                case Entry.Alias(var users) -> aor = users.getFirst();
            }
        }
        return new Found.Elsewhere(aor, new Redirection.NotFound());
    }

    private Redirection ambiguous(List<AddressOfRecord> users) {
        List<Alternative> choices = new ArrayList<>();
        users.forEach(user -> choices.add(Alternative.of(user.uri())));
        return new Redirection.Ambiguous(choices, ambiguity);
    }
}
