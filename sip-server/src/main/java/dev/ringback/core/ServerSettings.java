package dev.ringback.core;

import dev.ringback.echo.EchoSettings;
import dev.ringback.proxy.ProxySettings;
import dev.ringback.registrar.RegistrarSettings;

/// The limits and switches of the server's elements.
///
/// @param registrar the registrar's limits
/// @param echo the echo's limits
/// @param proxy the proxy's limits and switches
public record ServerSettings(RegistrarSettings registrar, EchoSettings echo, ProxySettings proxy) {
    /// What holds where nothing is configured.
    public static ServerSettings defaults() {
        return new ServerSettings(
                RegistrarSettings.defaults(), EchoSettings.defaults(), ProxySettings.defaults());
    }
}
