package dev.ringback.routing;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a request. Made by the static methods here, refined by methods that give a
/// changed copy:
///
/// ```java
/// Route.reply(403, "International calls are off")
/// Route.forward("sip:gw.example.net").header("P-Charge", "42")
/// Route.lookup().ring(Duration.ofSeconds(20)).then(408, Route.forward("sip:vm@example.com"))
/// ```
///
/// Immutable. What cannot be is refused when it is made, with an [IllegalArgumentException] whose
/// message is one line for the person who wrote it.
public sealed interface Route
        permits Onward, Route.Reply, Route.Redirect, Route.Challenge, Route.Queue {
    /// Looks up the bindings of a user and forks to them: RFC 3261 §16.5.
    ///
    /// A request for a foreign domain, where the sender may be relayed, goes to its Request-URI.
    ///
    /// @param user whose bindings, or null for the user that the Request-URI names
    /// @param handling changes, fallbacks and limit
    record Lookup(@Nullable AddressOfRecord user, Handling handling) implements Onward {
        @Override
        public Lookup with(Handling other) {
            return new Lookup(user, other);
        }
    }

    /// Answers with a final response other than 2xx.
    ///
    /// A code that must carry a header field (405 an Allow, say) is answered with 500 when a class
    /// leaves it out; a file is told when it is read. 488 and 606 get a Warning of their reason.
    ///
    /// @param status the code, from 400 to 699 or 380; not 401 and 407, which [#challenge] makes
    /// @param reason the reason phrase, or null for the usual one
    /// @param headers the header fields of the response, in order
    /// @param body its body, or null
    record Reply(int status, @Nullable String reason, List<HeaderEdit> headers, @Nullable Body body)
            implements Route {
        /// Copies the list.
        ///
        /// @throws IllegalArgumentException when it is no code that a rule can answer with
        public Reply {
            headers = List.copyOf(headers);
            Answers.checkReply(status, reason);
        }

        /// This with a header field set.
        ///
        /// @throws IllegalArgumentException when the field is the server's own, or the value none
        public Reply header(String name, String value) {
            return with(HeaderEdit.set(name, value));
        }

        /// This with a Retry-After of this time, in whole seconds: RFC 3261 §20.33.
        ///
        /// @throws IllegalArgumentException when it is negative
        public Reply retryAfter(Duration time) {
            return header("Retry-After", Long.toString(time.toSeconds()));
        }

        /// This with one more line or change.
        public Reply with(HeaderEdit edit) {
            List<HeaderEdit> all = new ArrayList<>(headers);
            all.add(edit);
            return new Reply(status, reason, all, body);
        }

        /// The response to a request that this stands for.
        ///
        /// @param tag the To tag, for a request that has none
        /// @return a builder, whose `build` throws [IllegalStateException] when a header field is
        ///     missing that the code must carry
        public SipResponse.Builder to(SipRequest request, String tag) {
            return Answers.made(request, this, tag);
        }

        /// Makes sure that it has all that its code must carry, such as the Allow of a 405.
        ///
        /// @throws IllegalArgumentException when something is missing; says what
        public void complete() {
            Answers.checkComplete(this);
        }

        /// This with a body, such as the alternative service that a 380 describes.
        ///
        /// @throws IllegalArgumentException when the type is none, or the text too long
        public Reply body(String type, String text) {
            return new Reply(status, reason, headers, new Body(type, text));
        }
    }

    /// Sends the caller elsewhere: RFC 3261 §8.3.
    ///
    /// @param status 300, 301 or 302
    /// @param contacts where to, at least one
    /// @param reason the reason phrase, or null for the usual one
    record Redirect(int status, List<Contact> contacts, @Nullable String reason) implements Route {
        /// Copies the list.
        ///
        /// @throws IllegalArgumentException when it is no code of a redirection, or leads nowhere
        public Redirect {
            contacts = List.copyOf(contacts);
            Answers.checkRedirect(status, contacts, reason);
        }

        /// This with one more place.
        ///
        /// @throws IllegalArgumentException when the URI is none
        public Redirect contact(String uri, double q) {
            return contact(new Contact(Targets.any(uri), Targets.thousandths(q), null));
        }

        /// This with one more place.
        public Redirect contact(Contact contact) {
            List<Contact> all = new ArrayList<>(contacts);
            all.add(contact);
            return new Redirect(status, all, reason);
        }
    }

    /// Sends the request to one URI. A user of one of our own domains stands for its bindings, any
    /// other URI for the server that RFC 3263 finds.
    ///
    /// @param target the new Request-URI; where it has no user, that of the request is put in
    /// @param handling changes, fallbacks and limit
    record Forward(SipUri target, Handling handling) implements Onward {
        @Override
        public Forward with(Handling other) {
            return new Forward(target, other);
        }
    }

    /// Sends the request to several URIs: RFC 3261 §16.6, §16.7. Equal preferences ring together,
    /// a lower one after the higher ones have failed.
    ///
    /// @param legs the URIs, at least one, at most 32
    /// @param handling changes, fallbacks and limit of the whole
    record Fork(List<Leg> legs, Handling handling) implements Onward {
        /// Copies the list.
        ///
        /// @throws IllegalArgumentException when there is no leg, or more than 32
        public Fork {
            legs = List.copyOf(legs);
            if (legs.isEmpty() || legs.size() > 32) {
                throw new IllegalArgumentException("a fork has 1 to 32 targets");
            }
        }

        /// This with one more leg.
        ///
        /// @param q the preference, 0 to 1
        /// @throws IllegalArgumentException when the URI or the preference is none
        public Fork leg(String uri, double q) {
            List<Leg> all = new ArrayList<>(legs);
            all.add(new Leg(Targets.sip(uri), Targets.thousandths(q)));
            return new Fork(all, handling);
        }

        @Override
        public Fork with(Handling other) {
            return new Fork(legs, other);
        }
    }

    /// Asks the sender to prove who it is with 407, or 401 in a REGISTER: RFC 3261 §22. Who has
    /// proved it goes on.
    ///
    /// @param next what becomes of a request whose sender is proved; null for the default way
    record Challenge(@Nullable Route next) implements Route {
        /// This with what follows.
        public Challenge then(Route route) {
            return new Challenge(route);
        }
    }

    /// Lets an INVITE wait: 182 with its position at once and every `every`, for `time`, then
    /// onward. Other requests go onward at once.
    ///
    /// @param name the queue's name; calls of the same name stand in one line
    /// @param time how long a call waits, 1 s to 1 h
    /// @param every how often its position is told, 1 s to 1 min, so that Timer C of no proxy fires
    /// @param most how many calls may wait, 1 to 10,000
    /// @param next what becomes of it then; null for the default way
    /// @param full what becomes of a call that finds the queue full
    record Queue(
            String name, Duration time, Duration every, int most, @Nullable Route next, Route full)
            implements Route {
        /// Checks the bounds.
        ///
        /// @throws IllegalArgumentException when one is not held
        public Queue {
            Answers.checkQueue(name, time, every, most);
        }

        /// This with what follows the wait.
        public Queue then(Route route) {
            return new Queue(name, time, every, most, route, full);
        }

        /// This with another interval between two positions told.
        public Queue every(Duration interval) {
            return new Queue(name, time, interval, most, next, full);
        }

        /// This with another bound, and what becomes of calls beyond it.
        public Queue most(int calls, Route otherwise) {
            return new Queue(name, time, every, calls, next, otherwise);
        }
    }

    /// A body that a rule sends.
    ///
    /// @param type its media type: `text/plain`
    /// @param text its text, at most 16 KiB in UTF-8
    record Body(String type, String text) {
        /// Checks both.
        ///
        /// @throws IllegalArgumentException when the type is none, or the text too long
        public Body {
            Answers.checkBody(type, text);
        }
    }

    /// One place of a redirection.
    ///
    /// @param uri where to
    /// @param q its preference in thousandths, 0 to 1000; -1 for none
    /// @param expires how long the caller may remember it, or null where nothing is said
    record Contact(Uri uri, int q, @Nullable Duration expires) {}

    /// One target of a fork.
    ///
    /// @param uri where to; a user of one of our own domains stands for its bindings
    /// @param q its preference in thousandths, 0 to 1000
    record Leg(SipUri uri, int q) {}

    /// The default way: the bindings of the user that the Request-URI names.
    static Lookup lookup() {
        return new Lookup(null, Handling.PLAIN);
    }

    /// The bindings of another user of ours: `bob@example.com`.
    ///
    /// @throws IllegalArgumentException when it is no address of that form
    static Lookup lookup(String address) {
        return new Lookup(Targets.user(address), Handling.PLAIN);
    }

    /// A final response with its usual reason phrase.
    ///
    /// @throws IllegalArgumentException when it is no code that a rule can answer with
    static Reply reply(int status) {
        return new Reply(status, null, List.of(), null);
    }

    /// A final response with a reason phrase.
    ///
    /// @throws IllegalArgumentException when it is no code that a rule can answer with, or the
    ///     phrase has control characters
    static Reply reply(int status, String reason) {
        return new Reply(status, reason, List.of(), null);
    }

    /// A redirection to these URIs, without preferences.
    ///
    /// @throws IllegalArgumentException when it is no code of a redirection, or a URI is none
    static Redirect redirect(int status, String... uris) {
        List<Contact> contacts = new ArrayList<>();
        for (String uri : uris) {
            contacts.add(new Contact(Targets.any(uri), -1, null));
        }
        return new Redirect(status, contacts, null);
    }

    /// Sends the request to a URI. One without user, `sip:gw.example.net`, gets the user of the
    /// Request-URI, which is how a gateway learns the number.
    ///
    /// The server relays whatever this names, for whoever the request is from. Write it down;
    /// never make it from what is in the request, or strangers call wherever they like through you.
    ///
    /// @throws IllegalArgumentException when it is no `sip` or `sips` URI
    static Forward forward(String uri) {
        return new Forward(Targets.sip(uri), Handling.PLAIN);
    }

    /// Sends the request to several URIs at once. What [#forward] warns of holds here too.
    ///
    /// @throws IllegalArgumentException when there is none, or one is no `sip` or `sips` URI
    static Fork fork(String... uris) {
        List<Leg> legs = new ArrayList<>();
        for (String uri : uris) {
            legs.add(new Leg(Targets.sip(uri), 1000));
        }
        return new Fork(legs, Handling.PLAIN);
    }

    /// Sends the request to these. What [#forward] warns of holds here too.
    ///
    /// @throws IllegalArgumentException when there is none, or more than 32
    static Fork fork(List<Leg> legs) {
        return new Fork(legs, Handling.PLAIN);
    }

    /// Sends the request to several URIs, one after the other. What [#forward] warns of holds here
    /// too.
    ///
    /// @throws IllegalArgumentException when there is none, or one is no `sip` or `sips` URI
    static Fork sequence(String... uris) {
        List<Leg> legs = new ArrayList<>();
        for (String uri : uris) {
            legs.add(new Leg(Targets.sip(uri), 1000 - legs.size()));
        }
        return new Fork(legs, Handling.PLAIN);
    }

    /// Asks the sender to prove who it is.
    static Challenge challenge() {
        return new Challenge(null);
    }

    /// A queue of up to 100 calls that tells positions every 20 s; a full one answers 486.
    ///
    /// @throws IllegalArgumentException when the name is no token, or the time not between 1 s and
    ///     1 h
    static Queue queue(String name, Duration time) {
        return new Queue(name, time, Duration.ofSeconds(20), 100, null, reply(486));
    }
}
