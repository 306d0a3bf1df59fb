package dev.ringback.store.kamailio;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.List;
import java.util.function.Consumer;

/// Reads a table from text of any of these forms, which tell themselves:
///
/// - CSV with a line of names first: RFC 4180, with comma, semicolon or tab. So write `psql --csv`
///   and `sqlite3 -csv -header`; with tabs and backslashes, `mysql --batch`.
/// - dbtext, the files of Kamailio's module of that name.
/// - SQL: what `mysqldump`, `pg_dump` and `.dump` of `sqlite3` write, `INSERT` or `COPY`.
public final class SubscriberTable {
    /// Longer than a first line of names is.
    private static final int FIRST = 8_192;

    private SubscriberTable() {}

    /// Shows all rows in their order.
    ///
    /// @param text read once, from its beginning to its end
    /// @param table the name of the table, which only SQL tells
    /// @throws IOException where it cannot be read
    public static void read(Reader text, String table, Consumer<Row> rows) throws IOException {
        PushbackReader whole = new PushbackReader(text, FIRST);
        char[] begin = new char[FIRST];
        int length = 0;
        for (int read = 0; read >= 0 && length < FIRST; length += Math.max(0, read)) {
            read = whole.read(begin, length, FIRST - length);
        }
        whole.unread(begin, 0, length);
        String first = first(new String(begin, 0, length));
        Characters characters = new Characters(whole);
        if (DbText.begins(first)) {
            DbText.read(characters, rows);
        } else if (Csv.begins(first)) {
            Csv.read(characters, rows);
        } else {
            new SqlDump(new SqlTokens(characters), table, rows).read();
        }
    }

    private static String first(String begin) {
        String text = begin.startsWith("\ufeff") ? begin.substring(1) : begin;
        List<String> lines = text.lines().filter(line -> !line.isBlank()).limit(1).toList();
        return lines.isEmpty() ? "" : lines.getFirst();
    }
}
