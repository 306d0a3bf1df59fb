package dev.ringback.events;

/// Writes text into XML documents: XML 1.0 §2.4.
final class Xml {
    /// The first line of each document.
    static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private Xml() {}

    /// Text as it may stand between tags and in attributes. What XML cannot say becomes `?`.
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(out, point));
        return out.toString();
    }

    private static void append(StringBuilder out, int point) {
        switch (point) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&apos;");
            default -> out.appendCodePoint(permitted(point) ? point : '?');
        }
    }

    private static boolean permitted(int point) {
        boolean white = point == '\t' || point == '\n' || point == '\r';
        boolean surrogate = point >= 0xd800 && point <= 0xdfff;
        return white || (point >= 0x20 && !surrogate && point != 0xfffe && point != 0xffff);
    }
}
