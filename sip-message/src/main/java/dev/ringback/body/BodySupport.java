package dev.ringback.body;

import dev.ringback.header.content.ContentType;
import dev.ringback.text.Ascii;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a user agent can handle in a body, for one method: RFC 5621 §8.1. Multiparts need not be
/// named, every user agent takes them apart (RFC 5621 §4.2).
///
/// @param types media types without parameters, such as `application/sdp`
/// @param dispositions disposition types, such as `session`
/// @param encodings content codings, such as `gzip`; `identity` need not be named
public record BodySupport(Set<String> types, Set<String> dispositions, Set<String> encodings) {
    /// Takes copies, in lower case.
    public BodySupport {
        types = lower(types);
        dispositions = lower(dispositions);
        encodings = lower(encodings);
    }

    /// Support for these types, rendered or as session descriptions, without any coding.
    public static BodySupport of(String... types) {
        return new BodySupport(Set.of(types), Set.of("session", "render"), Set.of());
    }

    private static Set<String> lower(Set<String> names) {
        Set<String> lower = new TreeSet<>();
        names.forEach(name -> lower.add(Ascii.lower(name)));
        return Set.copyOf(lower);
    }

    boolean knows(@Nullable ContentType type) {
        return type != null && types.contains(Ascii.lower(type.type() + '/' + type.subtype()));
    }
}
