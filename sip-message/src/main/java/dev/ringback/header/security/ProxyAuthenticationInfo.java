package dev.ringback.header.security;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// What a proxy says to credentials that it took: RFC 7615 §4. One value.
///
/// No RFC of SIP says where it may stand; it goes with Authentication-Info, into 2xx responses.
public final class ProxyAuthenticationInfo {
    /// How it is read.
    public static final HeaderField<AuthenticationInfo> FIELD =
            HeaderField.of(HeaderName.PROXY_AUTHENTICATION_INFO, AuthenticationInfo::read)
                    .defined(
                            "RFC 7615 §4",
                            "Proxy-Authentication-Info = \"Proxy-Authentication-Info\""
                                    + AuthenticationInfo.GRAMMAR)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            2xx    a      .   .   .   .   .   .   .   .   .   .   .   .   .   .
                            """)
                    .checked(DigestRules::information);

    private ProxyAuthenticationInfo() {}
}
