package dev.ringback.bench.run.report;

import java.util.List;
import java.util.Locale;

/// The medians as bars in an SVG picture: a group for each measure, whose longest bar has the full
/// length, since units differ. Thin lines reach from the smallest to the greatest sample.
public final class Picture {
    private static final int LEFT = 330;
    private static final int LONGEST = 420;
    private static final int RIGHT = 150;
    private static final int BAR = 14;
    private static final int GAP = 12;
    private static final int HEAD = 40;

    private final StringBuilder out = new StringBuilder();
    private int y = HEAD;

    private Picture() {}

    /// The picture of all that was measured.
    public static String of(Figures figures) {
        Picture picture = new Picture();
        figures.lines().forEach(picture::group);
        return picture.framed();
    }

    private String framed() {
        int width = LEFT + LONGEST + RIGHT;
        StringBuilder svg = new StringBuilder();
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                                + "font-family=\"sans-serif\" font-size=\"12\">\n",
                        width,
                        y + GAP));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        int x = 10;
        for (Contender contender : Contender.values()) {
            svg.append(bar(x, 14, BAR, colour(contender)));
            svg.append(text(x + 20, 25, "start", contender.title()));
            x += 110;
        }
        return svg.append(out).append("</svg>\n").toString();
    }

    private void group(Figures.Line line) {
        List<Contender> there =
                List.of(Contender.values()).stream()
                        .filter(contender -> line.statistics(contender).count() > 0)
                        .toList();
        double greatest = there.stream().mapToDouble(c -> line.statistics(c).max()).max().orElse(0);
        double scale = greatest > 0 ? LONGEST / greatest : 0;
        String title = line.measure().text() + ", " + line.measure().unit();
        out.append(text(LEFT - 10, y + BAR - 3, "end", title));
        for (Contender contender : there) {
            Statistics statistics = line.statistics(contender);
            int middle = y + BAR / 2;
            out.append(bar(LEFT, y, statistics.median() * scale, colour(contender)));
            out.append(
                    String.format(
                            Locale.ROOT,
                            "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\""
                                    + " stroke=\"black\"/>\n",
                            LEFT + statistics.min() * scale,
                            middle,
                            LEFT + statistics.max() * scale,
                            middle));
            double end = LEFT + statistics.max() * scale + 6;
            out.append(text(end, y + BAR - 3, "start", Table.cell(statistics)));
            y += BAR + 2;
        }
        y += GAP;
    }

    private static String colour(Contender contender) {
        return switch (contender) {
            case RINGBACK -> "#2a7ab9";
            case KAMAILIO -> "#d98b2b";
            case JAIN -> "#9a9a9a";
        };
    }

    private static String bar(double x, int y, double width, String colour) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
                x,
                y,
                width,
                BAR,
                colour);
    }

    private static String text(double x, int y, String anchor, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                escaped);
    }
}
