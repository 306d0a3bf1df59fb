package dev.ringback.routing.trial;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Multiplicity;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.routing.Route;
import dev.ringback.routing.Routes;
import dev.ringback.routing.RoutingRequest;
import dev.ringback.routing.Source;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request that is made up to try routing on, without a network and without a server:
///
/// ```java
/// Route route = Trial.request("INVITE sip:bob@example.com")
///         .from("sip:alice@example.com")
///         .source("192.0.2.1")
///         .route(new Routes());
/// assertThat(route).isEqualTo(Route.reply(403, "Closed"));
/// ```
///
/// What is not said is usual: it comes from a stranger at 192.0.2.1:5060 over UDP, the host of its
/// Request-URI is a domain of ours, and nobody is registered. One thread.
public final class Trial {
    private static final String STRANGER = "sip:anonymous@anonymous.invalid";
    private static final int PORT = 5060;

    private final Method method;
    private final Uri uri;
    private String from = STRANGER;
    private Source source = new Source(InetAddress.ofLiteral("192.0.2.1"), PORT, Transport.UDP);
    private @Nullable String contact;
    private @Nullable String sender;
    private @Nullable Set<String> domains;
    private final Set<String> registered = new LinkedHashSet<>();
    private final List<Map.Entry<HeaderName, String>> headers = new ArrayList<>();

    private Trial(Method method, Uri uri) {
        this.method = method;
        this.uri = uri;
    }

    /// A request by its first line: `INVITE sip:bob@example.com`.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public static Trial request(String line) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length != 2) {
            throw new IllegalArgumentException(
                    "'" + line + "' is no request: write it like INVITE sip:bob@example.com");
        }
        return request(words[0], words[1]);
    }

    /// A request by its method and Request-URI.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public static Trial request(String method, String uri) {
        Method name;
        try {
            name = Method.of(method.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("'" + method + "' is no method");
        }
        return new Trial(name, uri(uri));
    }

    /// Who its From says that it is from, e.g. `sip:alice@example.com`.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public Trial from(String address) {
        from = uri(address).toString();
        return this;
    }

    /// Where its packet comes from: `192.0.2.7`, `192.0.2.7:5070`, `[2001:db8::7]:5070`.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public Trial source(String address) {
        int bracket = address.lastIndexOf(']');
        boolean bare = address.indexOf(':') != address.lastIndexOf(':') && bracket < 0;
        int colon = bare ? -1 : address.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? address : address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = colon < 0 ? PORT : Integer.parseInt(address.substring(colon + 1));
            // The JDK reads 192.0.2 as 192.0.0.2.
            boolean whole = host.indexOf(':') >= 0 || host.split("\\.", -1).length == 4;
            if (whole && port > 0 && port < 65_536) {
                source = new Source(InetAddress.ofLiteral(host), port, source.transport());
                return this;
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "'" + address + "' is no address: write it like 192.0.2.7 or [2001:db8::7]:5070");
    }

    /// What its packet comes over.
    public Trial transport(Transport transport) {
        source = new Source(source.address(), source.port(), transport);
        return this;
    }

    /// A header line. One of a field that a request has once only takes the place of what is there.
    ///
    /// @throws IllegalArgumentException when there is no such name, or the value is none of it
    public Trial header(String name, String value) {
        headers.add(Map.entry(HeaderName.of(name), value));
        return this;
    }

    /// Its Contact, instead of one at its source.
    ///
    /// @throws IllegalArgumentException when it is none
    public Trial contact(String value) {
        contact = value;
        return this;
    }

    /// Which user of ours has proved that it sends it: `alice@example.com`, or `alice` in the
    /// domain of the Request-URI.
    public Trial authenticatedAs(String address) {
        sender = address;
        return this;
    }

    /// Our domains, instead of the host of the Request-URI.
    public Trial domains(String... names) {
        domains = Set.of(names);
        return this;
    }

    /// One more user that is registered: `bob@example.com`, or `bob` in the domain of the
    /// Request-URI.
    public Trial registered(String address) {
        registered.add(address);
        return this;
    }

    /// What a routing class makes of it; null where it leaves it to the default way.
    public @Nullable Route route(Routes routes) {
        return routes.route(toRouting());
    }

    /// What routing sees of it.
    public RoutingRequest toRouting() {
        Set<String> active = new LinkedHashSet<>();
        registered.forEach(address -> active.add(addressOfRecord(address).toString()));
        return new RoutingRequest(
                message(),
                source,
                sender == null ? null : addressOfRecord(sender),
                domain(),
                aor -> active.contains(aor.toString()));
    }

    /// Where it comes from.
    public Source source() {
        return source;
    }

    /// The message itself: what RFC 3261 §8.1.1 demands, and the headers that were given.
    ///
    /// @throws IllegalArgumentException when they make no request
    public SipRequest message() {
        String host = source.address().getHostAddress();
        String at = host.indexOf(':') < 0 ? host : "[" + host + "]";
        SipRequest.Builder builder =
                SipRequest.derived(method, uri)
                        .set(
                                HeaderName.VIA,
                                "SIP/2.0/%s %s:%d;branch=z9hG4bK-trial"
                                        .formatted(source.transport().name(), at, source.port()))
                        .set(HeaderName.MAX_FORWARDS, "70")
                        .set(HeaderName.FROM, "<" + from + ">;tag=trial")
                        .set(HeaderName.TO, "<" + withoutHeaders(uri) + ">")
                        .set(HeaderName.CALL_ID, "trial@" + host)
                        .set(HeaderName.CSEQ, "1 " + method.name())
                        .set(
                                HeaderName.CONTACT,
                                contact == null
                                        ? "<sip:trial@" + at + ":" + source.port() + ">"
                                        : contact);
        for (Map.Entry<HeaderName, String> header : headers) {
            if (header.getKey().multiplicity() == Multiplicity.ONE) {
                builder.set(header.getKey(), header.getValue());
            } else {
                builder.add(header.getKey(), header.getValue());
            }
        }
        try {
            return builder.build();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private @Nullable String domain() {
        String host = uri instanceof SipUri sip ? sip.host().toLowerCase(Locale.ROOT) : "";
        boolean ours = domains == null ? !host.isEmpty() : domains.contains(host);
        return ours ? host : null;
    }

    private AddressOfRecord addressOfRecord(String address) {
        int at = address.lastIndexOf('@');
        if (at >= 0) {
            return new AddressOfRecord(address.substring(0, at), address.substring(at + 1));
        }
        String domain = domain();
        if (domain == null) {
            throw new IllegalArgumentException(
                    "'" + address + "' needs a domain, the Request-URI names none of ours");
        }
        return new AddressOfRecord(address, domain);
    }

    private static Uri withoutHeaders(Uri uri) {
        return uri instanceof SipUri sip ? sip.withoutHeaders() : uri;
    }

    private static Uri uri(String text) {
        Uri uri = Uri.parse(text);
        if (uri == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no URI: write it like sip:bob@example.com");
        }
        return uri;
    }
}
