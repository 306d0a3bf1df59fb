package dev.ringback.header.security;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// A proxy's demand for credentials: RFC 3261 §20.27. One value on each of any number of lines.
public final class ProxyAuthenticate {
    /// How it is read.
    public static final HeaderField<Challenge> FIELD =
            HeaderField.of(HeaderName.PROXY_AUTHENTICATE, AuthScheme.reader(Challenge::new))
                    .defined(
                            "RFC 3261 §20.27",
                            "Proxy-Authenticate = \"Proxy-Authenticate\"" + Challenge.GRAMMAR)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            407    ar     -   m   -   m   m   m   m   m   m   m   m   m   m   m
                            401    ar     -   o   o   o   o   o   o   o   o   o   .   .   o   o
                            """)
                    .checked(DigestRules::challenge);

    private ProxyAuthenticate() {}
}
