package dev.ringback.header.security;

import dev.ringback.text.WireText;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The answer to a challenge, one a line: RFC 3261 §20.7, §20.28; RFC 7616 §3.4.
///
/// @param scheme the scheme as written, `Digest`
/// @param parameters the parameters without quotes; names are found in any case
public record Credentials(String scheme, Map<String, String> parameters) {
    static final String GRAMMAR =
            """
             HCOLON credentials
            credentials     = ("Digest" LWS digest-response) / other-response
            digest-response = dig-resp *(COMMA dig-resp)
            dig-resp        = username / realm / nonce / digest-uri / dresponse
                              / algorithm / cnonce / opaque / message-qop
                              / nonce-count / auth-param
            username        = "username" EQUAL quoted-string
            digest-uri      = "uri" EQUAL LDQUOT digest-uri-value RDQUOT
            message-qop     = "qop" EQUAL qop-value
            cnonce          = "cnonce" EQUAL quoted-string
            nonce-count     = "nc" EQUAL 8LHEX
            dresponse       = "response" EQUAL LDQUOT *LHEX RDQUOT
            auth-param      = token EQUAL ( token / quoted-string )
            other-response  = auth-scheme LWS auth-param *(COMMA auth-param)
            """;

    private static final Set<String> PLAIN = Set.of("algorithm", "qop", "nc", "userhash");

    /// Takes a copy of the parameters.
    ///
    /// @throws IllegalArgumentException if the scheme or a name is no token, a value has line ends,
    ///     or there are no parameters
    public Credentials {
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

    /// Who claims to send, or null.
    public @Nullable String username() {
        return parameters.get("username");
    }

    /// Where the user is known, or null.
    public @Nullable String realm() {
        return parameters.get("realm");
    }

    /// The algorithm as written, or null; then it is MD5.
    public @Nullable String algorithm() {
        return parameters.get("algorithm");
    }

    /// How often the nonce was used, this time included; -1 when `nc` is absent or malformed.
    public long nonceCount() {
        return AuthScheme.nonceCount(parameters.get("nc"));
    }

    /// The wire form, parameters in the order of their names, quoted as RFC 7616 §3.4 says.
    @Override
    public String toString() {
        return scheme + ' ' + AuthScheme.wire(parameters, PLAIN);
    }
}
