package dev.ringback.cli.client;

import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.config.HostName;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a command sends its requests, as fingers write it: `host`, `host:port`, `udp:host:port`,
/// `tcp:host`, `user@host`, `sip:user@host;transport=tcp`.
///
/// @param uri the Request-URI
/// @param transport the transport
/// @param host the host to send to, an IPv6 address without brackets
/// @param port the port to send to
/// @param url the whole URL of a WebSocket with its path; empty where none was written
public record Target(SipUri uri, Transport transport, String host, int port, String url) {
    private static final String FORMS =
            "write it like 127.0.0.1, pbx.example:5070, tls:pbx.example,"
                    + " sip:bob@pbx.example;transport=tcp or wss://pbx.example:8443/sip";

    /// Reads a target.
    ///
    /// @throws UsageException when it is none
    public static Target parse(String text) throws UsageException {
        if (text.contains("://")) {
            return webSocket(text);
        }
        int colon = text.indexOf(':');
        String first = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (first.equals("sip") || first.equals("sips")) {
            return of(text, uri(text, text), null);
        }
        Transport transport = Transport.named(first);
        String rest = transport == null ? text : text.substring(colon + 1);
        SipUri uri = uri(text, "sip:" + bracketed(rest));
        return of(text, uri, transport);
    }

    /// `wss://host:8443/sip`; the path is not part of the SIP URI.
    private static Target webSocket(String text) throws UsageException {
        try {
            URI url = URI.create(text);
            Transport transport = Transport.named(String.valueOf(url.getScheme()));
            if (url.getHost() != null
                    && (transport == Transport.WS || transport == Transport.WSS)) {
                SipUri uri =
                        SipUri.of(false, null, url.getHost(), url.getPort())
                                .withParameter("transport", transport.parameter());
                return of(text, uri, transport);
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new UsageException("'" + text + "' is no target: " + FORMS);
    }

    /// An IPv6 address alone gets its brackets.
    private static String bracketed(String rest) {
        boolean bare = rest.indexOf(':') != rest.lastIndexOf(':') && rest.indexOf('[') < 0;
        try {
            return bare ? "[" + HostName.text(InetAddress.ofLiteral(rest)) + "]" : rest;
        } catch (IllegalArgumentException _) {
            return rest;
        }
    }

    private static SipUri uri(String text, String uri) throws UsageException {
        if (Uri.parse(uri) instanceof SipUri sip) {
            return sip;
        }
        throw new UsageException("'" + text + "' is no target: " + FORMS);
    }

    private static Target of(String text, SipUri uri, @Nullable Transport prefix)
            throws UsageException {
        String parameter = uri.transportParameter();
        Transport transport = prefix;
        if (parameter != null) {
            transport = Transport.named(parameter);
        } else if (transport == null) {
            transport = uri.secure() ? Transport.TLS : Transport.UDP;
        }
        if (transport == null) {
            throw new UsageException("'" + text + "': " + parameter + " is not supported");
        }
        boolean said = parameter != null || uri.secure() || transport == Transport.UDP;
        SipUri request = said ? uri : uri.withParameter("transport", transport.parameter());
        int port = uri.port() < 0 ? transport.defaultPort() : uri.port();
        String url = text.contains("://") ? text : "";
        return new Target(request.withoutHeaders(), transport, uri.host(), port, url);
    }

    /// Looks the host up.
    ///
    /// @throws FailedException when it has no address
    public InetSocketAddress resolve() throws FailedException {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException _) {
            throw new FailedException("the host " + host + " is not known");
        }
    }

    /// The target as it is written on the command line.
    @Override
    public String toString() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return transport.parameter() + ":" + name + ":" + port;
    }
}
