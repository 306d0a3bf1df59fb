package dev.ringback.push;

import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// By which service a phone is woken, and how it is named there: the parameters of its Contact URI,
/// RFC 8599 §8.7, unescaped.
///
/// @param provider the service, `pn-provider`
/// @param param what the service needs besides, `pn-param`; null where it needs nothing
/// @param prid the phone, `pn-prid`
public record PushAddress(String provider, @Nullable String param, String prid) {
    /// The address in a contact; null for a phone that is not to be woken.
    public static @Nullable PushAddress of(Uri contact) {
        if (!(contact instanceof SipUri uri)) {
            return null;
        }
        String provider = uri.parameter("pn-provider");
        String prid = uri.parameter("pn-prid");
        if (provider == null || provider.isEmpty() || prid == null || prid.isEmpty()) {
            return null;
        }
        return new PushAddress(provider, uri.parameter("pn-param"), prid);
    }

    /// Who is to be woken, without the name that would let anybody do it.
    @Override
    public String toString() {
        return "a phone of " + provider;
    }
}
