package dev.ringback.header.feature;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The extensions that somebody supports: RFC 3261 §20.37.
public final class Supported {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.SUPPORTED, ValueReaders::token)
                    .defined(
                            "RFC 3261 §20.37",
                            "Supported = (\"Supported\" / \"k\") HCOLON [option-tag *(COMMA option-tag)]");

    private Supported() {}
}
