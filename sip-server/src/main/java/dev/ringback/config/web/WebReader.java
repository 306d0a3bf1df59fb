package dev.ringback.config.web;

import dev.ringback.config.ConfigException;
import dev.ringback.config.HostName;
import dev.ringback.config.Listen;
import dev.ringback.config.Node;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.Values;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `console:` and `metrics:`, where browsers and Prometheus reach a running server.
public final class WebReader implements SectionReader {
    private static final String OFF = "off";

    /// The reader.
    public WebReader() {}

    @Override
    public List<String> keys() {
        return List.of("console", "metrics");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        WebConfig usual = into.web();
        Node console = top.node("console");
        Node metrics = top.node("metrics");
        into.web(
                new WebConfig(
                        console == null ? usual.console() : console(console),
                        metrics == null ? usual.metrics() : metrics(metrics)));
    }

    private static ConsoleConfig console(Node node) throws ConfigException {
        ConsoleConfig usual = ConsoleConfig.STANDARD;
        if (node instanceof Node.Scalar) {
            return Section.value("console", node, WebReader::console);
        }
        Section section = Section.of(node, "console", List.of("listen", "hosts", "plain"));
        InetSocketAddress listen =
                Objects.requireNonNullElse(
                        section.value("listen", WebReader::address), usual.listen());
        List<String> hosts = section.list("hosts", HostName::parse);
        Boolean plain = section.value("plain", Values::truth);
        return new ConsoleConfig(
                true, true, listen, hosts == null ? List.of() : hosts, Boolean.TRUE.equals(plain));
    }

    /// The console that a word stands for: an address, or `off`.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public static ConsoleConfig console(String text) {
        return text.equals(OFF)
                ? ConsoleConfig.OFF
                : new ConsoleConfig(true, true, address(text), List.of(), false);
    }

    private static MetricsConfig metrics(Node node) throws ConfigException {
        @Nullable InetSocketAddress listen =
                Section.value(
                                "metrics",
                                node instanceof Node.Scalar ? node : listenOf(node),
                                text -> new Place(text.equals(OFF) ? null : address(text)))
                        .at();
        return new MetricsConfig(listen != null, listen);
    }

    private static Node listenOf(Node node) throws ConfigException {
        Node listen = Section.of(node, "metrics", List.of("listen")).node("listen");
        if (listen == null) {
            throw new ConfigException(node.place(), "'metrics' needs 'listen'");
        }
        return listen;
    }

    /// @param at null for nowhere
    private record Place(@Nullable InetSocketAddress at) {}

    private static InetSocketAddress address(String text) {
        try {
            Listen socket = Listen.parse("ws:" + text);
            if (socket.path().isEmpty() && !socket.group()) {
                return socket.address();
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no address: write it like 127.0.0.1:8080, \"*:8443\", or off");
    }
}
