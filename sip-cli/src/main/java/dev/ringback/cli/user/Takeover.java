package dev.ringback.cli.user;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.store.kamailio.KamailioUsers;
import dev.ringback.store.kamailio.Row;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.Subscriber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What becomes of the rows of a table beside the users that are there already.
final class Takeover {
    private final Map<String, Subscriber> there = new HashMap<>();
    private final Map<String, Subscriber> changes = new LinkedHashMap<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private int rows;
    private int added;
    private int changed;

    Takeover(Snapshot before) {
        before.subscribers().forEach(each -> there.put(each.address(), each));
    }

    /// A row that is no user.
    ///
    /// @param line the line in which it begins
    /// @param reason why, in a few words
    record Skipped(long line, String reason) {
        @Override
        public String toString() {
            return line + ": " + reason;
        }
    }

    /// Takes a row.
    void take(Row row, KamailioUsers users) {
        rows++;
        try {
            take(users.user(row));
        } catch (IllegalArgumentException e) {
            skipped.add(new Skipped(row.line(), String.valueOf(e.getMessage())));
        }
    }

    private void take(Subscriber user) {
        Subscriber before = there.get(user.address());
        if (before != null && samePassword(before, user)) {
            return;
        }
        added += before == null ? 1 : 0;
        changed += before == null ? 0 : 1;
        there.put(user.address(), user);
        changes.put(user.address(), user);
    }

    /// Whether nothing is gained: a hash of MD5 alone does not take the place of the same one with
    /// that of SHA-256.
    private static boolean samePassword(Subscriber before, Subscriber user) {
        @Nullable String md5 = user.ha1().get(DigestAlgorithm.MD5);
        boolean same = Objects.equals(md5, before.ha1().get(DigestAlgorithm.MD5));
        return before.equals(user) || (same && md5 != null && user.ha1().size() == 1);
    }

    /// How many rows there were.
    int rows() {
        return rows;
    }

    int added() {
        return added;
    }

    int changed() {
        return changed;
    }

    /// How many are as they were.
    int same() {
        return rows - added - changed - skipped.size();
    }

    List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    /// Those that are to be put.
    Collection<Subscriber> changes() {
        return List.copyOf(changes.values());
    }
}
