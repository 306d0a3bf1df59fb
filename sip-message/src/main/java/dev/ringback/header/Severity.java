package dev.ringback.header;

import java.util.Locale;

/// How much a [Problem] weighs.
public enum Severity {
    /// A rule with MUST, or the grammar, is broken: the message is not valid.
    ERROR,
    /// Valid, but against a SHOULD, or likely to be misread by others.
    WARNING;

    private final String word = name().toLowerCase(Locale.ROOT);

    /// The name in lower case, as machines and people read it.
    @Override
    public String toString() {
        return word;
    }
}
