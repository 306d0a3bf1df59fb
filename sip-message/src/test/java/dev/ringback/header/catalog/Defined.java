package dev.ringback.header.catalog;

import static java.util.Objects.requireNonNull;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// Definitions that have to be in the catalog.
final class Defined {
    private Defined() {}

    /// The definition of a header field; a failure when there is none.
    static HeaderField<?> field(String name) {
        HeaderField<?> field = HeaderCatalog.standard().field(HeaderName.of(name));
        return requireNonNull(field, "no definition of " + name);
    }
}
