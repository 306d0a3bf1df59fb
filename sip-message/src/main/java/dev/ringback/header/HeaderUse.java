package dev.ringback.header;

import dev.ringback.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// In which messages a header field may stand: its rows of tables 2 and 3 of RFC 3261 §20, with the
/// columns that later RFCs added. Immutable.
///
/// It is written as the RFCs print it, a column for each method by the first three letters of its
/// name, and a `.` where no RFC says anything:
///
/// ```
/// where   proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
/// R       -      -   o   -   o   m*  o   o   o   o   -   o   o   o   o
/// 2xx     -      -   -   -   o   m*  o   -   o   -   -   -   -   -   -
/// 415     -      -   c   -   c   c   c   c   c   o   m*  o   o   c   m*
/// ```
///
/// `where` is `R` (requests), `r` (responses), `all`, `c` (requests, and copied to their
/// responses), or response codes: `2xx`, `18x`, `401`, `300-699`, several between commas. `proxy`
/// says what a proxy may do: `a` add, `m` modify, `d` delete, `r` must read; `-` nothing.
public final class HeaderUse {
    private static final List<Method> METHODS =
            List.of(
                    Method.ACK,
                    Method.BYE,
                    Method.CANCEL,
                    Method.INVITE,
                    Method.OPTIONS,
                    Method.REGISTER,
                    Method.PRACK,
                    Method.UPDATE,
                    Method.INFO,
                    Method.MESSAGE,
                    Method.SUBSCRIBE,
                    Method.NOTIFY,
                    Method.REFER,
                    Method.PUBLISH);

    private static final int FIRST_METHOD = 2;

    private final String table;
    private final List<Row> rows;

    private HeaderUse(String table) {
        this.table = table;
        this.rows = read(table);
    }

    /// The use that a table describes.
    ///
    /// @throws IllegalArgumentException if the table is not as described above
    public static HeaderUse of(String table) {
        return new HeaderUse(table);
    }

    /// One row.
    ///
    /// @param where which messages, as written
    /// @param spans the same as response codes, 0 for requests
    /// @param proxy what a proxy may do, as written
    /// @param methods the mark of each method, by its name
    public record Row(String where, List<Span> spans, String proxy, Map<String, Presence> methods) {
        /// Takes copies.
        public Row {
            spans = List.copyOf(spans);
            methods = Map.copyOf(methods);
        }

        /// How many response codes the narrowest span has that covers this one; 0 when none does.
        private int breadth(int status) {
            int least = 0;
            for (Span span : spans) {
                int breadth = span.last - span.first + 1;
                least = span.covers(status) && (least == 0 || breadth < least) ? breadth : least;
            }
            return least;
        }
    }

    /// Response codes from one to another, both counted; 0 stands for requests.
    ///
    /// @param first 0 to 699
    /// @param last 0 to 699
    public record Span(int first, int last) {
        private static final int LAST = 699;

        /// Whether the code is one of them.
        public boolean covers(int status) {
            return first <= status && status <= last;
        }

        private static Span read(String where) {
            return switch (where) {
                case "all", "c" -> new Span(0, LAST);
                case "R" -> new Span(0, 0);
                case "r", "rc" -> new Span(1, LAST);
                default -> codes(where);
            };
        }

        private static Span codes(String where) {
            int dash = where.indexOf('-');
            String low = dash < 0 ? where : where.substring(0, dash);
            String high = dash < 0 ? where : where.substring(dash + 1);
            int first = (int) Ascii.decimal(low.replace('x', '0'), LAST);
            int last = (int) Ascii.decimal(high.replace('x', '9'), LAST);
            if (first < 100 || last < first) {
                throw new IllegalArgumentException("no response codes: " + where);
            }
            return new Span(first, last);
        }
    }

    /// The rows, without the heading.
    public List<Row> rows() {
        return rows;
    }

    private static List<Row> read(String table) {
        List<Row> rows = new ArrayList<>();
        for (String line : table.lines().skip(1).toList()) {
            rows.add(row(line));
        }
        return List.copyOf(rows);
    }

    private static Row row(String line) {
        List<String> cells = words(line);
        if (cells.size() != FIRST_METHOD + METHODS.size()) {
            throw new IllegalArgumentException("not a row of a table: " + line);
        }
        List<Span> spans = new ArrayList<>();
        for (String part : cells.getFirst().split(",", -1)) {
            spans.add(Span.read(part));
        }
        Map<String, Presence> methods = new TreeMap<>();
        for (int i = 0; i < METHODS.size(); i++) {
            methods.put(METHODS.get(i).name(), Presence.marked(cells.get(FIRST_METHOD + i)));
        }
        return new Row(cells.get(0), spans, cells.get(1).replace("-", ""), methods);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            int end = line.indexOf(' ', at);
            end = end < 0 ? line.length() : end;
            if (end > at) {
                words.add(line.substring(at, end));
            }
            at = end + 1;
        }
        return words;
    }

    /// Whether the header field belongs in a request.
    public Presence inRequest(Method method) {
        return presence(method, 0);
    }

    /// Whether the header field belongs in a response.
    ///
    /// @param method the method of its request
    /// @param status 100 to 699
    public Presence inResponse(Method method, int status) {
        return presence(method, status);
    }

    /// The mark of the narrowest row for the message that has one for the method; when there is
    /// none, the header field does not apply, unless no row at all has a mark for the method.
    private Presence presence(Method method, int status) {
        Presence found = Presence.UNSPECIFIED;
        boolean mentioned = false;
        int least = Integer.MAX_VALUE;
        for (Row row : rows) {
            Presence mark = row.methods.getOrDefault(method.name(), Presence.UNSPECIFIED);
            if (mark == Presence.UNSPECIFIED) {
                continue;
            }
            mentioned = true;
            int breadth = row.breadth(status);
            if (breadth > 0 && breadth < least) {
                least = breadth;
                found = mark;
            }
        }
        boolean outside = mentioned && least == Integer.MAX_VALUE;
        return outside ? Presence.NOT_APPLICABLE : found;
    }

    /// The table as it was written.
    @Override
    public String toString() {
        return table;
    }
}
