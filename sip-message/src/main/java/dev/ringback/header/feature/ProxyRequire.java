package dev.ringback.header.feature;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The extensions that proxies must support: RFC 3261 §20.29. Any number of values.
public final class ProxyRequire {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.PROXY_REQUIRE, ValueReaders::token)
                    .defined(
                            "RFC 3261 §20.29",
                            """
                            Proxy-Require = "Proxy-Require" HCOLON option-tag
                                            *(COMMA option-tag)
                            option-tag    = token
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      ar     -   o   -   o   o   o   o   o   o   o   o   o   o   o
                            """);

    private ProxyRequire() {}
}
