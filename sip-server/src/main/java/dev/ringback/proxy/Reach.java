package dev.ringback.proxy;

import dev.ringback.uri.Uri;
import java.util.List;

/// Says where the sender of a request may have it sent, so that nobody gets farther through a
/// redirection than on their own.
@FunctionalInterface
public interface Reach {
    /// Nobody gets anywhere.
    Reach NONE = (_, _) -> List.of();

    /// The targets that a URI stands for: itself, or the bindings of a user of ours; none where the
    /// sender may not reach it.
    List<Target> targets(ProxyRequest request, Uri uri);
}
