package dev.ringback.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.control.JsonLine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever a peer sends is a text in JSON and nothing else.
final class JsonTest {
    @Test
    void nothingThatABrowserWouldTakeForMoreThanTextStandsThereAsItIs() {
        String hostile =
                "</script><img src=x onerror=alert(1)>&#60;\u2028\u2029\u0000\u001b[2J\u007f\u0085";
        String json = Json.write(Map.of("from", hostile));
        assertThat(json)
                .isEqualTo(
                        "{\"from\":\"\\u003C/script\\u003E\\u003Cimg src=x"
                                + " onerror=alert(1)\\u003E\\u0026#60;\\u2028\\u2029\\u0000"
                                + "\\u001B[2J\\u007F\\u0085\"}");
    }

    @Test
    void whatIsWrittenIsReadAsItWas() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(20); j > 0; j--) {
                text.append((char) random.nextInt(0xd800));
            }
            String json = Json.write(Map.of(text.toString(), text.toString()));
            assertThat(json.chars()).allMatch(c -> c >= ' ' && "<>&\u2028\u2029".indexOf(c) < 0);
            assertThat(JsonLine.read(json)).isEqualTo(Map.of(text.toString(), text.toString()));
        }
    }

    @Test
    void numbersListsAndTruthAreWrittenAsSuch() {
        assertThat(Json.write(List.of(1, 2L, 0.5, true, List.of(), Map.of())))
                .isEqualTo("[1,2,0.5,true,[],{}]");
        assertThat(Json.write(null)).isEqualTo("null");
    }
}
