package dev.ringback.config;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/// Host names and address literals of configurations, RFC 3261 §25.1 `host`.
public final class HostName {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?");

    private HostName() {}

    /// The host in lower case, an IPv6 address without brackets.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public static String parse(String text) {
        String host = text.toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.indexOf(':') >= 0) {
            return literal(text, host);
        }
        for (String label : host.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                throw new IllegalArgumentException("'" + text + "' is no host name");
            }
        }
        return host;
    }

    private static String literal(String text, String host) {
        try {
            return InetAddress.ofLiteral(host).getHostAddress();
        } catch (IllegalArgumentException _) {
            String hint = host.indexOf(':') == host.lastIndexOf(':') ? ", it takes no port" : "";
            throw new IllegalArgumentException("'" + text + "' is no host name" + hint);
        }
    }
}
