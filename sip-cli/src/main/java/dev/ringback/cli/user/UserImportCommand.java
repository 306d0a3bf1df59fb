package dev.ringback.cli.user;

import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.control.JsonLine;
import dev.ringback.store.kamailio.KamailioUsers;
import dev.ringback.store.kamailio.SubscriberTable;
import dev.ringback.subscribers.SubscriberStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback user import`: takes over the users of a Kamailio.
@Command(
        name = "import",
        header = "Adds the users of Kamailio's table subscriber.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  mysqldump kamailio subscriber > users.sql && ringback user import users.sql",
            "  psql --csv -c 'TABLE subscriber' kamailio | ringback user import -",
            "  ringback user import /usr/share/kamailio/dbtext/kamailio/subscriber --dry-run",
            "FILE is a dump in SQL (mysqldump, pg_dump, .dump of sqlite3), CSV with a line of",
            "names, or dbtext. A password in clear makes hashes of MD5 and SHA-256; without one,",
            "ha1 is that of MD5, and such a user is asked for that alone. Users without a domain",
            "are in the first one of --config, or localhost. All are taken at once or none. Exit",
            "status: 0 all rows are users now, 1 some were skipped, 2 wrong usage, or FILE cannot",
            "be read."
        })
final class UserImportCommand implements Callable<Integer> {
    /// So many are told one by one.
    private static final int TOLD = 100;

    @Mixin private DataFolder folder = new DataFolder();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "the table; - is standard input")
    private String file = "";

    @Option(names = "--table", paramLabel = "NAME", description = "its name in SQL (subscriber)")
    private String table = "subscriber";

    @Option(names = "--dry-run", description = "tells what would be done and does nothing")
    private boolean dryRun;

    @Option(names = "--json", description = "prints a JSON object")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Takeover takeover = dryRun ? read(new Takeover(folder.glance())) : takeOver();
        if (takeover.rows() == 0) {
            throw new FailedException(file + " has no row of a table " + table);
        }
        tell(takeover);
        return takeover.skipped().isEmpty() ? 0 : 1;
    }

    private Takeover takeOver() throws Exception {
        try (SubscriberStore store = folder.store()) {
            Takeover takeover = read(new Takeover(store.load()));
            store.put(takeover.changes());
            return takeover;
        }
    }

    private Takeover read(Takeover takeover) throws Exception {
        KamailioUsers users = new KamailioUsers(folder.domain());
        try (Reader text = open()) {
            SubscriberTable.read(text, table, row -> takeover.take(row, users));
        } catch (CharacterCodingException _) {
            throw new UsageException(file + " is not UTF-8 text");
        }
        return takeover;
    }

    private Reader open() throws IOException {
        return file.equals("-")
                ? new BufferedReader(
                        new InputStreamReader(System.in, StandardCharsets.UTF_8.newDecoder()))
                : Files.newBufferedReader(Path.of(file));
    }

    private void tell(Takeover takeover) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonLine.write(object(takeover)));
            return;
        }
        PrintWriter err = spec.commandLine().getErr();
        takeover.skipped().stream()
                .limit(TOLD)
                .forEach(each -> err.println(Texts.escaped(file + ":" + each + ", skipped")));
        int more = takeover.skipped().size() - TOLD;
        if (more > 0) {
            err.println("and " + Texts.count(more, "other row") + ", skipped");
        }
        err.flush();
        out.printf(
                "%s%s added, %,d changed, %,d as before, %,d skipped%n",
                dryRun ? "dry run: " : "",
                Texts.count(takeover.added(), "user"),
                takeover.changed(),
                takeover.same(),
                takeover.skipped().size());
    }

    private Map<String, Object> object(Takeover takeover) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", file);
        object.put("dryRun", dryRun);
        object.put("added", takeover.added());
        object.put("changed", takeover.changed());
        object.put("same", takeover.same());
        object.put("skipped", takeover.skipped().stream().map(UserImportCommand::object).toList());
        return object;
    }

    private static Map<String, Object> object(Takeover.Skipped row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("line", row.line());
        object.put("reason", row.reason());
        return object;
    }
}
