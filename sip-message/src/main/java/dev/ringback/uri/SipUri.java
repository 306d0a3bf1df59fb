package dev.ringback.uri;

import dev.ringback.text.Ascii;
import dev.ringback.text.HostSyntax;
import dev.ringback.text.UriSyntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `sip` or `sips` URI: RFC 3261 §19.1. Immutable; what it is made of is cut out when asked for.
///
/// `equals` means written alike; whether two URIs mean the same is asked with [#equivalent].
public final class SipUri implements Uri {
    private static final int PORT = 5060;
    private static final int SECURE_PORT = 5061;

    private final String text;
    private final int hostStart;
    private final int hostEnd;
    private final int parametersStart;
    private final int headersStart;

    // Made when first asked for. Every thread would make the same, so a race does no harm.
    private @Nullable String host;

    private SipUri(String text, int hostStart, int hostEnd, int parametersStart, int headersStart) {
        this.text = text;
        this.hostStart = hostStart;
        this.hostEnd = hostEnd;
        this.parametersStart = parametersStart;
        this.headersStart = headersStart;
    }

    /// Reads a range that begins with the scheme `sip` or `sips` and a colon, or null when it is no
    /// such URI.
    static @Nullable SipUri read(byte[] bytes, int start, int end) {
        int scheme = start + (bytes[start + 3] == ':' ? 4 : 5);
        int hostStart = UriSyntax.hostStart(bytes, scheme, end);
        int hostEnd = hostStart < 0 ? -1 : HostSyntax.end(bytes, hostStart, end);
        int portEnd = hostEnd < 0 ? -1 : UriSyntax.portEnd(bytes, hostEnd, end);
        int headers = portEnd < 0 ? -1 : UriSyntax.parametersEnd(bytes, portEnd, end);
        if (headers < 0 || !UriSyntax.isHeaders(bytes, headers, end)) {
            return null;
        }
        return new SipUri(
                Ascii.text(bytes, start, end),
                hostStart - start,
                hostEnd - start,
                portEnd - start,
                headers - start);
    }

    /// A URI of these parts.
    ///
    /// @param secure whether the scheme is `sips`
    /// @param user the user, unescaped, or null for none
    /// @param host a host name or address; an IPv6 address may stand in brackets
    /// @param port 1 to 65535, or -1 for none
    /// @throws IllegalArgumentException if the host or port is none, or the user is empty or has
    ///     half a surrogate pair
    public static SipUri of(boolean secure, @Nullable String user, String host, int port) {
        String userInfo = user == null ? "" : Escapes.encode(user, Ascii.USER) + '@';
        return made((secure ? "sips:" : "sip:") + userInfo + hostPort(host, port));
    }

    private static String hostPort(String host, int port) {
        if (!HostSyntax.isHost(host) || port < -1 || port == 0 || port > 65_535) {
            throw new IllegalArgumentException("no host and port: " + host + ':' + port);
        }
        return port < 0 ? HostSyntax.bracketed(host) : HostSyntax.bracketed(host) + ':' + port;
    }

    /// Reads what was put together here. No part may make it anything else than a SIP URI.
    private static SipUri made(String text) {
        byte[] bytes = Ascii.bytes(text);
        SipUri uri = read(bytes, 0, bytes.length);
        if (uri == null) {
            throw new IllegalArgumentException("no SIP URI: " + text);
        }
        return uri;
    }

    @Override
    public String scheme() {
        return secure() ? "sips" : "sip";
    }

    @Override
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

    /// The password as written, or null when there is none.
    @Nullable String passwordText() {
        int colon = text.indexOf(':', text.indexOf(':') + 1);
        return colon < 0 || colon >= hostStart ? null : text.substring(colon + 1, hostStart - 1);
    }

    /// The host to compare and resolve: lower case, an IPv6 address without brackets and as
    /// RFC 5952 writes it.
    public String host() {
        String known = host;
        if (known == null) {
            known = HostSyntax.canonical(hostText());
            host = known;
        }
        return known;
    }

    /// Where the host begins.
    int hostStart() {
        return hostStart;
    }

    /// Where the parameters begin, or would.
    int parametersStart() {
        return parametersStart;
    }

    /// Where the headers begin, or would.
    int headersStart() {
        return headersStart;
    }

    /// The host as written, an IPv6 address in brackets.
    public String hostText() {
        return text.substring(hostStart, hostEnd);
    }

    /// The port, 1 to 65535, or -1 when there is none.
    public int port() {
        return parametersStart == hostEnd
                ? -1
                : Integer.parseInt(text, hostEnd + 1, parametersStart, 10);
    }

    /// The value of a parameter, unescaped; empty for one without value, null when it is not
    /// there. Names are compared in any case.
    public @Nullable String parameter(String name) {
        return UriFields.find(text, parametersStart, headersStart, name);
    }

    /// The names of the parameters, unescaped and in lower case, in their order.
    public List<String> parameterNames() {
        return UriFields.names(parametersText());
    }

    /// The parameters as written, each with its semicolon before it; empty when there are none.
    public String parametersText() {
        return text.substring(parametersStart, headersStart);
    }

    /// The value of a header of the URI, unescaped, or null when it is not there: §19.1.1.
    public @Nullable String header(String name) {
        return UriFields.find(text, headersStart, text.length(), name);
    }

    /// The names of the headers of the URI, unescaped and in lower case, in their order.
    public List<String> headerNames() {
        return UriFields.names(headersText());
    }

    /// The headers as written, with the question mark; empty when there are none.
    public String headersText() {
        return text.substring(headersStart);
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

    /// The `user` parameter in lower case, `phone` or `ip` as a rule, or null.
    public @Nullable String userParameter() {
        String user = parameter("user");
        return user == null ? null : Ascii.lower(user);
    }

    /// The `method` parameter, or null. Methods are told apart by case.
    public @Nullable String methodParameter() {
        return parameter("method");
    }

    /// The `ttl` parameter, 0 to 255; -1 when there is none or it is no such number.
    public int ttl() {
        String ttl = parameter("ttl");
        return ttl == null ? -1 : (int) Ascii.decimal(ttl, 255);
    }

    /// The `gr` parameter of a GRUU (RFC 5627 §4): the instance of a public one, empty for a
    /// temporary one, null when this is no GRUU.
    public @Nullable String gr() {
        return parameter("gr");
    }

    /// Whether the `ob` parameter asks for requests of the dialog to come over the flow of this
    /// one: RFC 5626 §4.3.
    public boolean ob() {
        return parameter("ob") != null;
    }

    /// The telephone number that the user is, where `user=phone` says so and it is one: §19.1.6.
    /// Else null. What a user looks like without that parameter is asked with [TelUri#of(SipUri)].
    public @Nullable TelUri telephone() {
        return "phone".equals(userParameter()) ? TelUri.of(this) : null;
    }

    /// Whether both URIs mean the same: §19.1.4. Not transitive. How headers are compared is a
    /// deviation: see docs/adr/0011.
    @Override
    public boolean equivalent(Uri other) {
        return other instanceof SipUri uri
                && (text.equals(uri.text) || UriComparison.equivalent(this, uri));
    }

    /// The canonical key of the address-of-record that this URI names: `user@host`, the user
    /// escaped in one way, the host as in [#host], the port only when it is not the scheme's own,
    /// no parameters (§10.3 step 5). Only the host when there is no user.
    public String addressOfRecord() {
        String user = userText();
        StringBuilder key = new StringBuilder(text.length());
        if (user != null) {
            key.append(Escapes.canonical(user, Ascii.USER)).append('@');
        }
        int port = port();
        key.append(HostSyntax.bracketed(host()));
        if (port > 0 && port != (secure() ? SECURE_PORT : PORT)) {
            key.append(':').append(port);
        }
        return key.toString();
    }

    /// This URI with the scheme `sips`, or with `sip`: §19.1 lets any resource be upgraded.
    public SipUri withSecure(boolean secure) {
        return secure == secure() ? this : made(scheme(secure) + text.substring(schemeEnd()));
    }

    private static String scheme(boolean secure) {
        return secure ? "sips:" : "sip:";
    }

    /// Where the scheme and its colon end.
    private int schemeEnd() {
        return secure() ? 5 : 4;
    }

    /// This URI with another user; its password stays. Without a user there is no password either.
    ///
    /// @param user the user, unescaped, or null for none
    /// @throws IllegalArgumentException if the user is empty or has half a surrogate pair
    public SipUri withUser(@Nullable String user) {
        String password = passwordText();
        String escaped = user == null ? null : Escapes.encode(user, Ascii.USER);
        return withUserInfo(escaped, password);
    }

    /// This URI with another user, escaped already.
    SipUri withUserText(String user) {
        return withUserInfo(user, passwordText());
    }

    /// This URI with another password.
    ///
    /// @param password the password, unescaped, or null for none
    /// @throws IllegalArgumentException if there is no user, or half a surrogate pair
    public SipUri withPassword(@Nullable String password) {
        String user = userText();
        if (user == null && password != null) {
            throw new IllegalArgumentException("a password without a user");
        }
        String escaped = password == null ? null : Escapes.encode(password, Ascii.PASSWORD);
        return withUserInfo(user, escaped);
    }

    private SipUri withUserInfo(@Nullable String user, @Nullable String password) {
        String secret = password == null ? "" : ':' + password;
        String userInfo = user == null ? "" : user + secret + '@';
        return made(scheme(secure()) + userInfo + text.substring(hostStart));
    }

    /// This URI with another host; its port stays.
    ///
    /// @param host a host name or address; an IPv6 address may stand in brackets
    /// @throws IllegalArgumentException if it is no host
    public SipUri withHost(String host) {
        return withHostPort(host, port());
    }

    /// This URI with another port.
    ///
    /// @param port 1 to 65535, or -1 for none
    /// @throws IllegalArgumentException if it is no port
    public SipUri withPort(int port) {
        return withHostPort(hostText(), port);
    }

    private SipUri withHostPort(String host, int port) {
        String before = text.substring(0, hostStart);
        return made(before + hostPort(host, port) + text.substring(parametersStart));
    }

    /// This URI with a parameter set, in its place or at the end of the parameters.
    ///
    /// @param name the name, unescaped
    /// @param value the value, unescaped; null or empty for a parameter without value
    /// @throws IllegalArgumentException if the name is empty, or one has half a surrogate pair
    public SipUri withParameter(String name, @Nullable String value) {
        String field = Escapes.encode(name, Ascii.URI_PARAMETER);
        if (value != null && !value.isEmpty()) {
            field += '=' + Escapes.encode(value, Ascii.URI_PARAMETER);
        }
        return withParameters(UriFields.set(parametersText(), ';', name, field));
    }

    /// This URI without a parameter.
    public SipUri withoutParameter(String name) {
        return withParameters(UriFields.set(parametersText(), ';', name, null));
    }

    private SipUri withParameters(String parameters) {
        return made(text.substring(0, parametersStart) + parameters + headersText());
    }

    /// This URI without parameters and headers.
    public SipUri withoutParameters() {
        String rest = text.substring(0, parametersStart);
        return new SipUri(rest, hostStart, hostEnd, parametersStart, parametersStart);
    }

    /// This URI with a header set, in its place or at the end of the headers: §19.1.1. The name
    /// `body` sets the body.
    ///
    /// @param name the name, unescaped
    /// @param value the value, unescaped
    /// @throws IllegalArgumentException if the name is empty, or one has half a surrogate pair
    public SipUri withHeader(String name, String value) {
        String field =
                Escapes.encode(name, Ascii.URI_HEADER)
                        + '='
                        + Escapes.encode(value, Ascii.URI_HEADER);
        return withHeaders(UriFields.set(headersText(), '?', name, field));
    }

    /// This URI without a header.
    public SipUri withoutHeader(String name) {
        return withHeaders(UriFields.set(headersText(), '?', name, null));
    }

    private SipUri withHeaders(String headers) {
        return made(text.substring(0, headersStart) + headers);
    }

    /// This URI without headers, as it may stand in a Request-URI: §19.1.1 table 1.
    public SipUri withoutHeaders() {
        if (headersStart == text.length()) {
            return this;
        }
        String rest = text.substring(0, headersStart);
        return new SipUri(rest, hostStart, hostEnd, parametersStart, headersStart);
    }

    /// This URI without the components that table 1 of §19.1.1 does not allow there; elements
    /// should ignore them.
    public SipUri permittedIn(UriContext context) {
        SipUri uri = context.permits(UriComponent.HEADERS) ? this : withoutHeaders();
        if (port() >= 0 && !context.permits(UriComponent.PORT)) {
            uri = uri.withPort(-1);
        }
        if (uri.parametersStart == uri.headersStart) {
            return uri;
        }
        String parameters = uri.parametersText();
        String kept =
                UriFields.keep(parameters, name -> context.permits(UriComponent.parameter(name)));
        return kept.length() == parameters.length() ? uri : uri.withParameters(kept);
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
