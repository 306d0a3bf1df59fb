package dev.ringback.identity;

import dev.ringback.header.NameAddress;
import dev.ringback.header.address.PAssertedIdentity;
import dev.ringback.header.address.PPreferredIdentity;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.TelUri;
import dev.ringback.uri.Uri;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The identities that our users may use: RFC 3325 §6. Each has the own address, and whatever else
/// the operator gave it. Immutable.
///
/// @param more what a user has beside the own address: SIP and `tel` URIs, the preferred first
public record OwnIdentities(Map<AddressOfRecord, List<Uri>> more) {
    /// Users have their addresses, and no more.
    public static final OwnIdentities PLAIN = new OwnIdentities(Map.of());

    /// Copies the map and its lists.
    public OwnIdentities {
        Map<AddressOfRecord, List<Uri>> copy = new HashMap<>();
        more.forEach((user, uris) -> copy.put(user, List.copyOf(uris)));
        more = Map.copyOf(copy);
    }

    /// Whether a user may be told of by this URI.
    public boolean mayUse(AddressOfRecord user, Uri uri) {
        return find(user, uri) != null;
    }

    /// What is asserted of a user: what it prefers, as far as it may use that, else its address and
    /// its first number. At most one SIP or SIPS URI and one `tel` URI; no display names, which
    /// nobody has verified.
    ///
    /// @param preferred what the user asks for
    List<PAssertedIdentity> asserted(AddressOfRecord user, List<PPreferredIdentity> preferred) {
        Uri sip = null;
        Uri tel = null;
        for (PPreferredIdentity wish : preferred) {
            Uri own = find(user, wish.uri());
            if (own instanceof TelUri) {
                tel = tel == null ? own : tel;
            } else {
                sip = sip == null ? own : sip;
            }
        }
        if (sip == null && tel == null) {
            sip = user.uri();
            tel = firstNumber(user);
        }
        List<PAssertedIdentity> asserted = new ArrayList<>(2);
        for (Uri uri : new @Nullable Uri[] {sip, tel}) {
            if (uri != null) {
                asserted.add(new PAssertedIdentity(NameAddress.of(uri)));
            }
        }
        return asserted;
    }

    private @Nullable Uri firstNumber(AddressOfRecord user) {
        for (Uri uri : more.getOrDefault(user, List.of())) {
            if (uri instanceof TelUri) {
                return uri;
            }
        }
        return null;
    }

    /// The URI of that user that this one is equal to, without what the asker added to it.
    private @Nullable Uri find(AddressOfRecord user, Uri wanted) {
        SipUri address = user.uri();
        if (same(address, wanted)) {
            return address;
        }
        for (Uri own : more.getOrDefault(user, List.of())) {
            if (same(own, wanted)) {
                return own;
            }
        }
        return null;
    }

    /// Compares users and hosts; a SIPS URI is as good as its SIP URI, and parameters say nothing
    /// about who somebody is.
    private static boolean same(Uri own, Uri wanted) {
        if (own instanceof SipUri mine && wanted instanceof SipUri theirs) {
            return plain(mine).equivalent(plain(theirs));
        }
        return own.equivalent(wanted);
    }

    private static SipUri plain(SipUri uri) {
        return uri.withoutHeaders()
                .withoutParameters()
                .withSecure(false)
                .withPassword(null)
                .withPort(-1);
    }
}
