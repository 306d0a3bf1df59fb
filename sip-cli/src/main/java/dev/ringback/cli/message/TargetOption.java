package dev.ringback.cli.message;

import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Whom a command is about: the first parameter, or sipsak's `-s`.
final class TargetOption {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TARGET",
            description = "host, host:port, tcp:host:port or sip:user@host;transport=tcp")
    private @Nullable String target;

    @Option(names = "-s", hidden = true, paramLabel = "SIPURI", description = "TARGET, as sipsak")
    private @Nullable String uri;

    /// The target.
    ///
    /// @throws UsageException where there is none, or it is none
    Target target() throws UsageException {
        String text = uri == null ? target : uri;
        if (text == null) {
            throw new UsageException("Missing required parameter: 'TARGET'");
        }
        return Target.parse(text);
    }

    /// Whether it was said.
    boolean given() {
        return uri != null || target != null;
    }

    /// The word that stands in its place, where `-s` names the target.
    @Nullable String spare() {
        return uri == null ? null : target;
    }
}
