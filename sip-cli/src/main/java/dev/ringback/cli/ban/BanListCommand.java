package dev.ringback.cli.ban;

import dev.ringback.app.BanFile;
import dev.ringback.app.BannedSource;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.user.DataFolder;
import dev.ringback.control.JsonLine;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback ban ls`: lists the bans that hold.
@Command(name = "ls", header = "Lists the bans that hold, the one that ends last first.")
final class BanListCommand implements Callable<Integer> {
    @Mixin private DataFolder folder = new DataFolder();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "prints a JSON array")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<BannedSource> bans = new BanFile(folder.path()).read(Instant.now());
        if (json) {
            out.println(JsonLine.write(bans.stream().map(BanListCommand::object).toList()));
        } else {
            bans.forEach(ban -> out.println(line(ban)));
        }
        return 0;
    }

    private static String line(BannedSource ban) {
        return String.format(
                Locale.ROOT,
                "%-20s %-10s ban %d, %d s left",
                Texts.harmless(ban.source()),
                offence(ban),
                ban.times(),
                ban.left().toSeconds());
    }

    private static Map<String, Object> object(BannedSource ban) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("source", ban.source());
        object.put("offence", offence(ban));
        object.put("times", ban.times());
        object.put("left", ban.left().toSeconds());
        return object;
    }

    private static String offence(BannedSource ban) {
        return ban.offence().name().toLowerCase(Locale.ROOT);
    }
}
