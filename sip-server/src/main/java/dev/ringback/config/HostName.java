package dev.ringback.config;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Host names and address literals of configurations, RFC 3261 §25.1 `host`.
public final class HostName {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?");

    private static final Pattern ZEROS = Pattern.compile("(?<=^|:)0(:0)+(?=:|$)");

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

    /// An address as people write it, without brackets: `127.0.0.1`, `::1` (RFC 5952).
    public static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        text = zone < 0 ? text : text.substring(0, zone);
        if (text.indexOf(':') < 0) {
            return text;
        }
        Matcher zeros = ZEROS.matcher(text);
        String longest = "";
        while (zeros.find()) {
            longest = zeros.group().length() > longest.length() ? zeros.group() : longest;
        }
        return longest.isEmpty() ? text : text.replaceFirst("(^|:)" + longest + "(:|$)", "::");
    }

    private static String literal(String text, String host) {
        try {
            return text(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            String hint = host.indexOf(':') == host.lastIndexOf(':') ? ", it takes no port" : "";
            throw new IllegalArgumentException("'" + text + "' is no host name" + hint);
        }
    }
}
