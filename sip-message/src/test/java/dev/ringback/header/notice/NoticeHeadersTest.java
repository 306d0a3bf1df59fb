package dev.ringback.header.notice;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.header.HeaderField;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictReading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeHeadersTest {
    private static <T> List<T> line(HeaderField<T> field, String line) {
        List<T> values = new ArrayList<>();
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThat(field.readLine(bytes, 0, bytes.length, values)).as(line).isEqualTo(-1);
        return values;
    }

    @Test
    void textIsText() {
        assertThat(Organization.FIELD.parse("Boxes by Böb, \"Ltd"))
                .isEqualTo("Boxes by Böb, \"Ltd");
        assertThat(Organization.FIELD.parse("")).isEmpty();
        assertThat(Priority.FIELD.parse("emergency")).isEqualTo("emergency");
        assertThat(Priority.FIELD.parse("not so urgent")).isNull();
        assertThat(StrictReading.problems(Subject.FIELD, "Zürich")).isEmpty();
    }

    @Test
    void warningsHaveThreeParts() {
        List<Warning> warnings =
                line(
                        Warning.FIELD,
                        "307 isi.edu \"Session parameter 'foo' not understood\", 301  [::1]:5060"
                                + " \"a, \\\"b\\\"\",399 x plain, 7 y");
        assertThat(warnings)
                .containsExactly(
                        new Warning(307, "isi.edu", "Session parameter 'foo' not understood"),
                        new Warning(301, "[::1]:5060", "a, \"b\""),
                        new Warning(399, "x", "plain"),
                        new Warning(7, "y", ""));
        assertThat(warnings)
                .extracting(Warning::toString)
                .containsExactly(
                        "307 isi.edu \"Session parameter 'foo' not understood\"",
                        "301 [::1]:5060 \"a, \\\"b\\\"\"",
                        "399 x \"plain\"",
                        "007 y \"\"");
        for (Warning warning : warnings) {
            assertThat(Warning.FIELD.parse(warning.toString())).isEqualTo(warning);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "307",
                "307 ",
                "307\"x\"",
                "307h \"x\"",
                "x isi.edu \"y\"",
                "1000 h \"x\"",
                "-1 h \"x\"",
                "307 \"isi.edu\" \"x\"",
                "307 h\"x\"",
                "307 h \"x\" y",
                "307 h \"x",
                "307 h \"a\r\nb\"",
                "307 h a\nb"
            })
    void otherWarningsAreRefused(String text) {
        assertThat(Warning.FIELD.parse(text)).isNull();
    }

    @Test
    void ourOwnWarningsCanStandOnTheWire() {
        for (String agent : List.of("", "a b", "a,b", "a\"b", "a;b", "<a>", "ä")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Warning(399, agent, ""));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Warning(-1, "a", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Warning(1000, "a", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Warning(399, "a", "b\nc"));
        assertThat(new Warning(399, "a:5060", "\\")).hasToString("399 a:5060 \"\\\\\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "307 isi.edu \"x\"|",
                "307 1.2.3.4:5060 \"\"|",
                "307 [::1]:5060 \"\"|",
                "307 name~! \"\"|",
                "37 h \"x\"|error 0 Warning code is not three digits",
                "0307 h \"x\"|error 0 Warning code is not three digits",
                "307 h: \"x\"|error 4 Warning agent is neither host nor token",
                "307 h:0 \"x\"|error 4 Warning agent is neither host nor token",
                "307 a/b \"x\"|error 4 Warning agent is neither host nor token",
                "307 h x|error 6 Warning text needs quotes",
                "307 h|error 5 Warning text needs quotes",
                "307  h \"x\"|error 3 Parts of a warning stand one space apart",
                "307 h   \"x\"|error 3 Parts of a warning stand one space apart"
            })
    void strictReadersLookAtWarnings(String value, String problem) {
        assertThat(StrictReading.problems(Warning.FIELD, value))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void reasonsHaveACauseAndAText() {
        List<Reason> reasons =
                line(
                        Reason.FIELD,
                        "SIP ;cause=200 ;text=\"Call completed elsewhere\",Q.850 ;cause=16"
                                + " ;text=\"Terminated\", other");
        assertThat(reasons).extracting(Reason::cause).containsExactly(200, 16, -1);
        assertThat(reasons)
                .extracting(Reason::text)
                .containsExactly("Call completed elsewhere", "Terminated", null);
        assertThat(reasons.getFirst().is("sip")).isTrue();
        assertThat(reasons.get(1).is("SIP")).isFalse();
        assertThat(reasons.get(1)).hasToString("Q.850;cause=16;text=\"Terminated\"");
        assertThat(requireNonNull(Reason.FIELD.parse("SIP;cause=x")).cause()).isEqualTo(-1);
        assertThat(Reason.FIELD.parse("SIP cause=200")).isNull();
        assertThat(Reason.FIELD.parse(";cause=200")).isNull();
    }

    @Test
    void ourOwnReasonsCanStandOnTheWire() {
        Reason reason = Reason.of("SIP", 486, "Busy \"here\"");
        assertThat(reason).hasToString("SIP;cause=486;text=\"Busy \\\"here\\\"\"");
        assertThat(Reason.FIELD.parse(reason.toString())).isEqualTo(reason);
        assertThat(Reason.of("Q.850", 16, null)).hasToString("Q.850;cause=16");
        assertThatIllegalArgumentException().isThrownBy(() -> Reason.of("S P", 1, null));
        assertThatIllegalArgumentException().isThrownBy(() -> Reason.of("SIP", -1, null));
        assertThatIllegalArgumentException().isThrownBy(() -> Reason.of("SIP", 1, "a\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Reason("", Parameters.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SIP;cause=200;text=\"x\"|",
                "Q.850;cause=0;text=\"\"|",
                "X;cause=9999|",
                "SIP|",
                "SIP;cause=99|error 10 cause is no status code",
                "sip;cause=700|error 10 cause is no status code",
                "Q.850;cause=128|error 12 cause is none of Q.850",
                "SIP;cause=busy|error 10 cause is no number",
                "SIP;cause=\"486\"|error 10 cause is no number",
                "SIP;cause|error 4 cause is no number",
                "SIP;text=Busy|error 9 text needs quotes",
                "SIP;text|error 4 text needs quotes",
                "SIP;cause=200;cause=486|error 14 Repeated parameter"
            })
    void strictReadersLookAtReasons(String value, String problem) {
        assertThat(StrictReading.problems(Reason.FIELD, value))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }
}
