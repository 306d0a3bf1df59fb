package dev.ringback.core;

import dev.ringback.echo.EchoSettings;
import dev.ringback.registrar.RegistrarSettings;

/// The limits and switches of the server's elements.
///
/// @param registrar the registrar's limits
/// @param echo the echo's limits
public record ServerSettings(RegistrarSettings registrar, EchoSettings echo) {
    /// What holds where nothing is configured.
    public static ServerSettings defaults() {
        return new ServerSettings(RegistrarSettings.defaults(), EchoSettings.defaults());
    }
}
