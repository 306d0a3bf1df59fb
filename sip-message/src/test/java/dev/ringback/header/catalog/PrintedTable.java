package dev.ringback.header.catalog;

import static java.util.Objects.requireNonNull;

import dev.ringback.header.HeaderUse;
import dev.ringback.header.Method;
import dev.ringback.header.Presence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The tables of header fields as the RFCs print them: one resource for each RFC, its page breaks
/// taken out and nothing else.
final class PrintedTable {
    private static final Set<String> MARKS = Set.of("m", "m*", "o", "t", "*", "c", "-");
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z]*(-[A-Za-z]+)*");
    private static final Pattern WHERE =
            Pattern.compile("R|c|rc|Rr|R,2xx|-|[1-6][0-9x]{2}([,-][1-6][0-9x]{2})*|3-6xx");
    private static final Pattern PROXY = Pattern.compile("[amdr]+");

    /// What a row with more than one kind of message, or an odd spelling of it, stands for.
    private static final Map<String, List<String>> SPELLINGS =
            Map.of(
                    "-", List.of("all"),
                    "Rr", List.of("R", "r"),
                    "R,2xx", List.of("R", "2xx"),
                    "3-6xx", List.of("300-699"),
                    "3xx-6xx", List.of("300-699"));

    private final List<Row> rows;

    private PrintedTable(List<Row> rows) {
        this.rows = rows;
    }

    /// One row.
    ///
    /// @param where as [HeaderUse] writes it
    /// @param proxy empty when the column is
    /// @param marks one for each method of the table
    record Row(String header, String where, String proxy, List<String> marks) {
        @Override
        public String toString() {
            return String.join(" ", header, where, '[' + proxy + ']', String.join(" ", marks));
        }
    }

    /// Reads the table of an RFC.
    ///
    /// @param columns how many methods it has
    static PrintedTable of(int rfc, int columns) {
        List<Row> rows = new ArrayList<>();
        String header = "";
        for (String line : resource("tables/rfc" + rfc + ".txt").lines().toList()) {
            List<String> cells = cells(line);
            int first = cells.size() - columns;
            if (first < 1 || !MARKS.containsAll(cells.subList(first, cells.size()))) {
                continue;
            }
            boolean named = NAME.matcher(cells.getFirst()).matches();
            header = named ? cells.getFirst() : header;
            List<String> marks = cells.subList(first, cells.size());
            add(rows, header, cells.subList(named ? 1 : 0, first), marks);
        }
        return new PrintedTable(List.copyOf(rows));
    }

    /// The words of a line without footnotes and lines between columns.
    private static List<String> cells(String line) {
        String plain = line.replace("(w/ Tag)", "").replaceAll("\\(\\d\\)", "").replace('|', ' ');
        return plain.isBlank() ? List.of() : Arrays.asList(plain.strip().split("\\s+", -1));
    }

    private static void add(
            List<Row> rows, String header, List<String> conditions, List<String> marks) {
        String where = "all";
        String proxy = "";
        for (String condition : conditions) {
            boolean responses = condition.equals("r") && conditions.size() == 1;
            if (responses || WHERE.matcher(condition).matches()) {
                where = condition;
            } else if (PROXY.matcher(condition).matches()) {
                proxy = condition;
            } else {
                throw new IllegalStateException(header + ": what is " + condition + '?');
            }
        }
        for (String spelled : SPELLINGS.getOrDefault(where, List.of(where))) {
            rows.add(new Row(header, spelled, proxy, List.copyOf(marks)));
        }
    }

    private static String resource(String name) {
        String path = "/dev/ringback/header/" + name;
        try (InputStream stream = PrintedTable.class.getResourceAsStream(path)) {
            return new String(requireNonNull(stream, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    List<Row> rows() {
        return rows;
    }

    List<Row> rows(String header) {
        return rows.stream().filter(row -> row.header.equals(header)).toList();
    }

    Set<String> headers() {
        Set<String> headers = new LinkedHashSet<>();
        rows.forEach(row -> headers.add(row.header));
        return headers;
    }

    /// The use that one column gives a header field; it says nothing of other methods.
    ///
    /// @param column which of the methods of the table
    static HeaderUse use(List<Row> rows, int column, Method method, List<Method> methods) {
        StringBuilder table = new StringBuilder("heading");
        for (Row row : rows) {
            table.append('\n').append(row.where).append(" -");
            for (Method other : methods) {
                String mark = other.equals(method) ? row.marks.get(column) : ".";
                table.append(' ').append(mark);
            }
        }
        return HeaderUse.of(table.toString());
    }

    /// The presence in one kind of message: a request, or a response with a status above 0.
    static Presence presence(HeaderUse use, Method method, int status) {
        return status == 0 ? use.inRequest(method) : use.inResponse(method, status);
    }
}
