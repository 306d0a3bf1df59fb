package dev.ringback.store.kamailio;

import java.io.IOException;
import java.io.Reader;

/// The characters of a file, one to look ahead, with the number of their line.
final class Characters {
    /// What comes after the last one.
    static final int END = -1;

    private final Reader reader;
    private int next;
    private long line = 1;

    Characters(Reader reader) throws IOException {
        this.reader = reader;
        this.next = reader.read();
        if (next == '\ufeff') {
            next = reader.read();
        }
    }

    /// The line of the next character, from 1 on.
    long line() {
        return line;
    }

    /// The next character, which stays the next one.
    int peek() {
        return next;
    }

    /// Takes the next character.
    int take() throws IOException {
        int taken = next;
        line += taken == '\n' ? 1 : 0;
        next = taken == END ? END : reader.read();
        return taken;
    }

    /// Takes the next character where it is this one.
    boolean take(char wanted) throws IOException {
        if (next != wanted) {
            return false;
        }
        take();
        return true;
    }

    /// Takes the rest of the line with its end, and answers it without that.
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        while (next != END && next != '\n') {
            rest.append((char) take());
        }
        take();
        int last = rest.length() - 1;
        return last >= 0 && rest.charAt(last) == '\r' ? rest.substring(0, last) : rest.toString();
    }

    /// What a backslash and this sign stand for in MySQL, PostgreSQL and dbtext.
    static char escaped(int sign) {
        return switch (sign) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '0' -> '\0';
            case 'Z' -> '\u001a';
            default -> (char) sign;
        };
    }
}
