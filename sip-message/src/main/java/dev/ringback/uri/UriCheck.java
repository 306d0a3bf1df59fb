package dev.ringback.uri;

import dev.ringback.text.Ascii;
import dev.ringback.text.HostSyntax;
import java.util.List;

/// Tells what in a URI departs from the grammar and the rules, though [Uri#parse] accepts it: for
/// validators, not for the path of a message. Never throws.
public final class UriCheck {
    private UriCheck() {}

    /// What departs in a URI that stands outside a message.
    public static List<UriRemark> check(byte[] bytes, int start, int end) {
        return check(bytes, start, end, UriContext.EXTERNAL);
    }

    /// What departs in a URI that stands there, in the order of their places; one remark when it is
    /// no URI at all.
    ///
    /// @param bytes the octets; they are not kept
    /// @param start where the URI begins; the remarks count from there
    /// @param end where it ends
    /// @param context where it stands, which decides what a SIP URI may have
    public static List<UriRemark> check(byte[] bytes, int start, int end, UriContext context) {
        Uri uri = Uri.parse(bytes, start, end);
        Remarks remarks = new Remarks();
        switch (uri) {
            case null -> remarks.violation(0, "no URI", "RFC 3261 §25.1");
            case SipUri sip -> new SipUriCheck(sip, context, remarks).check();
            case TelUri tel -> TelUriCheck.check(tel, remarks);
            case UrnUri urn -> checkFragment(urn, remarks);
            case OtherUri other -> checkOther(other, remarks);
        }
        return remarks.sorted();
    }

    private static void checkOther(OtherUri uri, Remarks remarks) {
        switch (uri.scheme()) {
            case "tel" -> remarks.violation(0, "no telephone-subscriber", "RFC 3966 §3");
            case "urn" -> remarks.violation(0, "no assigned-name", "RFC 8141 §2");
            default -> checkFragment(uri, remarks);
        }
    }

    private static void checkFragment(Uri uri, Remarks remarks) {
        int hash = uri.toString().indexOf('#');
        if (hash >= 0) {
            remarks.violation(hash, "a fragment is no part of absoluteURI", "RFC 3261 §25.1");
        }
    }

    /// Whether a URI leads to a multicast group over UDP, as `ttl` demands: RFC 3261 §19.1.1.
    static boolean isMulticastOverUdp(SipUri uri) {
        String transport = uri.transportParameter();
        boolean datagram = transport == null ? !uri.secure() : transport.equals("udp");
        String maddr = uri.maddr();
        return datagram && maddr != null && isMulticast(maddr);
    }

    private static boolean isMulticast(String host) {
        byte[] bytes = Ascii.bytes(host);
        if (HostSyntax.isIpv4(bytes, 0, bytes.length)) {
            long first = Ascii.decimal(bytes, 0, host.indexOf('.'), 255);
            return first >= 224 && first <= 239;
        }
        return HostSyntax.isHost(host)
                && host.indexOf(':') >= 0
                && HostSyntax.canonical(HostSyntax.bracketed(host)).matches("ff..:.*");
    }
}
