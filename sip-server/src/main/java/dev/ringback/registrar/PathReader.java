package dev.ringback.registrar;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Reading;
import dev.ringback.header.route.Path;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads the route back to a client, RFC 3327 §5.3.
final class PathReader {
    private final Predicate<Uri> ours;

    /// @param ours whether a URI is an address of this server
    PathReader(Predicate<Uri> ours) {
        this.ours = ours;
    }

    /// The proxies in their order, without this server at the beginning, where nothing but a detour
    /// to itself would come of it; null when they cannot be routed to.
    @Nullable List<NameAddress> read(SipRequest request) {
        if (!request.has(HeaderName.PATH)) {
            return List.of();
        }
        Reading<Path> values = request.read(Path.FIELD);
        if (!values.ok()) {
            return null;
        }
        List<NameAddress> path = new ArrayList<>();
        for (Path value : values.values()) {
            if (!(value.uri() instanceof SipUri uri) || !uri.headerNames().isEmpty()) {
                return null;
            }
            if (!path.isEmpty() || !ours.test(uri)) {
                path.add(value.address());
            }
        }
        return path;
    }
}
