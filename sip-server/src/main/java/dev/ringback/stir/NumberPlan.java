package dev.ringback.stir;

import dev.ringback.uri.TelUri;
import org.jspecify.annotations.Nullable;

/// How the numbers that are dialled here become global ones: RFC 8224 §8.3. Empty parts change
/// nothing.
///
/// @param country the country code, such as `44`
/// @param international what precedes a foreign country code, such as `00`
/// @param national what precedes a number of the country, such as `0`
public record NumberPlan(String country, String international, String national) {
    /// Numbers are global as they stand.
    public static final NumberPlan GLOBAL = new NumberPlan("", "", "");

    /// The canonical number string: digits, `#` and `*`, and no plus. Null where nothing is left.
    @Nullable String canonical(TelUri tel) {
        String digits = keys(tel.number());
        if (tel.global()) {
            return digits.isEmpty() ? null : digits;
        }
        String context = tel.phoneContext();
        if (context != null && context.startsWith("+")) {
            return keys(context) + digits;
        }
        return digits.isEmpty() ? null : global(digits);
    }

    /// The canonical number string of the user of a SIP URI.
    @Nullable String canonical(String number) {
        String digits = keys(number);
        return digits.isEmpty() ? null : number.startsWith("+") ? digits : global(digits);
    }

    private String global(String digits) {
        if (!international.isEmpty() && digits.startsWith(international)) {
            return digits.substring(international.length());
        }
        boolean dialled = !national.isEmpty() && digits.startsWith(national);
        return dialled ? country + digits.substring(national.length()) : digits;
    }

    private static String keys(String number) {
        StringBuilder keys = new StringBuilder(number.length());
        number.chars()
                .filter(c -> (c >= '0' && c <= '9') || c == '#' || c == '*')
                .forEach(c -> keys.append((char) c));
        return keys.toString();
    }
}
