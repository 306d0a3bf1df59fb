package dev.ringback.header;

import dev.ringback.text.Ascii;
import org.jspecify.annotations.Nullable;

/// Header fields whose values are tokens: option tags (RFC 3261 §19.2), methods, event packages.
public final class TokenList {
    /// RFC 3261 §20.5: the methods that somebody supports.
    public static final HeaderField<String> ALLOW = tokens(HeaderName.ALLOW);

    /// RFC 6665 §8.2.2: the event packages that somebody supports.
    public static final HeaderField<String> ALLOW_EVENTS = tokens(HeaderName.ALLOW_EVENTS);

    /// RFC 3261 §20.29: the extensions that proxies must support.
    public static final HeaderField<String> PROXY_REQUIRE = tokens(HeaderName.PROXY_REQUIRE);

    /// RFC 3261 §20.32: the extensions that the user agent server must support.
    public static final HeaderField<String> REQUIRE = tokens(HeaderName.REQUIRE);

    /// RFC 3261 §20.37: the extensions that somebody supports.
    public static final HeaderField<String> SUPPORTED = tokens(HeaderName.SUPPORTED);

    /// RFC 3261 §20.40: the extensions that somebody does not support.
    public static final HeaderField<String> UNSUPPORTED = tokens(HeaderName.UNSUPPORTED);

    private TokenList() {}

    /// A comma list of tokens under any name.
    public static HeaderField<String> named(HeaderName name) {
        return HeaderField.list(name, text -> Ascii.isToken(text) ? text : null);
    }

    private static HeaderField<String> tokens(HeaderName name) {
        return HeaderField.of(name, TokenList::token);
    }

    private static @Nullable String token(byte[] bytes, int start, int end) {
        boolean good = end > start && Ascii.skip(bytes, start, end, Ascii.TOKEN) == end;
        return good ? Ascii.text(bytes, start, end) : null;
    }
}
