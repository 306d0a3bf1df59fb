package dev.ringback.header.feature;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The extensions that the user agent server must support: RFC 3261 §20.32.
public final class Require {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.REQUIRE, ValueReaders::token)
                    .defined(
                            "RFC 3261 §20.32",
                            "Require = \"Require\" HCOLON option-tag *(COMMA option-tag)");

    private Require() {}
}
