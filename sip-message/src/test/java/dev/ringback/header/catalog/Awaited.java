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
    static final Set<String> NAMES = Set.of();

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
