package dev.ringback.remedy;

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
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a redirected request still may go: the target set of RFC 3261 §8.1.3.4. No address comes
/// into it twice, so that two places that redirect to each other end; and it is bounded in number
/// and depth.
public final class Redirects {
    private static final Comparator<Contact> BEST_FIRST =
            Comparator.comparingInt(Redirects::quality).reversed();

    private final int mostTargets;
    private final int mostDepth;
    private final boolean leaveSips;
    private final Uri original;
    private final List<Uri> seen = new ArrayList<>();
    private final Deque<Target> left = new ArrayDeque<>();
    private int depth;

    /// An address to try.
    ///
    /// @param uri the Request-URI
    /// @param headers the header fields that it wants
    /// @param depth how many redirections led to it
    public record Target(Uri uri, List<UriHeader> headers, int depth) {
        /// Copies the list.
        public Target {
            headers = List.copyOf(headers);
        }
    }

    /// A target set of one.
    ///
    /// @param original the Request-URI of the original request
    /// @param mostTargets how many addresses it takes, the first one counted
    /// @param mostDepth how many redirections may lead to an address
    /// @param leaveSips whether a `sips` URI may lead to another one
    public Redirects(Uri original, int mostTargets, int mostDepth, boolean leaveSips) {
        this.original = original;
        this.mostTargets = mostTargets;
        this.mostDepth = mostDepth;
        this.leaveSips = leaveSips;
        seen.add(original);
    }

    /// The Request-URI of the original request.
    public Uri original() {
        return original;
    }

    /// Takes the Contacts of a redirection; they come before all others that are left.
    ///
    /// @return whether there is a new one
    public boolean add(SipResponse response) {
        if (depth >= mostDepth) {
            return false;
        }
        List<Target> fresh = new ArrayList<>();
        for (Contact contact : choices(response)) {
            Target target = seen.size() < mostTargets ? target(contact) : null;
            if (target != null && seen.stream().noneMatch(target.uri::equivalent)) {
                seen.add(target.uri);
                fresh.add(target);
            }
        }
        fresh.reversed().forEach(left::addFirst);
        return !fresh.isEmpty();
    }

    /// The next address; null where none is left.
    public @Nullable Target next() {
        Target next = left.poll();
        if (next != null) {
            depth = next.depth;
        }
        return next;
    }

    /// Goes on at an address that a cache knew.
    public void cached(Uri uri) {
        seen.add(uri);
    }

    private @Nullable Target target(Contact contact) {
        return switch (contact.uri()) {
            case SipUri sip when !sip.secure() && original.secure() && !leaveSips -> null;
            case SipUri sip ->
                    UriRequest.of(sip) instanceof UriRequest.Formed formed
                            ? new Target(formed.requestUri(), formed.headers(), depth + 1)
                            : null;
            case TelUri tel when !original.secure() || leaveSips ->
                    new Target(tel, List.of(), depth + 1);
            case null, default -> null;
        };
    }

    /// The addresses in Contact, the best first; those of the same `q` in their order.
    public static List<Contact> choices(SipResponse response) {
        return response.read(Contact.FIELD).values().stream()
                .filter(contact -> !contact.star())
                .sorted(BEST_FIRST)
                .toList();
    }

    /// Without a `q` it is as good as can be.
    private static int quality(Contact contact) {
        return contact.q() < 0 ? 1000 : contact.q();
    }

    /// How long a redirection holds; null where it does not say: it holds once only (§21.3.3).
    public static @Nullable Duration validity(SipResponse response, Contact contact) {
        if (contact.expires() >= 0) {
            return Duration.ofSeconds(contact.expires());
        }
        Long expires = response.read(Expires.FIELD).first();
        return expires == null ? null : Duration.ofSeconds(expires);
    }
}
