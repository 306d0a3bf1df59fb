package dev.ringback.header.security;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// Credentials for a proxy: RFC 3261 §20.28.
public final class ProxyAuthorization {
    /// How it is read.
    public static final HeaderField<Credentials> FIELD =
            HeaderField.of(HeaderName.PROXY_AUTHORIZATION, AuthScheme.reader(Credentials::new))
                    .defined(
                            "RFC 3261 §20.28",
                            "Proxy-Authorization = \"Proxy-Authorization\" HCOLON credentials");

    private ProxyAuthorization() {}
}
