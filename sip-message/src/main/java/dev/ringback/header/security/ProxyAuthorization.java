package dev.ringback.header.security;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// Credentials for a proxy: RFC 3261 §20.28. One value on each of any number of lines.
public final class ProxyAuthorization {
    /// How it is read.
    public static final HeaderField<Credentials> FIELD =
            HeaderField.of(HeaderName.PROXY_AUTHORIZATION, AuthScheme.reader(Credentials::new))
                    .defined(
                            "RFC 3261 §20.28",
                            "Proxy-Authorization = \"Proxy-Authorization\"" + Credentials.GRAMMAR)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      dr     o   o   -   o   o   o   o   o   o   o   o   o   o   o
                            """)
                    .checked(DigestRules::credentials);

    private ProxyAuthorization() {}
}
