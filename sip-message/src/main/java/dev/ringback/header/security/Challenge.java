package dev.ringback.header.security;

import dev.ringback.text.Ascii;
import dev.ringback.text.WireText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A demand for credentials, one a line: RFC 3261 §20.27, §20.44; RFC 7616 §3.3.
///
/// @param scheme the scheme as written, `Digest`
/// @param parameters the parameters without quotes; names are found in any case
public record Challenge(String scheme, Map<String, String> parameters) {
    static final String GRAMMAR =
            """
             HCOLON challenge
            challenge       = ("Digest" LWS digest-cln *(COMMA digest-cln))
                              / other-challenge
            other-challenge = auth-scheme LWS auth-param *(COMMA auth-param)
            digest-cln      = realm / domain / nonce / opaque / stale
                              / algorithm / qop-options / auth-param
            realm           = "realm" EQUAL quoted-string
            domain          = "domain" EQUAL LDQUOT URI *( 1*SP URI ) RDQUOT
            nonce           = "nonce" EQUAL quoted-string
            opaque          = "opaque" EQUAL quoted-string
            stale           = "stale" EQUAL ( "true" / "false" )
            algorithm       = "algorithm" EQUAL ( "MD5" / "MD5-sess" / token )
            qop-options     = "qop" EQUAL LDQUOT qop-value *("," qop-value) RDQUOT
            qop-value       = "auth" / "auth-int" / token
            """;

    private static final Set<String> PLAIN = Set.of("algorithm", "stale", "charset", "userhash");

    /// Takes a copy of the parameters.
    ///
    /// @throws IllegalArgumentException if the scheme or a name is no token, a value has line ends,
    ///     or there are no parameters
    public Challenge {
        WireText.token("scheme", scheme);
        parameters = AuthScheme.copy(parameters);
    }

    /// Whether the scheme is Digest.
    public boolean digest() {
        return scheme.equalsIgnoreCase("Digest");
    }

    /// The value of a parameter, or null when it is absent.
    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    /// Whose user and password are asked for, or null.
    public @Nullable String realm() {
        return parameters.get("realm");
    }

    /// The server's word to be answered, or null.
    public @Nullable String nonce() {
        return parameters.get("nonce");
    }

    /// The algorithm as written, or null; then it is MD5.
    public @Nullable String algorithm() {
        return parameters.get("algorithm");
    }

    /// Whether only the nonce of the last credentials was too old.
    public boolean stale() {
        String stale = parameters.get("stale");
        return stale != null && stale.equalsIgnoreCase("true");
    }

    /// The qualities of protection on offer, in lower case; empty when none is named.
    public List<String> qop() {
        List<String> options = new ArrayList<>();
        for (String option : parameters.getOrDefault("qop", "").split(",", -1)) {
            if (!option.isBlank()) {
                options.add(Ascii.lower(option.strip()));
            }
        }
        return List.copyOf(options);
    }

    /// The wire form, parameters in the order of their names, quoted as RFC 7616 §3.3 says.
    @Override
    public String toString() {
        return scheme + ' ' + AuthScheme.wire(parameters, PLAIN);
    }
}
