package dev.ringback.header.security;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// A user agent's or registrar's demand for credentials: RFC 3261 §20.44. One value on each of any
/// number of lines.
public final class WwwAuthenticate {
    /// How it is read.
    public static final HeaderField<Challenge> FIELD =
            HeaderField.of(HeaderName.WWW_AUTHENTICATE, AuthScheme.reader(Challenge::new))
                    .defined(
                            "RFC 3261 §20.44",
                            "WWW-Authenticate = \"WWW-Authenticate\"" + Challenge.GRAMMAR)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            401    ar     -   m   -   m   m   m   m   m   m   m   m   m   m   m
                            407    ar     -   o   -   o   o   o   .   o   o   o   .   .   o   o
                            """)
                    .checked(DigestRules::challenge);

    private WwwAuthenticate() {}
}
