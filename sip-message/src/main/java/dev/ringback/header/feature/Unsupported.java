package dev.ringback.header.feature;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The extensions that somebody does not support: RFC 3261 §20.40.
public final class Unsupported {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.UNSUPPORTED, ValueReaders::token)
                    .defined(
                            "RFC 3261 §20.40",
                            "Unsupported = \"Unsupported\" HCOLON option-tag *(COMMA option-tag)");

    private Unsupported() {}
}
