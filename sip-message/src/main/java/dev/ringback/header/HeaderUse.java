package dev.ringback.header;

import dev.ringback.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    /// No RFC says where the header field may stand.
    public static final HeaderUse UNKNOWN = new HeaderUse("");

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

    // Read when first asked for. Every thread would find the same, so a race does no harm.
    private @Nullable List<Row> rows;

    private HeaderUse(String table) {
        this.table = table;
    }

    /// The use that a table describes. The table is read when it is first asked; a table that is
    /// not as described above then throws [IllegalArgumentException].
    public static HeaderUse of(String table) {
        return new HeaderUse(table);
    }

    /// One row.
    ///
    /// @param where which messages, as written
    /// @param proxy what a proxy may do, as written
    /// @param methods the mark of each method, by its name
    public record Row(String where, String proxy, Map<String, Presence> methods) {
        /// Takes a copy of the map.
        public Row {
            methods = Map.copyOf(methods);
        }

        /// How many kinds of messages `where` covers, 0 when it does not cover this one.
        private int breadth(int status) {
            int least = 0;
            for (String part : where.split(",", -1)) {
                int breadth = breadth(part, status);
                least = breadth > 0 && (least == 0 || breadth < least) ? breadth : least;
            }
            return least;
        }

        private static int breadth(String part, int status) {
            return switch (part) {
                case "all", "c" -> 1000;
                case "R" -> status == 0 ? 1000 : 0;
                case "r", "rc" -> status > 0 ? 999 : 0;
                default -> codes(part, status);
            };
        }

        private static int codes(String part, int status) {
            int dash = part.indexOf('-');
            String low = dash < 0 ? part : part.substring(0, dash);
            String high = dash < 0 ? part : part.substring(dash + 1);
            int first = (int) Ascii.decimal(low.replace('x', '0'), 699);
            int last = (int) Ascii.decimal(high.replace('x', '9'), 699);
            if (first < 100 || last < first) {
                throw new IllegalArgumentException("no response codes: " + part);
            }
            return first <= status && status <= last ? last - first + 1 : 0;
        }
    }

    /// The rows, without the heading.
    public List<Row> rows() {
        List<Row> known = rows;
        if (known == null) {
            known = read(table);
            rows = known;
        }
        return known;
    }

    private static List<Row> read(String table) {
        List<Row> rows = new ArrayList<>();
        for (String line : table.lines().skip(1).toList()) {
            String[] cells = line.strip().split("\\s+", -1);
            if (cells.length != FIRST_METHOD + METHODS.size()) {
                throw new IllegalArgumentException("not a row of a table: " + line);
            }
            Map<String, Presence> methods = new TreeMap<>();
            for (int i = 0; i < METHODS.size(); i++) {
                methods.put(METHODS.get(i).name(), Presence.marked(cells[FIRST_METHOD + i]));
            }
            Row row = new Row(cells[0], cells[1].replace("-", ""), methods);
            row.breadth(0);
            rows.add(row);
        }
        return List.copyOf(rows);
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
        for (Row row : rows()) {
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
