package dev.ringback.store.kamailio;

import dev.ringback.store.kamailio.SqlTokens.Kind;
import dev.ringback.store.kamailio.SqlTokens.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The rows of one table in SQL: `INSERT`, `REPLACE` and `COPY`. Other statements are passed over,
/// but for the `CREATE TABLE` that names the columns.
final class SqlDump {
    private static final List<String> USUAL =
            List.of("id", "username", "domain", "password", "ha1", "ha1b");

    /// Up to Kamailio 4.
    private static final List<String> OLD =
            List.of("id", "username", "domain", "password", "email_address", "ha1", "ha1b", "rpid");

    private static final Set<String> NO_COLUMNS =
            Set.of("PRIMARY", "UNIQUE", "KEY", "CONSTRAINT", "INDEX", "CHECK", "FOREIGN");

    /// In `COPY`.
    private static final Set<String> NOTHING = Set.of("\\N");

    private final SqlTokens tokens;
    private final String table;
    private final Consumer<Row> rows;
    private List<String> columns = List.of();
    private Token next;

    SqlDump(SqlTokens tokens, String table, Consumer<Row> rows) throws IOException {
        this.tokens = tokens;
        this.table = table;
        this.rows = rows;
        this.next = tokens.next();
    }

    void read() throws IOException {
        while (next.kind() != Kind.END) {
            if (take("INSERT") || take("REPLACE")) {
                insert();
            } else if (take("CREATE")) {
                create();
            } else if (take("COPY")) {
                copy();
            } else {
                pass();
            }
        }
    }

    private boolean take(String word) throws IOException {
        if (!next.is(word)) {
            return false;
        }
        next = tokens.next();
        return true;
    }

    /// Goes to the end of the statement.
    private void pass() throws IOException {
        while (next.kind() != Kind.END && !take(";")) {
            next = tokens.next();
        }
    }

    /// Takes a name, with that of its database or schema before it, and answers whether it is that
    /// of the table.
    private boolean ours() throws IOException {
        String name = "";
        do {
            if (next.name()) {
                name = next.text();
                next = tokens.next();
            }
        } while (take("."));
        return name.substring(name.lastIndexOf('.') + 1).equalsIgnoreCase(table);
    }

    /// `CREATE TABLE [IF NOT EXISTS] name (column type …, …)`.
    private void create() throws IOException {
        boolean found = take("TABLE");
        if (take("IF")) {
            found &= take("NOT") && take("EXISTS");
        }
        if (!found || !ours() || !take("(")) {
            pass();
            return;
        }
        List<String> named = new ArrayList<>();
        do {
            boolean column = next.kind() == Kind.NAME || !keyword(next);
            if (column && next.name()) {
                named.add(next.text());
            }
            item();
        } while (take(","));
        columns = named;
        pass();
    }

    private static boolean keyword(Token token) {
        return NO_COLUMNS.stream().anyMatch(token::is);
    }

    /// Goes to the comma or the bracket that ends an item of a list.
    private void item() throws IOException {
        int depth = 0;
        while (next.kind() != Kind.END && (depth > 0 || !(next.is(",") || next.is(")")))) {
            depth += next.is("(") ? 1 : 0;
            depth -= next.is(")") ? 1 : 0;
            next = tokens.next();
        }
    }

    /// `(name, …)`, or nothing, and then what is known already.
    private List<String> names() throws IOException {
        if (!take("(")) {
            return columns;
        }
        List<String> names = new ArrayList<>();
        do {
            names.add(next.text());
            item();
        } while (take(","));
        take(")");
        return names;
    }

    /// `INSERT [IGNORE | OR …] INTO name [(column, …)] VALUES (value, …), …`.
    private void insert() throws IOException {
        while (next.kind() == Kind.WORD && !next.is("INTO")) {
            next = tokens.next();
        }
        if (!take("INTO") || !ours()) {
            pass();
            return;
        }
        List<String> named = names();
        if (!take("VALUES")) {
            pass();
            return;
        }
        do {
            long line = next.line();
            if (take("(")) {
                List<Row.Value> values = values();
                rows.accept(
                        take(")")
                                ? Row.of(line, named(named, values.size()), values)
                                : Row.unreadable(line, Row.CUT));
            }
        } while (take(","));
        pass();
    }

    private static List<String> named(List<String> columns, int values) {
        if (!columns.isEmpty()) {
            return columns;
        }
        return values == OLD.size() ? OLD : USUAL;
    }

    /// Takes values up to the bracket after them.
    private List<Row.Value> values() throws IOException {
        List<Row.Value> values = new ArrayList<>();
        do {
            values.add(value());
        } while (take(","));
        return values;
    }

    private Row.Value value() throws IOException {
        take("-"); // of a number
        Token first = next;
        next = tokens.next();
        if (first.kind() == Kind.WORD && first.text().startsWith("_")) { // _utf8mb4 'x'
            first = next;
            next = tokens.next();
        }
        boolean ended = next.is(",") || next.is(")");
        boolean plain = first.kind() == Kind.WORD && !first.text().startsWith("0x");
        if (ended && (plain || first.kind() == Kind.TEXT)) {
            return first.is("NULL") ? Row.Value.NULL : Row.Value.of(first.text());
        }
        item();
        return Row.Value.unreadable("is no plain value but " + first.text() + "…");
    }

    /// `COPY name (column, …) FROM stdin;` and then lines with tabs, up to one of `\.`.
    private void copy() throws IOException {
        boolean found = ours();
        List<String> named = names();
        boolean lines = take("FROM") && take("stdin");
        while (next.kind() != Kind.END && !next.is(";")) {
            next = tokens.next();
        }
        if (lines) {
            lines(named, found ? rows : _ -> {});
        }
        next = tokens.next();
    }

    private void lines(List<String> named, Consumer<Row> to) throws IOException {
        Characters from = tokens.characters();
        from.rest();
        while (from.peek() != Characters.END) {
            long line = from.line();
            String text = from.rest();
            if (text.equals("\\.")) {
                return;
            }
            List<Row.Value> values = Csv.tabbed(text, NOTHING);
            to.accept(
                    from.line() == line
                            ? Row.unreadable(line, Row.CUT)
                            : Row.of(line, named(named, values.size()), values));
        }
    }
}
