package dev.ringback.store.kamailio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// A file of Kamailio's module db_text: a line of columns with their types, `username(string)`, and
/// a line for each row, whose values colons separate and backslashes protect.
final class DbText {
    private DbText() {}

    /// Whether a file begins so.
    static boolean begins(String line) {
        return line.strip().matches("\\w+\\([^()]*\\)(\\s+\\w+\\([^()]*\\))*");
    }

    static void read(Characters from, Consumer<Row> rows) throws IOException {
        List<String> columns = new ArrayList<>();
        while (columns.isEmpty() && from.peek() != Characters.END) {
            Arrays.stream(from.rest().strip().split("\\s+"))
                    .filter(column -> !column.isEmpty())
                    .forEach(column -> columns.add(column.substring(0, column.indexOf('('))));
        }
        while (from.peek() != Characters.END) {
            long line = from.line();
            String text = from.rest();
            if (!text.isBlank()) {
                rows.accept(Row.of(line, columns, values(text)));
            }
        }
    }

    private static List<Row.Value> values(String line) {
        List<Row.Value> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                value.append(Characters.escaped(line.charAt(++i)));
            } else if (c == ':') {
                values.add(Row.Value.of(value.toString()));
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(Row.Value.of(value.toString()));
        return values;
    }
}
