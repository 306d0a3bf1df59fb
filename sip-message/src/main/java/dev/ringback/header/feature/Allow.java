package dev.ringback.header.feature;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.ValueReaders;

/// The methods that somebody supports: RFC 3261 §20.5.
public final class Allow {
    /// How it is read.
    public static final HeaderField<Method> FIELD =
            HeaderField.of(HeaderName.ALLOW, ValueReaders::method)
                    .defined("RFC 3261 §20.5", "Allow = \"Allow\" HCOLON [Method *(COMMA Method)]");

    private Allow() {}
}
