package dev.ringback.routing.act;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.proxy.TargetSet;
import dev.ringback.routing.Handling;
import dev.ringback.routing.Route;
import org.jspecify.annotations.Nullable;

/// What a route means for one request: its targets looked up, its edits made.
public sealed interface Plan {
    /// Send the request on.
    ///
    /// @param message the request with the route's edits
    /// @param targets where to; empty when nobody is there
    /// @param nobody the user who has no binding, where there is only one to look up
    /// @param handling what follows a failure, and how long it rings
    record Send(
            SipRequest message,
            TargetSet targets,
            @Nullable AddressOfRecord nobody,
            Handling handling)
            implements Plan {}

    /// Answer it.
    record Answer(Route.Reply reply) implements Plan {}

    /// Send the caller elsewhere.
    record Elsewhere(Route.Redirect redirect) implements Plan {}

    /// Ask for proof.
    ///
    /// @param next what follows proof; null for the default way
    record Ask(@Nullable Route next) implements Plan {}

    /// Let it wait.
    record Wait(Route.Queue queue) implements Plan {}
}
