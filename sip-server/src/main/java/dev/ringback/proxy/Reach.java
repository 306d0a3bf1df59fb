package dev.ringback.proxy;

import dev.ringback.uri.Uri;
import java.util.List;
import java.util.function.Consumer;

/// Says where the sender of a request may have it sent, so that nobody gets farther through a
/// redirection than on their own.
@FunctionalInterface
public interface Reach {
    /// Nobody gets anywhere.
    Reach NONE = (_, _) -> List.of();

    /// The targets that a URI stands for: itself, or the bindings of a user of ours; none where the
    /// sender may not reach it.
    List<Target> targets(ProxyRequest request, Uri uri);

    /// Finds out whether a client whose connection ended has come back: it is registered on another
    /// one.
    ///
    /// @param target where it was reached
    /// @param then gets the answer, now or in a later step
    default void returned(ProxyRequest request, Target target, Consumer<Boolean> then) {
        then.accept(false);
    }

    /// Hears that the edge proxy of a registered client has no flow to it any more: RFC 5626 §9.3.
    default void flowFailed(ProxyRequest request, Target target) {}
}
