package dev.ringback.reaction;

import dev.ringback.header.address.Contact;
import dev.ringback.header.time.Expires;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.TelUri;
import dev.ringback.uri.Uri;
import dev.ringback.uri.UriHeader;
import dev.ringback.uri.UriRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a redirected request still may go: the target set of RFC 3261 §8.1.3.4. No address comes
/// into it twice, so that two places that redirect to each other end; and it is bounded in number
/// and depth.
final class Redirects {
    private final RedirectBounds bounds;
    private final Uri original;
    private final List<Uri> seen = new ArrayList<>();
    private final Deque<Target> left = new ArrayDeque<>();
    private int depth;

    /// An address to try.
    ///
    /// @param uri the Request-URI
    /// @param headers the header fields that it wants
    /// @param depth how many redirections led to it
    record Target(Uri uri, List<UriHeader> headers, int depth) {
        Target {
            headers = List.copyOf(headers);
        }
    }

    /// @param original the Request-URI of the original request
    Redirects(Uri original, RedirectBounds bounds) {
        this.original = original;
        this.bounds = bounds;
        seen.add(original);
    }

    Uri original() {
        return original;
    }

    /// Takes the Contacts of a redirection; they come before all others that are left.
    ///
    /// @return whether there is a new one
    boolean add(SipResponse response) {
        if (depth >= bounds.mostDepth()) {
            return false;
        }
        List<Target> fresh = new ArrayList<>();
        for (Contact contact : Failures.choices(response)) {
            Target target = seen.size() < bounds.mostTargets() ? target(contact) : null;
            if (target != null && seen.stream().noneMatch(target.uri::equivalent)) {
                seen.add(target.uri);
                fresh.add(target);
            }
        }
        fresh.reversed().forEach(left::addFirst);
        return !fresh.isEmpty();
    }

    /// The next address; null where none is left.
    @Nullable Target next() {
        Target next = left.poll();
        if (next != null) {
            depth = next.depth;
        }
        return next;
    }

    /// Goes on at an address that a cache knew.
    void cached(Uri uri) {
        seen.add(uri);
    }

    private @Nullable Target target(Contact contact) {
        return switch (contact.uri()) {
            case SipUri sip when !sip.secure() && secure() && !bounds.leaveSips() -> null;
            case SipUri sip ->
                    UriRequest.of(sip) instanceof UriRequest.Formed formed
                            ? new Target(formed.requestUri(), formed.headers(), depth + 1)
                            : null;
            case TelUri tel when !secure() || bounds.leaveSips() ->
                    new Target(tel, List.of(), depth + 1);
            case null, default -> null;
        };
    }

    private boolean secure() {
        return original instanceof SipUri sip && sip.secure();
    }

    /// How long a redirection holds; null where it does not say: it holds once only (§21.3.3).
    static @Nullable Duration validity(SipResponse response, Contact contact) {
        if (contact.expires() >= 0) {
            return Duration.ofSeconds(contact.expires());
        }
        Long expires = response.read(Expires.FIELD).first();
        return expires == null ? null : Duration.ofSeconds(expires);
    }
}
