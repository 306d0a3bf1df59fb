package dev.ringback.header.security;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// Credentials for a user agent or registrar: RFC 3261 §20.7. One value on each of any number of
/// lines.
public final class Authorization {
    /// How it is read.
    public static final HeaderField<Credentials> FIELD =
            HeaderField.of(HeaderName.AUTHORIZATION, AuthScheme.reader(Credentials::new))
                    .defined(
                            "RFC 3261 §20.7",
                            "Authorization = \"Authorization\"" + Credentials.GRAMMAR)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      -      o   o   o   o   o   o   o   o   o   o   o   o   o   o
                            """)
                    .checked(DigestRules::credentials);

    private Authorization() {}
}
