package dev.ringback.proxy;

import dev.ringback.location.Binding;
import dev.ringback.stack.Flow;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// One place where a request is tried, RFC 3261 §16.5.
///
/// @param uri the Request-URI that it gets there
/// @param q how much it is preferred, in thousandths, 0 to 1000
/// @param flow the stream connection on which that place registered, tried when the URI cannot be
///   reached; null where there is none
public record Target(Uri uri, int q, @Nullable Flow flow) {
    /// The preference of what names none: the highest.
    public static final int MOST_PREFERRED = 1000;

    /// The target that a URI names.
    public static Target of(Uri uri) {
        return new Target(uri, MOST_PREFERRED, null);
    }

    /// The target that a phone registered.
    public static Target of(Binding binding) {
        Flow flow = binding.registration().flow();
        int q = binding.q() < 0 ? MOST_PREFERRED : binding.q();
        return new Target(binding.contact(), q, flow.transport().reliable() ? flow : null);
    }

    /// Whether both name the same place: by the equality of their URIs (RFC 3261 §19.1.4), and by
    /// the connection where both have one.
    boolean samePlace(Target other) {
        boolean sameFlow = flow == null || other.flow == null || flow.equals(other.flow);
        return sameFlow && uri.equivalent(other.uri);
    }
}
