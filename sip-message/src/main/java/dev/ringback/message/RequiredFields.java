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
    private static final List<HeaderField<?>> IN_REQUESTS =
            List.copyOf(mandatory(HeaderUse.Row::inRequests));

    private static final List<HeaderField<?>> IN_RESPONSES =
            List.copyOf(mandatory(HeaderUse.Row::inResponses));

    private RequiredFields() {}

    private static List<HeaderField<?>> mandatory(Predicate<HeaderUse.Row> kind) {
        List<HeaderField<?>> fields = new ArrayList<>();
        for (HeaderField<?> field : HeaderCatalog.standard().fields()) {
            int number = field.name().number();
            boolean base = number >= 0 && number <= NameTable.LAST_BASE;
            boolean some =
                    field.use().rows().stream()
                            .filter(kind)
                            .anyMatch(row -> row.methods().containsValue(Presence.MANDATORY));
            if (some && !base) {
                fields.add(field);
            }
        }
        return fields;
    }

    /// The first mandatory header field that a request lacks, or null.
    static @Nullable HeaderName missing(Method method, Predicate<HeaderName> present) {
        for (HeaderField<?> field : IN_REQUESTS) {
            if (field.use().inRequest(method) == Presence.MANDATORY
                    && !present.test(field.name())) {
                return field.name();
            }
        }
        return null;
    }

    /// The first mandatory header field that a response lacks, or null.
    ///
    /// @param method the method of its request
    static @Nullable HeaderName missing(Method method, int status, Predicate<HeaderName> present) {
        for (HeaderField<?> field : IN_RESPONSES) {
            if (field.use().inResponse(method, status) == Presence.MANDATORY
                    && !present.test(field.name())) {
                return field.name();
            }
        }
        return null;
    }
}
