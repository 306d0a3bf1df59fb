package dev.ringback.header.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderUse;
import dev.ringback.header.Method;
import dev.ringback.header.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The use of each header field in the catalog is what the RFCs print.
class HeaderTablesTest {
    private static final List<Method> FIRST =
            List.of(
                    Method.ACK,
                    Method.BYE,
                    Method.CANCEL,
                    Method.INVITE,
                    Method.OPTIONS,
                    Method.REGISTER);
    private static final List<Method> ALL =
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

    /// Header fields of RFC 6086's table that this library does not know.
    private static final Set<String> UNKNOWN =
            Set.of(
                    "Geolocation",
                    "Geolocation-Error",
                    "Security-Client",
                    "Security-Server",
                    "Security-Verify");

    /// A response code within and without of every range that a table has; 0 is a request.
    private static final List<Integer> KINDS =
            List.of(
                    0, 100, 180, 183, 199, 200, 202, 299, 300, 302, 399, 400, 401, 404, 405, 407,
                    413, 415, 417, 420, 422, 423, 469, 480, 481, 484, 485, 486, 489, 499, 500, 503,
                    599, 600, 603, 699);

    private final HeaderCatalog catalog = HeaderCatalog.standard();
    private final PrintedTable first = PrintedTable.of(3261, FIRST.size());

    @Test
    void tables2And3HaveTheirRows() {
        assertThat(first.headers()).hasSize(44);
        assertThat(first.rows()).hasSize(65);
        assertThat(first.rows().getFirst()).hasToString("Accept R [] - o - o m* o");
        assertThat(first.rows().getLast()).hasToString("WWW-Authenticate 407 [ar] - o - o o o");
        assertThat(first.rows("Retry-After"))
                .extracting(PrintedTable.Row::where)
                .containsExactly("404,413,480,486", "500,503", "600,603");
        assertThat(first.rows("Via"))
                .extracting(PrintedTable.Row::toString)
                .containsExactly("Via R [amr] m m m m m m", "Via rc [dr] m m m m m m");
    }

    @Test
    void everyRowOfTables2And3IsInTheCatalogAndNoOther() {
        List<String> printed = first.rows().stream().map(PrintedTable.Row::toString).toList();
        List<String> ours = new ArrayList<>();
        for (HeaderField<?> field : catalog.fields()) {
            String header = field.name().canonical();
            if (first.headers().contains(header)) {
                ours.addAll(rows(field));
            }
        }
        assertThat(ours).containsExactlyInAnyOrderElementsOf(printed);
    }

    /// The rows that say something about the six methods of RFC 3261.
    private static List<String> rows(HeaderField<?> field) {
        List<String> rows = new ArrayList<>();
        for (HeaderUse.Row row : field.use().rows()) {
            List<String> marks = new ArrayList<>();
            for (Method method : FIRST) {
                marks.add(requireNonNull(row.methods().get(method.name())).mark());
            }
            if (!Set.of(".").containsAll(marks)) {
                String header = field.name().canonical();
                String where = row.where();
                rows.add(new PrintedTable.Row(header, where, row.proxy(), marks).toString());
            }
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({
        "3262,1,0,PRACK",
        "3311,1,0,UPDATE",
        "3265,2,0,SUBSCRIBE",
        "3265,2,1,NOTIFY",
        "3428,1,0,MESSAGE",
        "3515,1,0,REFER",
        "3903,1,0,PUBLISH",
        "6086,1,0,INFO"
    })
    void columnsOfLaterRfcsAreInTheCatalog(int rfc, int columns, int column, String name) {
        PrintedTable table = PrintedTable.of(rfc, columns);
        Method method = Method.of(name);
        Set<String> headers = new TreeSet<>(first.headers());
        headers.addAll(table.headers());
        headers.removeAll(UNKNOWN);
        List<String> differences = new ArrayList<>();
        for (String header : headers) {
            HeaderField<?> field = Defined.field(header);
            List<PrintedTable.Row> rows = table.rows(header);
            HeaderUse printed = PrintedTable.use(rows, column, method, ALL);
            boolean whole = first.headers().contains(header);
            for (int status : KINDS) {
                Presence want = PrintedTable.presence(printed, method, status);
                Presence have = PrintedTable.presence(field.use(), method, status);
                if (want != have && (whole || said(rows, status))) {
                    differences.add(header + ' ' + status + ": " + want + ", not " + have);
                }
            }
        }
        assertThat(differences).as("RFC %s, %s", rfc, name).isEmpty();
    }

    /// Whether a row covers the message. What it does not cover, another RFC may say.
    private static boolean said(List<PrintedTable.Row> rows, int status) {
        for (PrintedTable.Row row : rows) {
            HeaderUse alone = PrintedTable.use(List.of(row), 0, Method.INFO, ALL);
            Presence presence = PrintedTable.presence(alone, Method.INFO, status);
            if (presence.mark().equals(row.marks().getFirst())) {
                return true;
            }
        }
        return false;
    }

    @Test
    void everyTableCanBeRead() {
        for (HeaderField<?> field : catalog.fields()) {
            assertThat(field.use().rows()).as(field.toString()).isNotEmpty();
        }
    }
}
