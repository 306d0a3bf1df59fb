package dev.ringback.cli.flow;

import dev.ringback.callflow.secrets.KeyLog;
import dev.ringback.cli.ctl.WhichServer;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.config.ConfigException;
import dev.ringback.control.ControlClient;
import dev.ringback.control.ControlSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The arguments that say where calls come from.
@Command
final class FlowSources {
    private static final int HEP_PORT = 9060;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description =
                    "captures: pcap, pcapng, also gzipped, or the message log of SIPp; - is"
                            + " standard input. Without one: the running server")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--hep",
            paramLabel = "ADDRESS",
            description = "listens for HEP (Homer) there, UDP and TCP: 127.0.0.1:9060, *:9060")
    private @Nullable String hep;

    @Option(
            names = "--hep-key",
            paramLabel = "KEY",
            description = "takes only HEP packets that carry this key")
    private String hepKey = "";

    @Option(
            names = "--keylog",
            paramLabel = "FILE",
            description = "the secrets of TLS connections, as SSLKEYLOGFILE has them")
    private @Nullable Path keyLog;

    @Mixin private WhichServer server = new WhichServer();

    /// The source that they name.
    Source source() throws UsageException, ConfigException, IOException {
        if (hep != null && !files.isEmpty()) {
            throw new UsageException("FILE and --hep exclude each other");
        }
        if (hep == null && !hepKey.isEmpty()) {
            throw new UsageException("--hep-key is for --hep");
        }
        if (keyLog != null && files.isEmpty()) {
            throw new UsageException("--keylog is for captures");
        }
        if (hep != null) {
            return new Source.Hep(address(hep), hepKey);
        }
        if (!files.isEmpty()) {
            return new Source.Files(files, keyLog == null ? KeyLog.empty() : KeyLog.of(keyLog));
        }
        ControlSocket socket = server.socket();
        if (socket == null) {
            throw new UsageException(
                    "the configuration has no control socket: name a FILE or --hep");
        }
        return new Source.Server(ControlClient.connect(socket), socket.path());
    }

    /// An address to listen at. The transport may be named; both are served at one port.
    private static InetSocketAddress address(String text) throws UsageException {
        String place = text.replaceFirst("^(udp|tcp):", "");
        int colon = place.lastIndexOf(':');
        boolean port = colon >= 0 && colon > place.lastIndexOf(']');
        String host = port ? place.substring(0, colon) : place;
        String bare = host.startsWith("[") ? host.replaceAll("^\\[|\\]$", "") : host;
        try {
            int number = port ? Integer.parseInt(place.substring(colon + 1)) : HEP_PORT;
            InetAddress address =
                    bare.equals("*") || bare.isEmpty()
                            ? InetAddress.ofLiteral("0.0.0.0")
                            : InetAddress.ofLiteral(bare.equals("localhost") ? "127.0.0.1" : bare);
            return new InetSocketAddress(address, number);
        } catch (IllegalArgumentException _) {
            throw new UsageException(
                    "--hep: '" + text + "' is no address; take 127.0.0.1:9060 or *:9060");
        }
    }
}
