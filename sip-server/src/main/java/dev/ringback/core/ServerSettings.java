package dev.ringback.core;

import dev.ringback.echo.EchoService;
import dev.ringback.echo.EchoSettings;
import dev.ringback.proxy.ProxySettings;
import dev.ringback.redirect.Directory;
import dev.ringback.registrar.RegistrarSettings;

/// The limits and switches of the server's elements.
///
/// @param mode what the server does with requests for its users
/// @param directory what is known of addresses besides their bindings
/// @param registrar the registrar's limits
/// @param echo the echo's limits and its sound
/// @param proxy the proxy's limits and switches
/// @param load how much a shard takes on
public record ServerSettings(
        Mode mode,
        Directory directory,
        RegistrarSettings registrar,
        EchoService echo,
        ProxySettings proxy,
        LoadSettings load) {
    /// What holds where nothing is configured.
    public static ServerSettings defaults() {
        return new ServerSettings(
                Mode.PROXY,
                Directory.EMPTY,
                RegistrarSettings.defaults(),
                new EchoService(EchoSettings.defaults()),
                ProxySettings.defaults(),
                LoadSettings.defaults());
    }

    /// These in another mode.
    public ServerSettings with(Mode other) {
        return new ServerSettings(other, directory, registrar, echo, proxy, load);
    }

    /// These with another load.
    public ServerSettings with(LoadSettings other) {
        return new ServerSettings(mode, directory, registrar, echo, proxy, other);
    }
}
