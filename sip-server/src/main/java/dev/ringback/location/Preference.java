package dev.ringback.location;

/// How much a contact is preferred: RFC 3261 §25.1 `qvalue`.
public final class Preference {
    private Preference() {}

    /// The `qvalue` of thousandths from 0 to 1000: 1000 is `1`, 500 is `0.5`, 7 is `0.007`.
    public static String text(int thousandths) {
        if (thousandths % 1000 == 0) {
            return thousandths == 0 ? "0" : "1";
        }
        String digits = Integer.toString(1000 + thousandths).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return "0." + digits.substring(0, end);
    }
}
