package dev.ringback.header.dialog;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// What tells an invitation, or all registrations of a client, from others: RFC 3261 §20.8. Compact
/// form `i`, one value. It is compared letter for letter.
public final class CallId {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.CALL_ID, CallIdSyntax::read)
                    .defined(
                            "RFC 3261 §20.8",
                            """
                            Call-ID     = ( "Call-ID" / "i" ) HCOLON callid
                            callid      = word [ "@" word ]
                            word        = 1*(alphanum / "-" / "." / "!" / "%" / "*" /
                                          "_" / "+" / "`" / "'" / "~" / "(" / ")" / "<" / ">" /
                                          ":" / "\\" / DQUOTE / "/" / "[" / "]" / "?" / "{" / "}" )
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            c        r      m   m   m   m   m   m   m   m   m   m   m   m   m   m
                            """)
                    .checked(CallIdSyntax::check);

    private CallId() {}
}
