package dev.ringback.core;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Domains;
import dev.ringback.identity.Border;
import dev.ringback.location.LocationService;
import dev.ringback.routing.Router;
import dev.ringback.routing.Routing;
import javax.crypto.SecretKey;

/// What the cores of all shards share. Everything in it may be used by any thread.
///
/// @param domains what is ours
/// @param trust who may do what, and whose word counts
/// @param location the table of bindings
/// @param settings the limits and switches of the elements
/// @param routeKey the secret that signs our Record-Routes with HMAC-SHA-256
/// @param routing who decides where requests go
public record ServerServices(
        Domains domains,
        Trust trust,
        LocationService location,
        ServerSettings settings,
        SecretKey routeKey,
        Routing routing) {

    /// Those of a server that believes nobody at its border.
    public ServerServices(
            Domains domains,
            Admission admission,
            LocationService location,
            ServerSettings settings,
            SecretKey routeKey,
            Routing routing) {
        this(domains, new Trust(admission), location, settings, routeKey, routing);
    }

    /// Those of a server without rules.
    public ServerServices(
            Domains domains,
            Admission admission,
            LocationService location,
            ServerSettings settings,
            SecretKey routeKey) {
        this(domains, admission, location, settings, routeKey, new Routing(Router.NONE));
    }

    /// Who may do what.
    public Admission admission() {
        return trust.admission();
    }

    /// Whose word counts, and who may learn what.
    public Border border() {
        return trust.border();
    }
}
