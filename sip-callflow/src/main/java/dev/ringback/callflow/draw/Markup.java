package dev.ringback.callflow.draw;

/// Text inside of XML and HTML, between tags or in an attribute with quotes.
public final class Markup {
    private Markup() {}

    /// The text as markup that shows exactly it: what would steer is shown as [Visible] does, but
    /// for line ends.
    public static String escaped(String text) {
        StringBuilder markup = new StringBuilder(text.length() + 16);
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            markup.append(i == 0 ? "" : "\n");
            Visible.text(lines[i]).chars().forEach(c -> append(markup, (char) c));
        }
        return markup.toString();
    }

    private static void append(StringBuilder markup, char c) {
        switch (c) {
            case '&' -> markup.append("&amp;");
            case '<' -> markup.append("&lt;");
            case '>' -> markup.append("&gt;");
            case '"' -> markup.append("&quot;");
            case '\'' -> markup.append("&#39;");
            default -> markup.append(c);
        }
    }
}
