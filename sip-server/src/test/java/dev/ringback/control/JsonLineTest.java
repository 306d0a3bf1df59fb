package dev.ringback.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonLineTest {
    @Test
    void everyKindOfValueIsWritten() {
        List<Object> values = Arrays.asList(1, 2L, 2.5, 0.5f, true, null, Map.of(), List.of(), "x");

        assertThat(JsonLine.write(Map.of("a\"b", values)))
                .isEqualTo("{\"a\\\"b\":[1,2,2.5,0.5,true,null,{},[],\"x\"]}");
        assertThat(JsonLine.write(List.of(1))).isEqualTo("[1]");
    }

    @Test
    void noCharacterSteersATerminal() throws IOException {
        String text = "\u0001\n\\\u007f\u009b\u2028\u2029\u202e\u200b \u7535";

        String line = JsonLine.write(Map.of("text", text));

        assertThat(line)
                .isEqualTo(
                        "{\"text\":\"\\u0001\\n\\\\\\u007f"
                                + "\\u009b\\u2028\\u2029\\u202e\\u200b \u7535\"}");
        assertThat(JsonLine.read(line)).containsEntry("text", text);
    }
}
