package dev.ringback.header.security;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// A user agent's or registrar's demand for credentials: RFC 3261 §20.44.
public final class WwwAuthenticate {
    /// How it is read.
    public static final HeaderField<Challenge> FIELD =
            HeaderField.of(HeaderName.WWW_AUTHENTICATE, AuthScheme.reader(Challenge::new))
                    .defined(
                            "RFC 3261 §20.44",
                            "WWW-Authenticate = \"WWW-Authenticate\" HCOLON challenge");

    private WwwAuthenticate() {}
}
