package dev.ringback.identity;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Reading;
import dev.ringback.header.security.Privacy;
import dev.ringback.message.SipMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the sender of a message wants hidden: RFC 3323 §4.2, RFC 3325 §9.3, RFC 7044 §10.1. What
/// cannot be read counts as a wish for all that we can do: who misreads one does harm.
///
/// @param values the values in lower case, in their order, each once
record PrivacyWish(Set<String> values) {
    private static final String NONE = "none";
    private static final String CRITICAL = "critical";
    private static final String ID = "id";
    private static final String USER = "user";
    private static final String HISTORY = "history";
    private static final List<String> ABLE = List.of(ID, USER, HISTORY);

    PrivacyWish {
        values = new LinkedHashSet<>(values);
    }

    /// The wish of a message that has a Privacy header field.
    static PrivacyWish of(SipMessage message) {
        Reading<Privacy> reading = message.read(Privacy.FIELD);
        Set<String> values = new LinkedHashSet<>();
        reading.values().forEach(privacy -> values.addAll(privacy.values()));
        if (!reading.ok() || message.values(HeaderName.PRIVACY).size() > 1) {
            values.addAll(ABLE);
        }
        if (values.size() > 1) {
            values.remove(NONE);
        }
        return new PrivacyWish(values);
    }

    /// Whether nothing may be hidden, whatever our rules say.
    boolean none() {
        return values.contains(NONE);
    }

    /// Whether asserted identities are for the trust domain alone. Who wants to be nobody does not
    /// want to be asserted either.
    boolean identity() {
        return values.contains(ID) || user();
    }

    /// Whether nothing shall say who the user is.
    boolean user() {
        return values.contains(USER);
    }

    /// Whether the targets that the request had within our domains are hidden: RFC 7044 §10.1.2.
    boolean history() {
        return values.contains(HISTORY) || values.contains("header");
    }

    /// What cannot be done here, of a wish that shall be fulfilled or refused; empty where nothing
    /// forbids to go on. Via and Contact (`header`) and the media (`session`) are beyond a proxy.
    List<String> refused() {
        return values.contains(CRITICAL) ? beyond() : List.of();
    }

    private List<String> beyond() {
        List<String> left = new ArrayList<>(values);
        left.removeAll(ABLE);
        left.removeAll(List.of(NONE, CRITICAL));
        return left;
    }

    /// What is left of the header field's value once we have done our part; empty where it goes:
    /// RFC 3323 §5.
    String rest() {
        if (none()) {
            return NONE;
        }
        List<String> left = beyond();
        if (!left.isEmpty() && values.contains(CRITICAL)) {
            left.add(CRITICAL);
        }
        return String.join(";", left);
    }
}
