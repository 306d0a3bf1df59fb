package dev.ringback.cli.flow;

import dev.ringback.cli.viewer.Key;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes keys of the characters that a terminal sends: those of xterm, of the Linux console, of
/// screen and tmux.
final class KeyReader {
    private static final int ESCAPE = 27;
    private static final int LONGEST = 8;

    private static final Map<String, String> SEQUENCES =
            Map.ofEntries(
                    Map.entry("[A", "Up"),
                    Map.entry("[B", "Down"),
                    Map.entry("[C", "Right"),
                    Map.entry("[D", "Left"),
                    Map.entry("OA", "Up"),
                    Map.entry("OB", "Down"),
                    Map.entry("OC", "Right"),
                    Map.entry("OD", "Left"),
                    Map.entry("[H", "Home"),
                    Map.entry("[F", "End"),
                    Map.entry("OH", "Home"),
                    Map.entry("OF", "End"),
                    Map.entry("[1~", "Home"),
                    Map.entry("[4~", "End"),
                    Map.entry("[7~", "Home"),
                    Map.entry("[8~", "End"),
                    Map.entry("[3~", "Delete"),
                    Map.entry("[5~", "PgUp"),
                    Map.entry("[6~", "PgDn"),
                    Map.entry("OP", "F1"),
                    Map.entry("OQ", "F2"),
                    Map.entry("OR", "F3"),
                    Map.entry("OS", "F4"),
                    Map.entry("[[A", "F1"),
                    Map.entry("[[B", "F2"),
                    Map.entry("[[C", "F3"),
                    Map.entry("[[D", "F4"),
                    Map.entry("[[E", "F5"),
                    Map.entry("[11~", "F1"),
                    Map.entry("[12~", "F2"),
                    Map.entry("[13~", "F3"),
                    Map.entry("[14~", "F4"),
                    Map.entry("[15~", "F5"),
                    Map.entry("[17~", "F6"),
                    Map.entry("[18~", "F7"),
                    Map.entry("[19~", "F8"),
                    Map.entry("[20~", "F9"),
                    Map.entry("[21~", "F10"));

    private final Characters characters;

    /// Where characters come from.
    interface Characters {
        /// The next character; negative where there is none.
        ///
        /// @param first whether it may take a while, as it begins a key
        int next(boolean first) throws IOException;
    }

    KeyReader(Characters characters) {
        this.characters = characters;
    }

    /// The next key, null where none was pressed or it is not known.
    @Nullable Key read() throws IOException {
        int c = characters.next(true);
        if (c < 0) {
            return null;
        }
        return switch (c) {
            case ESCAPE -> sequence();
            case '\r', '\n' -> new Key("Enter");
            case '\t' -> new Key("Tab");
            case 8, 127 -> new Key("Backspace");
            default -> c < ' ' ? new Key("Ctrl-" + (char) (c + '@')) : typed(c);
        };
    }

    private Key typed(int c) throws IOException {
        if (!Character.isHighSurrogate((char) c)) {
            return new Key(Character.toString(c));
        }
        int low = characters.next(false);
        return new Key(low < 0 ? "\ufffd" : new String(new char[] {(char) c, (char) low}));
    }

    /// An escape alone is the key of that name.
    private @Nullable Key sequence() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < LONGEST) {
            int c = characters.next(false);
            if (c < 0) {
                return text.isEmpty() ? new Key("Esc") : null;
            }
            text.append((char) c);
            boolean begins = text.length() == 1 && (c == '[' || c == 'O');
            boolean linux = text.length() == 2 && text.toString().equals("[[");
            if (!begins && !linux && (Character.isLetter(c) || c == '~')) {
                String name = SEQUENCES.get(text.toString());
                return name == null ? null : new Key(name);
            }
        }
        return null;
    }
}
