package dev.ringback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The check of the RFC tables finds rows that are not true.
class RfcTablesTest {
    private static final String HEAD =
            "# RFC\n\n| section | rule | class | test | state |\n|---|---|---|---|---|\n";

    private final RfcTables tables =
            new RfcTables(
                    Sources.parse(
                            Map.of(
                                    "sip-x/src/main/java/dev/ringback/x/A.java",
                                    "class A { record B() {} void m() {} }",
                                    "sip-x/src/test/java/dev/ringback/x/ATest.java",
                                    "class ATest { void works() {} }")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| §1 | r | `A` | `ATest.works` | met |",
                "| §1 | r | `A`, `A.B` | `ATest` | met |",
                "| §1 | r | `A.m` | - | partly |",
                "| §1 | r | - | - | not met |"
            })
    void trueRowsAreLeftAlone(String row) {
        assertThat(tables.check("docs/rfc/x.md", HEAD + row)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| §1 | r | `C` | `ATest.works` | met |",
                "| §1 | r | `A` | `ATest.fails` | met |",
                "| §1 | r | `A` | `A` | met |",
                "| §1 | r | `A` | - | met |",
                "| §1 | r | - | `ATest` | met |",
                "| §1 | r | `A` | `ATest` | done |",
                "| §1 | r | `A` | `ATest` |"
            })
    void untrueRowsAreFound(String row) {
        List<Violation> found = tables.check("docs/rfc/x.md", HEAD + row);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().line()).isEqualTo(5);
    }

    @Test
    void otherColumnsAreFound() {
        assertThat(tables.check("docs/rfc/x.md", "| a | b |\n|---|---|\n")).hasSize(1);
    }
}
