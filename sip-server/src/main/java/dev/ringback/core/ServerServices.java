package dev.ringback.core;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Domains;
import dev.ringback.location.LocationService;
import dev.ringback.routing.Router;
import dev.ringback.routing.Routing;
import javax.crypto.SecretKey;

/// What the cores of all shards share. Everything in it may be used by any thread.
///
/// @param domains what is ours
/// @param admission who may do what
/// @param location the table of bindings
/// @param settings the limits and switches of the elements
/// @param routeKey the secret that signs our Record-Routes with HMAC-SHA-256
/// @param routing who decides where requests go
public record ServerServices(
        Domains domains,
        Admission admission,
        LocationService location,
        ServerSettings settings,
        SecretKey routeKey,
        Routing routing) {

    /// Those of a server without rules.
    public ServerServices(
            Domains domains,
            Admission admission,
            LocationService location,
            ServerSettings settings,
            SecretKey routeKey) {
        this(domains, admission, location, settings, routeKey, new Routing(Router.NONE));
    }
}
