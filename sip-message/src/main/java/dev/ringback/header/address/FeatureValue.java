package dev.ringback.header.address;

import dev.ringback.text.Ascii;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// One value of a feature parameter: RFC 3840 §9 `tag-value`, `string-value`.
public sealed interface FeatureValue {
    /// Whether a `!` before it makes it what the user agent is not.
    boolean negated();

    /// A token, compared in any case.
    record Token(boolean negated, String token) implements FeatureValue {
        /// The wire form.
        @Override
        public String toString() {
            return mark(negated) + token;
        }
    }

    /// `TRUE` or `FALSE`.
    record Truth(boolean negated, boolean value) implements FeatureValue {
        /// The wire form.
        @Override
        public String toString() {
            return mark(negated) + (value ? "TRUE" : "FALSE");
        }
    }

    /// A range of numbers: `#=5`, `#>=5`, `#<=5`, `#4:5`.
    ///
    /// @param least the least number in it, or null when there is none
    /// @param most the greatest number in it, or null when there is none
    record Range(boolean negated, @Nullable BigDecimal least, @Nullable BigDecimal most)
            implements FeatureValue {
        /// Takes zeros after the point away, so that equal numbers are equal.
        public Range {
            least = least == null ? null : least.stripTrailingZeros();
            most = most == null ? null : most.stripTrailingZeros();
        }

        /// The wire form.
        @Override
        public String toString() {
            return mark(negated) + '#' + text();
        }

        private String text() {
            if (least == null) {
                return most == null ? "" : "<=" + most.toPlainString();
            }
            if (most == null) {
                return ">=" + least.toPlainString();
            }
            return least.compareTo(most) == 0
                    ? "=" + least.toPlainString()
                    : least.toPlainString() + ':' + most.toPlainString();
        }
    }

    /// A text between angle brackets, compared letter for letter.
    record Text(String text) implements FeatureValue {
        @Override
        public boolean negated() {
            return false;
        }

        /// The wire form.
        @Override
        public String toString() {
            return '<' + text + '>';
        }
    }

    /// Reads one `tag-value`, or null when it is malformed.
    static @Nullable FeatureValue parse(String text) {
        boolean negated = text.startsWith("!");
        String value = negated ? text.substring(1) : text;
        if (value.startsWith("#")) {
            return range(negated, value.substring(1));
        }
        if (value.equalsIgnoreCase("TRUE") || value.equalsIgnoreCase("FALSE")) {
            return new Truth(negated, value.equalsIgnoreCase("TRUE"));
        }
        return Ascii.isToken(value) && value.indexOf('!') < 0 ? new Token(negated, value) : null;
    }

    private static @Nullable FeatureValue range(boolean negated, String text) {
        if (text.startsWith(">=")) {
            BigDecimal least = number(text.substring(2));
            return least == null ? null : new Range(negated, least, null);
        }
        if (text.startsWith("<=")) {
            BigDecimal most = number(text.substring(2));
            return most == null ? null : new Range(negated, null, most);
        }
        int colon = text.indexOf(':');
        boolean one = text.startsWith("=");
        BigDecimal least = one ? number(text.substring(1)) : number(text, colon);
        BigDecimal most = one ? least : number(text.substring(colon + 1));
        return least == null || most == null ? null : new Range(negated, least, most);
    }

    private static @Nullable BigDecimal number(String text, int end) {
        return end < 0 ? null : number(text.substring(0, end));
    }

    /// A sign, digits, and a point with digits after it: at most 32 characters, more than a double
    /// can tell apart.
    private static @Nullable BigDecimal number(String text) {
        boolean signed = text.startsWith("+") || text.startsWith("-");
        String digits = signed ? text.substring(1) : text;
        int point = digits.indexOf('.');
        String whole = point < 0 ? digits : digits.substring(0, point);
        String fraction = point < 0 ? "" : digits.substring(point + 1);
        boolean good = !whole.isEmpty() && text.length() <= 32 && isDigits(whole + fraction);
        String dot = fraction.isEmpty() ? "" : ".";
        return good
                ? new BigDecimal((text.startsWith("-") ? "-" : "") + whole + dot + fraction)
                : null;
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String mark(boolean negated) {
        return negated ? "!" : "";
    }
}
