package dev.ringback.callflow.draw;

/// How many columns of a terminal a text takes: two for what is wide in East Asia, none for a mark
/// over another letter.
public final class Width {
    /// First and last code points of wide ones, UAX #11 in broad strokes.
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30,
        0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900,
        0x1FAFF, 0x20000, 0x3FFFD
    };

    private Width() {}

    /// The columns of a text.
    public static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    private static int of(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (c >= WIDE[i] && c <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }

    /// The text in at most so many columns; `…` stands for what is cut off.
    public static String cut(String text, int width) {
        return of(text) <= width ? text : begin(text, width - 1) + "…";
    }

    /// As much of the beginning as fits.
    public static String begin(String text, int width) {
        int taken = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            taken += of(c);
            if (taken > width) {
                break;
            }
            end += Character.charCount(c);
        }
        return text.substring(0, end);
    }

    /// The text with spaces up to exactly this width, cut where it is longer.
    public static String padded(String text, int width) {
        String cut = cut(text, width);
        return cut + " ".repeat(Math.max(0, width - of(cut)));
    }

    /// The text in the middle of so many columns.
    public static String centred(String text, int width) {
        String cut = cut(text, width);
        return padded(" ".repeat(Math.max(0, (width - of(cut)) / 2)) + cut, width);
    }
}
