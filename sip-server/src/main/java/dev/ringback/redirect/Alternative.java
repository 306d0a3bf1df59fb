package dev.ringback.redirect;

import dev.ringback.location.Binding;
import dev.ringback.location.Preference;
import dev.ringback.uri.Uri;

/// One place that a caller is sent to: a Contact value of a 3xx or 485, RFC 3261 §8.3 and §20.10.
///
/// @param uri the place, of any scheme
/// @param q how much it is preferred in thousandths, 0 to 1000; -1 where nothing is said
/// @param expires for how many seconds it may be remembered; -1 where nothing is said, and so not
///     at all
public record Alternative(Uri uri, int q, long expires) {
    /// A place about which no more is known.
    public static Alternative of(Uri uri) {
        return new Alternative(uri, -1, -1);
    }

    /// Where somebody is registered, for as long as that lasts.
    ///
    /// @param now monotonic nanoseconds
    public static Alternative of(Binding binding, long now) {
        return new Alternative(binding.contact(), binding.q(), binding.remainingSeconds(now));
    }

    /// The Contact value.
    @Override
    public String toString() {
        return "<"
                + uri
                + '>'
                + (q < 0 ? "" : ";q=" + Preference.text(q))
                + (expires < 0 ? "" : ";expires=" + expires);
    }
}
