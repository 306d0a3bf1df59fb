package dev.ringback.stir;

import java.util.regex.Pattern;

/// What texts look like.
final class Shapes {
    /// A number as people write it.
    static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#().-]*[0-9*#][0-9*#().-]*");

    /// RFC 8224 §8.3 `tn-spec`.
    static final Pattern KEYS = Pattern.compile("[0-9*#]+");

    /// An escape in lower case.
    static final Pattern ESCAPE = Pattern.compile("%[0-9a-f]{2}");

    /// RFC 8588 §5: a UUID, RFC 4122 §3.
    static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Shapes() {}
}
