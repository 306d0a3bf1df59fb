package dev.ringback.auth;

import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.Objects;

/// Whether the `uri` that a client signed stands for the request that carries it: RFC 7616 §3.4.6,
/// RFC 8760 §2.6 item 6.
@FunctionalInterface
public interface UriRule {
    /// The two name the same user at the same host. Scheme, port and parameters may differ, because
    /// telephones and the proxies before us write, drop and change them; a digest URI without a
    /// user part stands for any user there, because many telephones sign the domain alone. A URI
    /// that is no SIP URI must be the same letter for letter.
    UriRule SAME_RESOURCE = UriRule::sameResource;

    /// Whether the digest URI is acceptable for the Request-URI.
    boolean accepts(String digestUri, Uri requestUri);

    private static boolean sameResource(String digestUri, Uri requestUri) {
        if (digestUri.equals(requestUri.toString())) {
            return true;
        }
        if (requestUri instanceof SipUri requested
                && Uri.parse(digestUri) instanceof SipUri signed) {
            return sameUser(signed, requested) && signed.host().equals(requested.host());
        }
        return false;
    }

    /// Whether the signed URI names the requested user, or none.
    static boolean sameUser(SipUri signed, SipUri requested) {
        return signed.user() == null || Objects.equals(signed.user(), requested.user());
    }
}
