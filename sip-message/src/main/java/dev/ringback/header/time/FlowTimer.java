package dev.ringback.header.time;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// Seconds after which a server takes a silent flow for dead, up to 2^32 - 1: RFC 5626 §5.4, §6,
/// §11.1. One value.
///
/// The RFC prints no table of where it may stand; the row here says what its §5.4 and §6 say.
public final class FlowTimer {
    /// How it is read.
    public static final HeaderField<Long> FIELD =
            HeaderField.of(HeaderName.FLOW_TIMER, ValueReaders.number(ValueReaders.MOST_SECONDS))
                    .defined("RFC 5626 §10", "Flow-Timer = \"Flow-Timer\" HCOLON 1*DIGIT")
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            2xx    a      .   .   .   .   .   o   .   .   .   .   .   .   .   .
                            """);

    private FlowTimer() {}
}
