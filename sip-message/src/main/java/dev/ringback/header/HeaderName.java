package dev.ringback.header;

import dev.ringback.text.Ascii;
import dev.ringback.text.NameTable;
import java.util.ArrayList;
import java.util.List;

/// The name of a header field: RFC 3261 §7.3.1, §20. Equal in any case and in compact form.
///
/// Every well-known name is one object; others are made by [#of].
public final class HeaderName {
    private static final List<HeaderName> KNOWN = List.copyOf(table());

    public static final HeaderName ACCEPT = of("Accept");
    public static final HeaderName ACCEPT_CONTACT = of("Accept-Contact");
    public static final HeaderName ACCEPT_ENCODING = of("Accept-Encoding");
    public static final HeaderName ACCEPT_LANGUAGE = of("Accept-Language");
    public static final HeaderName ACCEPT_RESOURCE_PRIORITY = of("Accept-Resource-Priority");
    public static final HeaderName ALERT_INFO = of("Alert-Info");
    public static final HeaderName ALLOW = of("Allow");
    public static final HeaderName ALLOW_EVENTS = of("Allow-Events");
    public static final HeaderName AUTHENTICATION_INFO = of("Authentication-Info");
    public static final HeaderName AUTHORIZATION = of("Authorization");
    public static final HeaderName CALL_ID = of("Call-ID");
    public static final HeaderName CALL_INFO = of("Call-Info");
    public static final HeaderName CONTACT = of("Contact");
    public static final HeaderName CONTENT_DISPOSITION = of("Content-Disposition");
    public static final HeaderName CONTENT_ENCODING = of("Content-Encoding");
    public static final HeaderName CONTENT_LANGUAGE = of("Content-Language");
    public static final HeaderName CONTENT_LENGTH = of("Content-Length");
    public static final HeaderName CONTENT_TYPE = of("Content-Type");
    public static final HeaderName CSEQ = of("CSeq");
    public static final HeaderName DATE = of("Date");
    public static final HeaderName ERROR_INFO = of("Error-Info");
    public static final HeaderName EVENT = of("Event");
    public static final HeaderName EXPIRES = of("Expires");
    public static final HeaderName FEATURE_CAPS = of("Feature-Caps");
    public static final HeaderName FLOW_TIMER = of("Flow-Timer");
    public static final HeaderName FROM = of("From");
    public static final HeaderName GEOLOCATION = of("Geolocation");
    public static final HeaderName HISTORY_INFO = of("History-Info");
    public static final HeaderName IDENTITY = of("Identity");
    public static final HeaderName IN_REPLY_TO = of("In-Reply-To");
    public static final HeaderName INFO_PACKAGE = of("Info-Package");
    public static final HeaderName JOIN = of("Join");
    public static final HeaderName MAX_BREADTH = of("Max-Breadth");
    public static final HeaderName MAX_FORWARDS = of("Max-Forwards");
    public static final HeaderName MIME_VERSION = of("MIME-Version");
    public static final HeaderName MIN_EXPIRES = of("Min-Expires");
    public static final HeaderName MIN_SE = of("Min-SE");
    public static final HeaderName ORGANIZATION = of("Organization");
    public static final HeaderName PATH = of("Path");
    public static final HeaderName PRIORITY = of("Priority");
    public static final HeaderName PRIVACY = of("Privacy");
    public static final HeaderName PROXY_AUTHENTICATE = of("Proxy-Authenticate");
    public static final HeaderName PROXY_AUTHENTICATION_INFO = of("Proxy-Authentication-Info");
    public static final HeaderName PROXY_AUTHORIZATION = of("Proxy-Authorization");
    public static final HeaderName PROXY_REQUIRE = of("Proxy-Require");
    public static final HeaderName P_ASSERTED_IDENTITY = of("P-Asserted-Identity");
    public static final HeaderName P_PREFERRED_IDENTITY = of("P-Preferred-Identity");
    public static final HeaderName RACK = of("RAck");
    public static final HeaderName REASON = of("Reason");
    public static final HeaderName RECORD_ROUTE = of("Record-Route");
    public static final HeaderName RECV_INFO = of("Recv-Info");
    public static final HeaderName REFERRED_BY = of("Referred-By");
    public static final HeaderName REFER_SUB = of("Refer-Sub");
    public static final HeaderName REFER_TO = of("Refer-To");
    public static final HeaderName REJECT_CONTACT = of("Reject-Contact");
    public static final HeaderName REPLACES = of("Replaces");
    public static final HeaderName REPLY_TO = of("Reply-To");
    public static final HeaderName REQUEST_DISPOSITION = of("Request-Disposition");
    public static final HeaderName REQUIRE = of("Require");
    public static final HeaderName RESOURCE_PRIORITY = of("Resource-Priority");
    public static final HeaderName RETRY_AFTER = of("Retry-After");
    public static final HeaderName ROUTE = of("Route");
    public static final HeaderName RSEQ = of("RSeq");
    public static final HeaderName SERVER = of("Server");
    public static final HeaderName SERVICE_ROUTE = of("Service-Route");
    public static final HeaderName SESSION_EXPIRES = of("Session-Expires");
    public static final HeaderName SESSION_ID = of("Session-ID");
    public static final HeaderName SIP_ETAG = of("SIP-ETag");
    public static final HeaderName SIP_IF_MATCH = of("SIP-If-Match");
    public static final HeaderName SUBJECT = of("Subject");
    public static final HeaderName SUBSCRIPTION_STATE = of("Subscription-State");
    public static final HeaderName SUPPORTED = of("Supported");
    public static final HeaderName TARGET_DIALOG = of("Target-Dialog");
    public static final HeaderName TIMESTAMP = of("Timestamp");
    public static final HeaderName TO = of("To");
    public static final HeaderName UNSUPPORTED = of("Unsupported");
    public static final HeaderName USER_AGENT = of("User-Agent");
    public static final HeaderName VIA = of("Via");
    public static final HeaderName WARNING = of("Warning");
    public static final HeaderName WWW_AUTHENTICATE = of("WWW-Authenticate");

    private final String canonical;
    private final int number;
    private final int hash;

    private HeaderName(String canonical, int number) {
        this.canonical = canonical;
        this.number = number;
        this.hash = Ascii.lower(canonical).hashCode();
    }

    private static List<HeaderName> table() {
        List<HeaderName> names = new ArrayList<>();
        for (int number = 0; number < NameTable.size(); number++) {
            names.add(new HeaderName(NameTable.name(number), number));
        }
        return names;
    }

    /// The name written so: in any case, long or compact.
    ///
    /// @throws IllegalArgumentException if the text is no token
    public static HeaderName of(String name) {
        if (!Ascii.isToken(name)) {
            throw new IllegalArgumentException("no header name: " + name);
        }
        byte[] bytes = Ascii.bytes(name);
        int number = NameTable.number(bytes, 0, bytes.length);
        return number < 0 ? new HeaderName(name, number) : KNOWN.get(number);
    }

    /// The well-known name with this [#number].
    ///
    /// @throws IndexOutOfBoundsException if there is none
    public static HeaderName numbered(int number) {
        return KNOWN.get(number);
    }

    /// How many well-known names there are; their numbers begin at 0.
    public static int known() {
        return KNOWN.size();
    }

    /// The long form in its usual capitals; an unknown name as it was first written.
    public String canonical() {
        return canonical;
    }

    /// The compact form, a lower case letter, or 0 when there is none: §7.3.3.
    public char compact() {
        return number < 0 ? 0 : NameTable.compact(number);
    }

    /// How many values a message may have, and how they stand. An unknown name, whose grammar
    /// nobody knows, may stand on any number of lines with one value each.
    public Multiplicity multiplicity() {
        if (number < 0) {
            return Multiplicity.LINES;
        }
        if (NameTable.list(number)) {
            return Multiplicity.LIST;
        }
        return NameTable.repeats(number) ? Multiplicity.LINES : Multiplicity.ONE;
    }

    /// Whether several values may stand on one line, separated by commas: §7.3.1. False for
    /// unknown names, whose grammar nobody knows.
    public boolean list() {
        return number >= 0 && NameTable.list(number);
    }

    /// The number of a well-known name, the same within one release only; -1 for other names.
    public int number() {
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof HeaderName name && sameUnknown(name));
    }

    private boolean sameUnknown(HeaderName name) {
        return number < 0
                && name.number < 0
                && name.hash == hash
                && name.canonical.equalsIgnoreCase(canonical);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return canonical;
    }
}
