package dev.ringback.bench.run.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON, written and read. RFC 8259.
class JsonTest {
    @Test
    void whatIsWrittenIsReadAsTheSame() {
        Json.Item item =
                new Json.Item()
                        .with("text", "a \"b\" \\ \n ü")
                        .with("whole", 12)
                        .with("part", -0.25)
                        .with("list", Json.numbers(List.of(1.0, 2.5)))
                        .with("inner", new Json.Item().with("yes", new Json.Word("true")))
                        .with("none", new Json.Item());
        assertThat(Json.parse(item.text())).isEqualTo(item);
    }

    @Test
    void itIsWrittenAsRfc8259HasIt() {
        Json.Item item = new Json.Item().with("a", "\u0001").with("b", Double.NaN).with("c", 1e9);
        assertThat(item.text()).isEqualTo("{\"a\": \"\\u0001\", \"b\": null, \"c\": 1000000000}");
    }

    @Test
    void spaceAndEscapesAreRead() {
        Json.Item item = Json.parse(" { \"a\\u0041\\n\" : [ 1 , -2e3 ] } ");
        assertThat(item.members().get("aA\n")).isEqualTo(Json.numbers(List.of(1.0, -2000.0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1]",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":1} x",
                "{a:1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":tru}",
                "{\"a\":1 \"b\":2}"
            })
    void whatIsNoObjectIsRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nestingHasAnEnd() {
        String deep = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";
        assertThatThrownBy(() -> Json.parse(deep)).hasMessageContaining("too deep");
    }
}
