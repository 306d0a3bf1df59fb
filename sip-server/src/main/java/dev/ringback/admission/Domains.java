package dev.ringback.admission;

import dev.ringback.auth.UriRule;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The domains that this server is responsible for: RFC 3261 §16.4 and §10.3 step 1. Those that are
/// configured never change; others may come and go.
///
/// - A domain name, configured or not, is ours with any port.
/// - A configured IP address, and `localhost`, are ours without a port or with one of our own:
///   other ports of that host belong to other programs.
/// - An address that we listen on or advertise is ours with its own port (5060, or 5061 for SIPS
///   and TLS, where none is written), and stands for the first domain.
/// - Without configured domains the first domain is `localhost`, and the loopback addresses stand
///   for it.
public final class Domains {
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

    private final String first;
    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, String> byHost = new HashMap<>();
    private final Set<HostPort> addresses;
    private final Set<Integer> ports = new HashSet<>();
    private final Predicate<String> others;

    /// Those of the configuration alone.
    public Domains(Collection<String> configured, Collection<HostPort> addresses) {
        this(configured, addresses, _ -> false);
    }

    /// @param configured the domains, in any case; may be empty
    /// @param addresses where we listen and what we advertise; a wildcard address already taken
    ///     apart
    /// @param others says of a domain name in lower case whether it is ours besides, now; asked on
    ///     every thread and answers at once
    public Domains(
            Collection<String> configured,
            Collection<HostPort> addresses,
            Predicate<String> others) {
        this.others = others;
        List<String> names = new ArrayList<>();
        for (String domain : configured) {
            names.add(bare(domain.toLowerCase(Locale.ROOT)));
        }
        if (names.isEmpty()) {
            names.add("localhost");
            LOOPBACK.forEach(address -> byHost.put(canonical(address), "localhost"));
        }
        this.first = names.getFirst();
        for (String name : names) {
            (host(name) ? byHost : byName).put(canonical(name), name);
        }
        Set<HostPort> own = new HashSet<>();
        for (HostPort address : addresses) {
            own.add(new HostPort(canonical(bare(address.host())), address.port()));
            ports.add(address.port());
        }
        this.addresses = Set.copyOf(own);
    }

    /// The first domain: what our addresses stand for, and the realm for strangers.
    public String first() {
        return first;
    }

    /// The domain of ours that a URI's host and port stand for, canonical; null when it is none of
    /// ours.
    public @Nullable String domainOf(Uri uri) {
        if (!(uri instanceof SipUri sip)) {
            return null;
        }
        String host = canonical(sip.host());
        String domain = byName.get(host);
        if (domain != null) {
            return domain;
        }
        domain = byHost.get(host);
        if (domain != null && (sip.port() < 0 || ports.contains(sip.port()))) {
            return domain;
        }
        if (addresses.contains(new HostPort(host, port(sip)))) {
            return first;
        }
        return !host(host) && others.test(host) ? host : null;
    }

    /// Whether a URI's host and port are ours.
    public boolean serves(Uri uri) {
        return domainOf(uri) != null;
    }

    /// Whether a Request-URI is ours to look up: its host is ours, and no `maddr` sends it
    /// elsewhere (RFC 3261 §16.5).
    public boolean responsibleFor(Uri requestUri) {
        return responsibleDomainOf(requestUri) != null;
    }

    /// The domain of ours that a Request-URI is to be looked up in; null when it is not
    /// [ours to look up][#responsibleFor].
    @Nullable String responsibleDomainOf(Uri requestUri) {
        String domain = domainOf(requestUri);
        if (domain == null || !(requestUri instanceof SipUri uri)) {
            return domain;
        }
        String maddr = uri.maddr();
        return maddr == null || ownAddress(maddr, port(uri)) ? domain : null;
    }

    /// Whether we listen there, or say that we do.
    private boolean ownAddress(String host, int port) {
        return addresses.contains(new HostPort(canonical(bare(host)), port));
    }

    /// The canonical address-of-record of a URI in one of our domains: RFC 3261 §10.3 step 5. Null
    /// when the URI is not ours or names no user.
    public @Nullable AddressOfRecord addressOfRecord(Uri uri) {
        String domain = domainOf(uri);
        if (domain == null || !(uri instanceof SipUri sip)) {
            return null;
        }
        String user = sip.user();
        return user == null || user.isEmpty() ? null : new AddressOfRecord(user, domain);
    }

    /// Whether a digest URI is good for a Request-URI: the rule of [UriRule#SAME_RESOURCE], and
    /// also a URI of the same user, or of none, at any of our hosts. SIPp signs the address that it
    /// sends to, whatever the Request-URI names.
    public boolean signs(String digestUri, Uri requestUri) {
        if (UriRule.SAME_RESOURCE.accepts(digestUri, requestUri)) {
            return true;
        }
        return requestUri instanceof SipUri requested
                && Uri.parse(digestUri) instanceof SipUri signed
                && UriRule.sameUser(signed, requested)
                && serves(signed)
                && serves(requested);
    }

    private static int port(SipUri uri) {
        if (uri.port() >= 0) {
            return uri.port();
        }
        return uri.secure() || "tls".equalsIgnoreCase(uri.transportParameter()) ? 5061 : 5060;
    }

    /// Whether a domain is one host, of which other ports are not ours: an IP address or localhost.
    private static boolean host(String domain) {
        return domain.equals("localhost")
                || domain.indexOf(':') >= 0
                || domain.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    /// One spelling of an IPv6 address, which has many: RFC 5952 §2. Other hosts as they are.
    private static String canonical(String host) {
        if (host.indexOf(':') < 0) {
            return host;
        }
        try {
            return InetAddress.ofLiteral(host).getHostAddress();
        } catch (IllegalArgumentException _) {
            return host;
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }
}
