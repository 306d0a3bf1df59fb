package dev.ringback.header;

import dev.ringback.text.Ascii;
import dev.ringback.text.HostSyntax;
import java.util.function.Predicate;

/// Shapes that the value of a parameter may have to have, for [ParameterRules]. Each is asked about
/// the value as written, quotes and all; empty for a parameter without value.
public final class ValueShape {
    /// No value: the parameter is a flag.
    public static final Predicate<String> ABSENT = String::isEmpty;

    /// A `token`.
    public static final Predicate<String> TOKEN = Ascii::isToken;

    /// A `quoted-string`.
    public static final Predicate<String> QUOTED = value -> value.startsWith("\"");

    /// A `host`, an IPv6 address in brackets.
    public static final Predicate<String> HOST =
            value -> HostSyntax.isHost(value) && HostSyntax.bracketed(value).equals(value);

    /// What RFC 3261 §25.1 allows when no rule says more: nothing, a token, a host or a quoted
    /// string.
    public static final Predicate<String> GENERIC = ABSENT.or(QUOTED).or(TOKEN).or(HOST);

    /// `delta-seconds`, up to [ValueReaders#MOST_SECONDS].
    public static final Predicate<String> SECONDS = number(0, ValueReaders.MOST_SECONDS);

    /// `qvalue`.
    public static final Predicate<String> Q = value -> ValueReaders.thousandths(value) >= 0;

    private ValueShape() {}

    /// A decimal number in a range.
    public static Predicate<String> number(long least, long most) {
        return value -> Ascii.decimal(value, most) >= least;
    }
}
