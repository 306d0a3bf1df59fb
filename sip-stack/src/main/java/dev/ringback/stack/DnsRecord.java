package dev.ringback.stack;

import java.net.InetAddress;

/// A record of the DNS that RFC 3263 uses. Names are in lower case and have no dot at their end.
public sealed interface DnsRecord {
    /// The types of records that can be asked for.
    enum Type {
        /// Which services a domain has, RFC 3403.
        NAPTR,
        /// Which hosts offer a service, RFC 2782.
        SRV,
        /// The IPv4 addresses of a host.
        A,
        /// The IPv6 addresses of a host, RFC 3596.
        AAAA
    }

    /// An address of a host: A or AAAA.
    ///
    /// @param address the address
    record Address(InetAddress address) implements DnsRecord {}

    /// A host that offers a service, RFC 2782.
    ///
    /// @param priority 0 to 65535; the lowest is tried first
    /// @param weight 0 to 65535: the share among hosts of equal priority
    /// @param port 0 to 65535
    /// @param target the name of the host; empty where the service is decidedly not offered
    record Srv(int priority, int weight, int port, String target) implements DnsRecord {}

    /// A rule that leads from a domain to a service, RFC 3403 §4.
    ///
    /// @param order 0 to 65535; the lowest comes first
    /// @param preference 0 to 65535: the lowest comes first among rules of equal order
    /// @param flags what the replacement is: `s` for the name of SRV records
    /// @param service the service, such as `SIP+D2T`
    /// @param regexp the expression; empty in all rules that SIP uses
    /// @param replacement the name to go on with; empty for none
    record Naptr(
            int order,
            int preference,
            String flags,
            String service,
            String regexp,
            String replacement)
            implements DnsRecord {}
}
