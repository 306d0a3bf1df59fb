package dev.ringback.reaction;

import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a user agent client reacts to responses: for each response code a [Reaction], and what the
/// reactions need. Immutable, but for the memories that it refers to ([Authenticator],
/// [RedirectCache]).
///
/// By default each code gets what RFC 3261 has a client do; codes that nobody knows act as x00 of
/// their class, unknown provisional ones as 183 (§8.1.3.2).
public final class Reactions {
    /// The longest time that a request waits for Retry-After unless it is told otherwise.
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(32);

    /// The most sendings of one request unless it is told otherwise.
    public static final int MOST_SENDINGS = 32;

    private final Builder values;

    private Reactions(Builder values) {
        this.values = values;
    }

    /// The defaults: no password, no proxy, no cache.
    public static Reactions defaults() {
        return new Builder().build();
    }

    /// A builder that begins with the defaults.
    public static Builder builder() {
        return new Builder();
    }

    /// A builder that begins with this policy.
    public Builder edit() {
        return new Builder(values);
    }

    /// What is done with that response code, 100 to 699.
    public Reaction reaction(int status) {
        return ReactionTable.reaction(status, values.table);
    }

    /// What answers challenges; null where nothing does.
    public @Nullable Authenticator authenticator() {
        return values.authenticator;
    }

    /// The outbound proxies in their order, for requests outside of dialogs: RFC 3261 §8.1.2.
    public List<NameAddress> routes() {
        return values.routes;
    }

    /// How far redirections are followed.
    public RedirectBounds redirects() {
        return values.redirects;
    }

    /// Where redirections are remembered; null where they are not.
    public @Nullable RedirectCache cache() {
        return values.cache;
    }

    /// The longest Retry-After that is waited for.
    public Duration longestWait() {
        return values.longestWait;
    }

    /// The most sendings of one request, all servers counted.
    public int mostSendings() {
        return values.mostSendings;
    }

    /// What makes other bodies.
    public BodyChange bodies() {
        return values.bodies;
    }

    /// Who is asked for more digits; null where nobody is.
    public @Nullable MoreDigits digits() {
        return values.digits;
    }

    /// Who is told about those who moved.
    public AddressBook addressBook() {
        return values.addressBook;
    }

    /// The option-tags that can be added to Supported when the peer wants them.
    public List<String> extensions() {
        return values.extensions;
    }

    /// What is done to each request as the last of all, when it is about to leave.
    public Consumer<SipRequest.Builder> leaving() {
        return values.leaving;
    }

    /// Whether we made the Call-ID of the dialog, for the glare timer of RFC 3261 §14.1.
    public boolean callIdOwner() {
        return values.callIdOwner;
    }

    /// Makes policies. Not for several threads at once.
    public static final class Builder {
        private final Map<Integer, Reaction> table = new HashMap<>();
        private @Nullable Authenticator authenticator;
        private List<NameAddress> routes = List.of();
        private RedirectBounds redirects = RedirectBounds.DEFAULT;
        private @Nullable RedirectCache cache;
        private Duration longestWait = LONGEST_WAIT;
        private int mostSendings = MOST_SENDINGS;
        private BodyChange bodies = BodyChange.NONE;
        private @Nullable MoreDigits digits;
        private AddressBook addressBook = AddressBook.NONE;
        private List<String> extensions = List.of();
        private boolean callIdOwner = true;
        private Consumer<SipRequest.Builder> leaving = _ -> {};

        private Builder() {}

        private Builder(Builder other) {
            table.putAll(other.table);
            authenticator = other.authenticator;
            routes = other.routes;
            redirects = other.redirects;
            cache = other.cache;
            longestWait = other.longestWait;
            mostSendings = other.mostSendings;
            bodies = other.bodies;
            digits = other.digits;
            addressBook = other.addressBook;
            extensions = other.extensions;
            callIdOwner = other.callIdOwner;
            leaving = other.leaving;
        }

        /// Reacts so to that response code.
        ///
        /// @throws IllegalArgumentException if a code of that class cannot have the reaction
        public Builder on(int status, Reaction reaction) {
            ReactionTable.check(status, reaction);
            table.put(status, reaction);
            return this;
        }

        /// Only reports these response codes.
        public Builder report(int... statuses) {
            for (int status : statuses) {
                on(status, Reaction.REPORT);
            }
            return this;
        }

        /// Answers challenges with it; null answers none.
        public Builder authenticator(@Nullable Authenticator value) {
            authenticator = value;
            return this;
        }

        /// Sends requests outside of dialogs through these proxies.
        public Builder routes(List<NameAddress> value) {
            routes = List.copyOf(value);
            return this;
        }

        /// Follows redirections that far.
        public Builder redirects(RedirectBounds value) {
            redirects = value;
            return this;
        }

        /// Remembers redirections there; null remembers none.
        public Builder cache(@Nullable RedirectCache value) {
            cache = value;
            return this;
        }

        /// Waits so long for Retry-After at most; zero waits never.
        public Builder longestWait(Duration value) {
            longestWait = value;
            return this;
        }

        /// Sends one request so often at most, 1 or more.
        public Builder mostSendings(int value) {
            mostSendings = Math.max(1, value);
            return this;
        }

        /// Takes other bodies from there.
        public Builder bodies(BodyChange value) {
            bodies = value;
            return this;
        }

        /// Asks there for more digits; null never asks.
        public Builder digits(@Nullable MoreDigits value) {
            digits = value;
            return this;
        }

        /// Tells about those who moved there.
        public Builder addressBook(AddressBook value) {
            addressBook = value;
            return this;
        }

        /// Can add these option-tags to Supported.
        public Builder extensions(List<String> value) {
            extensions = List.copyOf(value);
            return this;
        }

        /// Does this to each request as the last of all, when it is about to leave and complete but
        /// for that, such as to encrypt its body.
        public Builder leaving(Consumer<SipRequest.Builder> value) {
            leaving = value;
            return this;
        }

        /// Says whether we made the Call-ID of the dialog.
        public Builder callIdOwner(boolean value) {
            callIdOwner = value;
            return this;
        }

        /// The policy as it now is.
        public Reactions build() {
            return new Reactions(new Builder(this));
        }
    }
}
