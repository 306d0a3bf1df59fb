package dev.ringback.routing;

import java.time.Duration;

/// A route that sends the request on, and so may change its header and has fallbacks.
public sealed interface Onward extends Route permits Route.Lookup, Route.Forward, Route.Fork {
    /// The changes, the fallbacks and the limit.
    Handling handling();

    /// This route with other ones.
    Onward with(Handling handling);

    /// Sets a header field of the copy that is sent, instead of all its lines.
    ///
    /// @throws IllegalArgumentException when the field is the server's own, or the value is none
    default Onward header(String name, String value) {
        return with(handling().edit(HeaderEdit.set(name, value)));
    }

    /// Adds a line to a header field of the copy that is sent.
    ///
    /// @throws IllegalArgumentException when the field is the server's own or stands once only, or
    ///     the value is none
    default Onward addHeader(String name, String value) {
        return with(handling().edit(HeaderEdit.add(name, value)));
    }

    /// Removes a header field from the copy that is sent.
    ///
    /// @throws IllegalArgumentException when the field is the server's own
    default Onward removeHeader(String name) {
        return with(handling().edit(HeaderEdit.remove(name)));
    }

    /// What follows when it fails with this code; 3, 4 and 5 stand for a class. The first fallback
    /// that matches is taken. Where that sends an INVITE on, the caller is told 181 first.
    ///
    /// 408 is a call that nobody answered, 480 a user without bindings. Nothing follows a 6xx, with
    /// which the callee ends the search: RFC 3261 §16.7 step 5.
    ///
    /// @throws IllegalArgumentException when the code is none from 300 to 599
    default Onward then(int code, Route route) {
        return then(Codes.of(code), route);
    }

    /// What follows when it fails with one of these codes.
    default Onward then(Codes codes, Route route) {
        return with(handling().then(codes, route));
    }

    /// How long an INVITE may go unanswered before it counts as 408, up to an hour.
    ///
    /// @throws IllegalArgumentException when the time is negative or longer
    default Onward ring(Duration limit) {
        return with(handling().ring(limit));
    }
}
