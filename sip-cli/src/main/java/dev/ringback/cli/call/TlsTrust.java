package dev.ringback.cli.call;

import dev.ringback.sip.TlsOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options that say who is believed over TLS, and what we show.
@Command
public final class TlsTrust {
    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "believes servers whose certificates these sign (PEM)")
    private @Nullable Path authorities;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "shows this certificate to servers that ask for one (PEM)")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "its key, if --tls-cert has none")
    private @Nullable Path key;

    @Option(
            names = "--tls-insecure",
            description = "believes every server over TLS, whoever it may be: for labs")
    private boolean insecure;

    /// Nothing is given yet.
    public TlsTrust() {}

    /// What was given.
    public TlsOptions options() {
        return new TlsOptions(authorities, certificate, key, !insecure);
    }
}
