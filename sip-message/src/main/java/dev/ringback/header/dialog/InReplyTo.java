package dev.ringback.header.dialog;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;

/// The calls that this one answers: RFC 3261 §20.21. A comma list of Call-IDs.
public final class InReplyTo {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.ofWords(HeaderName.IN_REPLY_TO, CallIdSyntax::read)
                    .defined(
                            "RFC 3261 §20.21",
                            """
                            In-Reply-To = "In-Reply-To" HCOLON callid *(COMMA callid)
                            callid      = word [ "@" word ]
                            word        = 1*(alphanum / "-" / "." / "!" / "%" / "*" /
                                          "_" / "+" / "`" / "'" / "~" / "(" / ")" / "<" / ">" /
                                          ":" / "\\" / DQUOTE / "/" / "[" / "]" / "?" / "{" / "}" )
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        -      -   -   -   o   -   -   -   -   .   o   -   -   -   -
                            """)
                    .checked(CallIdSyntax::check);

    private InReplyTo() {}
}
