package dev.ringback.bench.run.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The table, the JSON and the picture from samples that are given.
class TableTest {
    private static final Measure CPU = new Measure("udp-1000", "UDP, CPU of a call", "us");
    private static final Measure START = new Measure("start", "start", "ms");
    private static final List<Goal> GOALS =
            List.of(
                    Goal.atMost("udp-1000", Contender.KAMAILIO, 1.0),
                    Goal.atMost("udp-1000", Contender.JAIN, 0.25),
                    Goal.atMost("start", 600));

    private final Figures figures = new Figures();

    TableTest() {
        for (double sample : new double[] {120, 90, 100}) {
            figures.add(CPU, Contender.RINGBACK, sample);
        }
        figures.add(CPU, Contender.KAMAILIO, 80);
        figures.add(START, Contender.RINGBACK, 450);
    }

    @Test
    void aLineHasMediansEndsRatiosAndGoals() {
        assertThat(cells(2))
                .containsExactly(
                        "UDP, CPU of a call",
                        "us",
                        "100 (90-120)",
                        "80",
                        "",
                        "1.25",
                        "",
                        "≤ 1.00 Kamailio: NOT MET, ≤ 0.25 JAIN-SIP: not measured");
    }

    @Test
    void anAbsoluteGoalNeedsNobodyBeside() {
        assertThat(cells(3)).endsWith("", "", "≤ 600: met");
    }

    @Test
    void allLinesAreOfOneWidth() {
        List<String> lines = table().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines).allMatch(line -> line.length() == lines.getFirst().length());
        assertThat(lines.get(1)).matches("\\|(-+\\|){8}");
    }

    @Test
    void remarksStandBelowEachOnce() {
        figures.remark("JAIN-SIP: 7 failed");
        figures.remark("JAIN-SIP: 7 failed");
        assertThat(table()).endsWith("|\n\n- JAIN-SIP: 7 failed\n");
    }

    @Test
    void aSampleThatIsNoNumberIsLeftOut() {
        figures.add(CPU, Contender.RINGBACK, Double.NaN);
        assertThat(cells(2).get(2)).isEqualTo("100 (90-120)");
    }

    @Test
    void theDocumentKeepsAllSamplesAndWhatWasReached() {
        figures.remark("a \"remark\"");
        Json.Item conditions = new Json.Item().with("rounds", 3);
        Json.Item document = Json.parse(new Document(GOALS).of(conditions, figures).text());
        Json.Item cpu =
                (Json.Item) ((Json.Sequence) member(document, "measures")).items().getFirst();
        Json.Item ringback = (Json.Item) member(cpu, "ringback");
        assertThat(ringback.number("median")).isEqualTo(100);
        assertThat(member(ringback, "samples").text()).isEqualTo("[120, 90, 100]");
        assertThat(cpu.members()).doesNotContainKey("jain");
        assertThat(member(cpu, "goals").text())
                .isEqualTo(
                        "[{\"beside\": \"Kamailio\", \"at_most\": 1, \"value\": 1.25, "
                                + "\"reached\": false}, {\"beside\": \"JAIN-SIP\", "
                                + "\"at_most\": 0.25, \"value\": null, \"reached\": null}]");
        assertThat(member(document, "remarks").text()).isEqualTo("[\"a \\\"remark\\\"\"]");
        assertThat(((Json.Item) member(document, "conditions")).number("rounds")).isEqualTo(3);
    }

    private static Json member(Json.Item item, String name) {
        return Objects.requireNonNull(item.members().get(name));
    }

    @Test
    void theLongestBarOfAGroupIsThatOfTheGreatestSample() {
        figures.add(START, Contender.KAMAILIO, 45);
        String picture = Picture.of(figures);
        assertThat(picture).startsWith("<svg ").endsWith("</svg>\n");
        // the bars of 450 and 45 ms, and those of 100 and 80 us below a greatest sample of 120
        assertThat(picture).contains("width=\"420.0\"", "width=\"42.0\"");
        assertThat(picture).contains("width=\"350.0\"", "width=\"280.0\"");
        assertThat(picture).contains(">100 (90-120)</text>");
    }

    private String table() {
        return new Table(GOALS).text(figures);
    }

    private List<String> cells(int line) {
        String[] cells = table().lines().toList().get(line).split("\\|", -1);
        return List.of(cells).subList(1, cells.length - 1).stream().map(String::strip).toList();
    }
}
