package dev.ringback.auth;

import org.jspecify.annotations.Nullable;

/// What the two sides of a digest agree on besides the secret: RFC 7616 §3.4.1 to §3.4.3.
///
/// @param method the request's method
/// @param uri the `uri` parameter, letter for letter
/// @param nonce the `nonce` parameter
/// @param protection the `qop` and what comes with it; null for the calculation of RFC 2069
public record DigestInput(
        String method, String uri, String nonce, @Nullable Protection protection) {

    /// The parameters that come with a quality of protection.
    ///
    /// @param qop `auth` or `auth-int`
    /// @param nc the nonce count, eight hexadecimal digits as they were sent
    /// @param cnonce the client's nonce
    public record Protection(String qop, String nc, String cnonce) {
        /// Whether the body is protected too, RFC 7616 §3.4.3.
        public boolean integrity() {
            return qop.equalsIgnoreCase("auth-int");
        }
    }
}
