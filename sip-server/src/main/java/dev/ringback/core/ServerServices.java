package dev.ringback.core;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Domains;
import dev.ringback.echo.EchoSettings;
import dev.ringback.location.LocationService;
import dev.ringback.registrar.RegistrarSettings;
import javax.crypto.SecretKey;

/// What the cores of all shards share. Everything in it may be used by any thread.
///
/// @param domains what is ours
/// @param admission who may do what
/// @param location the table of bindings
/// @param registrar the registrar's limits
/// @param echo the echo's limits
/// @param routeKey the secret that signs our Record-Routes with HMAC-SHA-256
public record ServerServices(
        Domains domains,
        Admission admission,
        LocationService location,
        RegistrarSettings registrar,
        EchoSettings echo,
        SecretKey routeKey) {}
