package dev.ringback.header.notice;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// How urgent a request is, for people: `emergency`, `urgent`, `normal`, `non-urgent` or another,
/// compared in any case: RFC 3261 §20.26. One value.
public final class Priority {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.PRIORITY, ValueReaders::token)
                    .defined(
                            "RFC 3261 §20.26",
                            """
                            Priority       = "Priority" HCOLON priority-value
                            priority-value = "emergency" / "urgent" / "normal"
                                             / "non-urgent" / other-priority
                            other-priority = token
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      ar     -   -   -   o   -   -   -   -   -   o   o   -   -   o
                            """);

    private Priority() {}
}
