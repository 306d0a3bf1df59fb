package dev.ringback.cli.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cli.viewer.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyReaderTest {
    @Test
    void whatTerminalsSendIsNamed() throws IOException {
        assertThat(keys("a\u001bOA\u001b[B\u001b[5~\u001bOP\u001b[21~\u001b[[E\r\t\u007f\u0003é"))
                .containsExactly(
                        "a",
                        "Up",
                        "Down",
                        "PgUp",
                        "F1",
                        "F10",
                        "F5",
                        "Enter",
                        "Tab",
                        "Backspace",
                        "Ctrl-C",
                        "é");
    }

    @Test
    void anEscapeAloneIsTheKey() throws IOException {
        assertThat(keys("\u001b")).containsExactly("Esc");
    }

    @Test
    void aCharacterOfTwoHalvesIsOne() throws IOException {
        assertThat(keys("😀x")).containsExactly("😀", "x");
    }

    @Test
    void anUnknownSequenceIsNoKey() throws IOException {
        assertThat(keys("\u001b[99~x\u001b[1;5Ay")).containsExactly("x", "y");
    }

    private static List<String> keys(String text) throws IOException {
        int[] at = {0};
        KeyReader reader = new KeyReader(_ -> at[0] < text.length() ? text.charAt(at[0]++) : -2);
        List<String> names = new ArrayList<>();
        while (at[0] < text.length()) {
            Key key = reader.read();
            if (key != null) {
                names.add(key.name());
            }
        }
        return names;
    }
}
