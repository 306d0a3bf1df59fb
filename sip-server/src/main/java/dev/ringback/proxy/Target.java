package dev.ringback.proxy;

import dev.ringback.location.Binding;
import dev.ringback.stack.Flow;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// One place where a request is tried, RFC 3261 §16.5.
///
/// @param uri the Request-URI that it gets there
/// @param flow the stream connection on which that place registered, tried when the URI cannot be
///   reached; null where
///     there is none
public record Target(Uri uri, @Nullable Flow flow) {
    /// The target that a URI names.
    public static Target of(Uri uri) {
        return new Target(uri, null);
    }

    /// The target that a phone registered.
    public static Target of(Binding binding) {
        Flow flow = binding.registration().flow();
        return new Target(binding.contact(), flow.transport().reliable() ? flow : null);
    }
}
