package dev.ringback.routing;

import org.jspecify.annotations.Nullable;

/// Decides where requests go. Users write one:
///
/// ```java
/// public final class OfficeHours implements Routes {
///     @Override
///     public @Nullable Route route(RoutingRequest request) {
///         return request.user().equals("sales")
///                 ? Route.lookup().then(486, Route.forward("sip:voicemail@example.com"))
///                 : null;
///     }
/// }
/// ```
///
/// One object serves all shards, so it is called by several threads at once: it must not change,
/// must not wait, and answers within microseconds. What it throws becomes a 500 for that request
/// alone.
@FunctionalInterface
public interface Routes {
    /// What becomes of a request; null leaves it to whoever is asked next, and in the end to the
    /// default way: the bindings of the user that the Request-URI names.
    @Nullable Route route(RoutingRequest request);
}
