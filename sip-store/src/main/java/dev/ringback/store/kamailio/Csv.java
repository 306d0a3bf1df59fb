package dev.ringback.store.kamailio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// Comma-separated values with a line of names, RFC 4180; with semicolons as well, or with tabs,
/// where backslashes protect and there are no quotes.
final class Csv {
    private static final String KEY = "username";
    private static final Set<String> NOTHING = Set.of("NULL", "\\N", "");

    private final Characters from;
    private final char separator;

    private Csv(Characters from, char separator) {
        this.from = from;
        this.separator = separator;
    }

    /// Whether a file begins so: one of the names is that of users.
    static boolean begins(String line) {
        return List.of(line.toLowerCase(Locale.ROOT).split("[,;\t]", -1)).stream()
                .anyMatch(name -> bare(name).equals(KEY));
    }

    private static String bare(String name) {
        return name.strip().replaceAll("^\"|\"$", "");
    }

    static void read(Characters from, Consumer<Row> rows) throws IOException {
        String header = "";
        while (header.isBlank()) {
            header = from.rest();
        }
        char separator = separator(header);
        List<String> columns = new ArrayList<>();
        for (String name : header.split(String.valueOf(separator), -1)) {
            columns.add(bare(name));
        }
        Csv csv = new Csv(from, separator);
        while (from.peek() != Characters.END) {
            csv.row(columns, rows);
        }
    }

    private static char separator(String header) {
        if (header.indexOf('\t') >= 0) {
            return '\t';
        }
        return header.indexOf(';') >= 0 ? ';' : ',';
    }

    private void row(List<String> columns, Consumer<Row> rows) throws IOException {
        long line = from.line();
        if (separator == '\t') {
            String text = from.rest();
            if (!text.isBlank()) {
                rows.accept(Row.of(line, columns, tabbed(text, NOTHING)));
            }
            return;
        }
        List<Row.Value> values = new ArrayList<>();
        do {
            values.add(value());
        } while (from.take(separator));
        from.take('\r');
        boolean ended = from.peek() == Characters.END || from.take('\n');
        if (!ended) {
            from.rest();
            rows.accept(Row.unreadable(line, "a quote in the middle of a value"));
        } else if (values.size() > 1 || !values.getFirst().equals(Row.Value.NULL)) {
            rows.accept(Row.of(line, columns, values));
        }
    }

    /// A value up to its separator; NULL where there is nothing between them.
    private Row.Value value() throws IOException {
        return from.take('"') ? quoted() : plain();
    }

    private Row.Value quoted() throws IOException {
        StringBuilder value = new StringBuilder();
        while (from.peek() != Characters.END) {
            int c = from.take();
            if (c == '"' && !from.take('"')) {
                return Row.Value.of(value.toString());
            }
            value.append((char) c);
        }
        return Row.Value.unreadable("a quote that does not end");
    }

    private Row.Value plain() throws IOException {
        StringBuilder value = new StringBuilder();
        while (within(from.peek())) {
            value.append((char) from.take());
        }
        String text = value.toString();
        return NOTHING.contains(text) ? Row.Value.NULL : Row.Value.of(text);
    }

    private boolean within(int c) {
        return c != Characters.END && c != separator && c != '\n' && c != '\r' && c != '"';
    }

    /// The values of a line with tabs between them.
    ///
    /// @param nothing what stands for NULL
    static List<Row.Value> tabbed(String line, Set<String> nothing) {
        List<Row.Value> values = new ArrayList<>();
        for (String each : line.split("\t", -1)) {
            values.add(nothing.contains(each) ? Row.Value.NULL : Row.Value.of(unescaped(each)));
        }
        return values;
    }

    /// What `COPY` and `mysql --batch` mean by a backslash.
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '\\' && i + 1 < text.length();
            plain.append(escape ? Characters.escaped(text.charAt(++i)) : c);
        }
        return plain.toString();
    }
}
