package dev.ringback.message;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.HeaderUse;
import dev.ringback.header.Method;
import dev.ringback.header.Presence;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.text.NameTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The header fields without which a message of our own would not be valid: the `m` of tables 2 and
/// 3 of RFC 3261 §20 and of the RFCs that added to them.
final class RequiredFields {
    /// Those that are mandatory in some message, so that the others need not be looked at. The base
    /// headers are looked after by the builder itself.
    private static final List<Demand> DEMANDS = List.copyOf(demands());

    private RequiredFields() {}

    /// A header field, and the messages of which a table says `m` for some method.
    private record Demand(HeaderField<?> field, List<HeaderUse.Span> spans) {
        Demand {
            spans = List.copyOf(spans);
        }

        boolean covers(int status) {
            for (HeaderUse.Span span : spans) {
                if (span.covers(status)) {
                    return true;
                }
            }
            return false;
        }

        boolean by(Method method, int status) {
            HeaderUse use = field.use();
            Presence presence =
                    status == 0 ? use.inRequest(method) : use.inResponse(method, status);
            return presence == Presence.MANDATORY;
        }
    }

    private static List<Demand> demands() {
        List<Demand> demands = new ArrayList<>();
        for (HeaderField<?> field : HeaderCatalog.standard().fields()) {
            int number = field.name().number();
            boolean base = number >= 0 && number <= NameTable.LAST_BASE;
            List<HeaderUse.Span> spans =
                    field.use().rows().stream()
                            .filter(row -> row.methods().containsValue(Presence.MANDATORY))
                            .flatMap(row -> row.spans().stream())
                            .toList();
            if (!base && !spans.isEmpty()) {
                demands.add(new Demand(field, spans));
            }
        }
        return demands;
    }

    /// The first mandatory header field that a message lacks, or null. Called for every response of
    /// a server: most cost a few comparisons of numbers.
    ///
    /// @param method the method of the request, or of the request that is replied to
    /// @param status of the response; 0 for a request
    static @Nullable HeaderName missing(Method method, int status, Predicate<HeaderName> present) {
        for (Demand demand : DEMANDS) {
            HeaderName name = demand.field.name();
            if (demand.covers(status) && demand.by(method, status) && !present.test(name)) {
                return name;
            }
        }
        return null;
    }
}
