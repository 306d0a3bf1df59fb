package dev.ringback.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where Redis is: `redis://host:6379,host:6379`, or `rediss://` with TLS, with `user:password@` or
/// `:password@` before the hosts where it asks for that. One server, or some of a cluster.
///
/// @param tls whether connections are secure and the certificate is checked
/// @param user who asks; empty for the default user
/// @param password what proves it; empty for none
/// @param servers those to ask first
public record RedisUri(boolean tls, String user, String password, List<Server> servers) {
    private static final int PORT = 6379;
    private static final Pattern WHOLE =
            Pattern.compile("(rediss?)://(?:([^@/]*)@)?([^@/]+)/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^:\\[\\]\\s]+))(?::(\\d{1,5}))?");

    /// Copies the list.
    public RedisUri {
        servers = List.copyOf(servers);
    }

    /// One server.
    ///
    /// @param host its name or address
    /// @param port its port
    public record Server(String host, int port) {
        /// As it is written, IPv6 in brackets.
        @Override
        public String toString() {
            return (host.contains(":") ? '[' + host + ']' : host) + ':' + port;
        }
    }

    /// Reads one.
    ///
    /// @throws IllegalArgumentException where it is none; the message says why, and no password
    public static RedisUri parse(String text) {
        Matcher whole = WHOLE.matcher(text.strip());
        if (!whole.matches()) {
            throw new IllegalArgumentException(
                    "not of the form redis://[user:password@]host:port,host:port");
        }
        String credentials = whole.group(2) == null ? ":" : whole.group(2);
        int colon = credentials.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("before @ there must be user:password or :password");
        }
        List<Server> servers = new ArrayList<>();
        for (String part : whole.group(3).split(",", -1)) {
            servers.add(server(part.strip()));
        }
        return new RedisUri(
                whole.group(1).length() == "rediss".length(),
                unescaped(credentials.substring(0, colon)),
                unescaped(credentials.substring(colon + 1)),
                servers);
    }

    private static Server server(String part) {
        Matcher host = HOST.matcher(part);
        int port = -1;
        if (host.matches()) {
            port = host.group(3) == null ? PORT : Integer.parseInt(host.group(3));
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("'" + part + "' is no host:port");
        }
        return new Server(host.group(1) == null ? host.group(2) : host.group(1), port);
    }

    private static String unescaped(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    /// As it is written, without who asks.
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://")
                + servers.stream().map(Server::toString).collect(Collectors.joining(","));
    }
}
