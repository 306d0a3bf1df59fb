package dev.ringback.cli.serve;

import dev.ringback.app.RingbackServer;
import dev.ringback.app.ServerCounts;
import dev.ringback.cli.terminal.ProcessAge;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.Version;
import dev.ringback.config.HostName;
import dev.ringback.config.ServerConfig;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/// What `ringback serve` says about itself: the banner, the line that begins with `ready`, and the
/// summary at the end.
public final class Announcement {
    private final RingbackServer server;
    private final ServerConfig config;
    private final Ansi ansi;
    private final Duration startTime;

    /// About a server that has just started.
    public Announcement(RingbackServer server, ServerConfig config, Ansi ansi) {
        this.server = server;
        this.config = config;
        this.ansi = ansi;
        this.startTime = ProcessAge.now();
    }

    /// The lines for the first minute.
    List<String> banner() {
        String dot = System.out.charset().newEncoder().canEncode('·') ? "·" : "-";
        List<String> lines = new ArrayList<>();
        lines.add(
                ansi.string(" @|bold Ringback " + Version.SHORT + "|@ ")
                        + String.join(
                                        " " + dot + " ",
                                        "",
                                        "Java " + Runtime.version().feature(),
                                        server.backend(),
                                        "started in " + Texts.seconds(startTime))
                                .strip());
        lines.add(" SIP    " + sockets("   "));
        lines.add(
                " Users  "
                        + config.access().users().stream()
                                .map(user -> user.name() + "/" + user.password())
                                .collect(Collectors.joining("  "))
                        + "  (demo, this machine only)");
        lines.add(" Echo   sip:echo@" + config.served().getFirst());
        return lines;
    }

    /// The line that says that it accepts traffic.
    public String ready() {
        return "ready " + sockets(" ") + " in " + Texts.seconds(startTime);
    }

    private String sockets(String between) {
        return server.listenPoints().stream()
                .map(Announcement::socket)
                .collect(Collectors.joining(between));
    }

    private static String socket(ListenPoint point) {
        InetAddress address = point.bound().getAddress();
        String host = address.isAnyLocalAddress() ? "*" : HostName.text(address);
        String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
        String transport = point.transport().parameter();
        boolean webSocket = point.transport() == Transport.WS || point.transport() == Transport.WSS;
        String scheme = webSocket ? transport + "://" : "";
        String path = webSocket ? "/sip" : "";
        return transport + " " + scheme + literal + ":" + point.bound().getPort() + path;
    }

    /// What there was, in one line.
    public static String summary(RingbackServer server) {
        ServerCounts counts = server.counts();
        return "stopped after "
                + Texts.seconds(Duration.ofSeconds(ProcessAge.now().toSeconds()))
                + ": "
                + String.join(
                        ", ",
                        Texts.count(counts.work().calls(), "call"),
                        Texts.count(counts.work().registrations(), "registration"),
                        Texts.count(counts.messages(), "message"),
                        counts.dropped() + " dropped",
                        counts.malformed() + " malformed");
    }
}
