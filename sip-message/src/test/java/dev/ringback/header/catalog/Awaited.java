package dev.ringback.header.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The definitions of the catalog that tests look at, and the names of those that are still to be
/// written. A name may go as soon as its definition is there; any other that is missing is a
/// failure.
final class Awaited {
    static final Set<String> NAMES =
            Set.of(
                    "Accept-Contact",
                    "Allow-Events",
                    "CSeq",
                    "Call-ID",
                    "Contact",
                    "From",
                    "History-Info",
                    "In-Reply-To",
                    "Info-Package",
                    "Join",
                    "Max-Breadth",
                    "Max-Forwards",
                    "P-Asserted-Identity",
                    "P-Preferred-Identity",
                    "Path",
                    "RAck",
                    "RSeq",
                    "Record-Route",
                    "Recv-Info",
                    "Refer-To",
                    "Referred-By",
                    "Reject-Contact",
                    "Replaces",
                    "Reply-To",
                    "Request-Disposition",
                    "Route",
                    "SIP-ETag",
                    "SIP-If-Match",
                    "Service-Route",
                    "Session-ID",
                    "Subscription-State",
                    "To",
                    "Via");

    private Awaited() {}

    /// The definition of a header field; null when it is awaited.
    static @Nullable HeaderField<?> field(String name) {
        HeaderField<?> field = HeaderCatalog.standard().field(HeaderName.of(name));
        if (field != null && !field.grammar().isEmpty()) {
            return field;
        }
        assertThat(NAMES).as("no definition of %s", name).contains(name);
        return null;
    }
}
