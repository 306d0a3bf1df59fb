package dev.ringback.header.security;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a server says to credentials that it took: RFC 3261 §20.6, RFC 7615 §3, RFC 7616 §3.5. One
/// value.
///
/// @param parameters the parameters without quotes; names are found in any case
public record AuthenticationInfo(Map<String, String> parameters) {
    static final String GRAMMAR =
            """
             HCOLON ainfo *(COMMA ainfo)
            ainfo           = nextnonce / message-qop / response-auth
                              / cnonce / nonce-count
            nextnonce       = "nextnonce" EQUAL nonce-value
            response-auth   = "rspauth" EQUAL response-digest
            response-digest = LDQUOT *LHEX RDQUOT
            """;

    /// How it is read.
    public static final HeaderField<AuthenticationInfo> FIELD =
            HeaderField.of(HeaderName.AUTHENTICATION_INFO, AuthenticationInfo::read)
                    .defined(
                            "RFC 3261 §20.6",
                            "Authentication-Info = \"Authentication-Info\"" + GRAMMAR)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            2xx    -      -   o   -   o   o   o   o   o   o   o   o   o   o   o
                            """)
                    .checked(DigestRules::information);

    private static final Set<String> PLAIN = Set.of("qop", "nc");

    /// Takes a copy of the parameters.
    ///
    /// @throws IllegalArgumentException if there are none, a name is no token, or a value has line
    ///     ends
    public AuthenticationInfo {
        parameters = AuthScheme.copy(parameters);
    }

    static @Nullable AuthenticationInfo read(byte[] bytes, int start, int end) {
        Map<String, String> parameters = AuthScheme.parameters(bytes, start, end);
        return parameters == null ? null : new AuthenticationInfo(parameters);
    }

    /// The value of a parameter, or null when it is absent.
    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    /// The nonce to use next time, or null.
    public @Nullable String nextNonce() {
        return parameters.get("nextnonce");
    }

    /// The server's proof that it knows the secret, too, or null.
    public @Nullable String rspauth() {
        return parameters.get("rspauth");
    }

    /// How often the nonce was used; -1 when `nc` is absent or malformed.
    public long nonceCount() {
        return AuthScheme.nonceCount(parameters.get("nc"));
    }

    /// The wire form, parameters in the order of their names, quoted as RFC 7616 §3.5 says.
    @Override
    public String toString() {
        return AuthScheme.wire(parameters, PLAIN);
    }
}
