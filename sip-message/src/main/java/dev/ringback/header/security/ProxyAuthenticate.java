package dev.ringback.header.security;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// A proxy's demand for credentials: RFC 3261 §20.27.
public final class ProxyAuthenticate {
    /// How it is read.
    public static final HeaderField<Challenge> FIELD =
            HeaderField.of(HeaderName.PROXY_AUTHENTICATE, AuthScheme.reader(Challenge::new))
                    .defined(
                            "RFC 3261 §20.27",
                            "Proxy-Authenticate = \"Proxy-Authenticate\" HCOLON challenge");

    private ProxyAuthenticate() {}
}
