package dev.ringback.header.time;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// Seconds until the message or its content expires: RFC 3261 §20.19.
public final class Expires {
    /// How it is read.
    public static final HeaderField<Long> FIELD =
            HeaderField.of(HeaderName.EXPIRES, ValueReaders.number(ValueReaders.MOST_SECONDS))
                    .defined("RFC 3261 §20.19", "Expires = \"Expires\" HCOLON delta-seconds");

    private Expires() {}
}
