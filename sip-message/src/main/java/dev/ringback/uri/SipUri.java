package dev.ringback.uri;

import dev.ringback.text.Ascii;
import dev.ringback.text.HostSyntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `sip` or `sips` URI: RFC 3261 §19.1. Immutable; what it is made of is cut out when asked for.
///
/// `equals` means written alike; whether two URIs mean the same is asked with [#equivalent].
public final class SipUri implements Uri {
    private static final int PORT = 5060;
    private static final int SECURE_PORT = 5061;

    private final String text;

    // Found when first asked for. Every thread would find the same, so a race does no harm.
    private @Nullable Parts parts;

    /// Where the parts of the text are.
    ///
    /// @param host the host to compare
    private record Parts(
            String host, int hostStart, int hostEnd, int port, int parameters, int headers) {}

    /// Takes a text that [dev.ringback.text.UriSyntax] has found good.
    SipUri(String text) {
        this.text = text;
    }

    private Parts parts() {
        Parts known = parts;
        if (known == null) {
            known = split(text);
            parts = known;
        }
        return known;
    }

    private static Parts split(String text) {
        int at = text.indexOf('@');
        int hostStart = (at < 0 ? text.indexOf(':') : at) + 1;
        int hostEnd = hostEnd(text, hostStart);
        int portEnd = hostEnd;
        int port = -1;
        if (hostEnd < text.length() && text.charAt(hostEnd) == ':') {
            portEnd = digitsEnd(text, hostEnd + 1);
            port = Integer.parseInt(text, hostEnd + 1, portEnd, 10);
        }
        int question = text.indexOf('?', portEnd);
        int headers = question < 0 ? text.length() : question;
        String host = HostSyntax.bare(text.substring(hostStart, hostEnd));
        return new Parts(host, hostStart, hostEnd, port, portEnd, headers);
    }

    /// A URI of these parts.
    ///
    /// @param secure whether the scheme is `sips`
    /// @param user the user, unescaped, or null for none
    /// @param host a host name or address; an IPv6 address may stand in brackets
    /// @param port 1 to 65535, or -1 for none
    /// @throws IllegalArgumentException if the host or port is none, or the user is empty
    public static SipUri of(boolean secure, @Nullable String user, String host, int port) {
        if (!HostSyntax.isHost(host) || port < -1 || port == 0 || port > 65_535) {
            throw new IllegalArgumentException("no host and port: " + host + ':' + port);
        }
        if (user != null && user.isEmpty()) {
            throw new IllegalArgumentException("the user is empty");
        }
        StringBuilder text = new StringBuilder(secure ? "sips:" : "sip:");
        if (user != null) {
            text.append(Escapes.encode(user, Ascii.USER)).append('@');
        }
        text.append(HostSyntax.bracketed(host));
        if (port > 0) {
            text.append(':').append(port);
        }
        return new SipUri(text.toString());
    }

    private static int hostEnd(String text, int start) {
        if (text.charAt(start) == '[') {
            return text.indexOf(']', start) + 1;
        }
        int at = start;
        while (at < text.length() && ":;?".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static int digitsEnd(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    @Override
    public String scheme() {
        return secure() ? "sips" : "sip";
    }

    /// Whether the scheme is `sips`.
    public boolean secure() {
        return text.charAt(3) != ':';
    }

    /// The user, unescaped and without the password, or null when there is none.
    public @Nullable String user() {
        String user = userText();
        return user == null ? null : Escapes.decode(user);
    }

    /// The user as written, or null when there is none.
    @Nullable String userText() {
        int scheme = text.indexOf(':');
        int hostStart = parts().hostStart;
        if (hostStart == scheme + 1) {
            return null;
        }
        int colon = text.indexOf(':', scheme + 1);
        return text.substring(scheme + 1, colon < 0 || colon >= hostStart ? hostStart - 1 : colon);
    }

    /// The password, unescaped, or null when there is none. RFC 3261 §19.1.1 advises against it.
    public @Nullable String password() {
        String password = passwordText();
        return password == null ? null : Escapes.decode(password);
    }

    @Nullable String passwordText() {
        int colon = text.indexOf(':', text.indexOf(':') + 1);
        int hostStart = parts().hostStart;
        return colon < 0 || colon >= hostStart ? null : text.substring(colon + 1, hostStart - 1);
    }

    /// The host to compare and resolve: lower case, an IPv6 address without brackets.
    public String host() {
        return parts().host;
    }

    /// The host as written, an IPv6 address in brackets.
    public String hostText() {
        return text.substring(parts().hostStart, parts().hostEnd);
    }

    /// The port, 1 to 65535, or -1 when there is none.
    public int port() {
        return parts().port;
    }

    /// The value of a parameter, unescaped; empty for one without value, null when it is not
    /// there. Names are compared in any case.
    public @Nullable String parameter(String name) {
        return UriFields.find(parametersText(), name);
    }

    /// The names of the parameters, unescaped and in lower case, in their order.
    public List<String> parameterNames() {
        return UriFields.names(parametersText());
    }

    /// The parameters as written, each with its semicolon before it; empty when there are none.
    public String parametersText() {
        return text.substring(parts().parameters, parts().headers);
    }

    /// The value of a header of the URI, unescaped, or null when it is not there: §19.1.1.
    public @Nullable String header(String name) {
        return UriFields.find(headersText(), name);
    }

    /// The names of the headers of the URI, unescaped and in lower case, in their order.
    public List<String> headerNames() {
        return UriFields.names(headersText());
    }

    /// The headers as written, with the question mark; empty when there are none.
    public String headersText() {
        return text.substring(parts().headers);
    }

    /// The `transport` parameter in lower case, or null.
    public @Nullable String transportParameter() {
        String transport = parameter("transport");
        return transport == null ? null : Ascii.lower(transport);
    }

    /// The `maddr` parameter, or null.
    public @Nullable String maddr() {
        return parameter("maddr");
    }

    /// Whether the `lr` parameter says that the element routes loosely: §16.12.1.1.
    public boolean lr() {
        return parameter("lr") != null;
    }

    /// Whether both URIs mean the same: §19.1.4. Not transitive.
    public boolean equivalent(SipUri other) {
        return text.equals(other.text) || UriComparison.equivalent(this, other);
    }

    /// The canonical key of the address-of-record that this URI names: `user@host`, the user
    /// unescaped and then escaped in one way, the host in lower case, the port only when it is not
    /// the scheme's own, no parameters (§10.3 step 5). Only the host when there is no user.
    public String addressOfRecord() {
        String user = user();
        StringBuilder key = new StringBuilder(text.length());
        if (user != null) {
            key.append(Escapes.encode(user, Ascii.USER)).append('@');
        }
        int port = port();
        key.append(HostSyntax.bracketed(host()));
        if (port > 0 && port != (secure() ? SECURE_PORT : PORT)) {
            key.append(':').append(port);
        }
        return key.toString();
    }

    /// This URI with a parameter set, in its place or at the end of the parameters.
    ///
    /// @param name the name, unescaped
    /// @param value the value, unescaped; null for a parameter without value
    public SipUri withParameter(String name, @Nullable String value) {
        String field = Escapes.encode(name, Ascii.URI_PARAMETER);
        if (value != null) {
            field += '=' + Escapes.encode(value, Ascii.URI_PARAMETER);
        }
        return withParameters(UriFields.set(parametersText(), name, field));
    }

    /// This URI without a parameter.
    public SipUri withoutParameter(String name) {
        return withParameters(UriFields.set(parametersText(), name, null));
    }

    private SipUri withParameters(String parameters) {
        return new SipUri(text.substring(0, parts().parameters) + parameters + headersText());
    }

    /// This URI without parameters and headers.
    public SipUri withoutParameters() {
        return new SipUri(text.substring(0, parts().parameters));
    }

    /// This URI without headers, as it may stand in a Request-URI: §19.1.1 table 1.
    public SipUri withoutHeaders() {
        return parts().headers == text.length()
                ? this
                : new SipUri(text.substring(0, parts().headers));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipUri uri && uri.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
