package dev.ringback.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Media descriptions that belong together: `a=group:`, RFC 5888 §5.
///
/// @param semantics why they do: `LS`, `FID`, `BUNDLE` …
/// @param mids what `a=mid:` says in each of them; may be empty
public record Group(String semantics, List<String> mids) {
    /// @throws IllegalArgumentException if any of them is no token
    public Group {
        mids = List.copyOf(mids);
        SdpSyntax.require(SdpSyntax.isToken(semantics), "semantics", semantics);
        mids.forEach(mid -> SdpSyntax.require(SdpSyntax.isToken(mid), "mid", mid));
    }

    /// Reads what follows `a=group:`; null when it is malformed.
    public static @Nullable Group parse(String value) {
        List<String> fields = SdpSyntax.fields(value);
        boolean good = !fields.isEmpty() && fields.stream().allMatch(SdpSyntax::isToken);
        return good ? new Group(fields.getFirst(), fields.subList(1, fields.size())) : null;
    }

    /// The attribute that says so.
    public Attribute attribute() {
        String members = mids.isEmpty() ? "" : " " + String.join(" ", mids);
        return Attribute.of("group", semantics + members);
    }
}
