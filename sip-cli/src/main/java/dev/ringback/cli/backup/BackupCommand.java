package dev.ringback.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.cli.ctl.WhichServer;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.config.ServerConfig;
import dev.ringback.control.BindingLine;
import dev.ringback.control.ControlClient;
import dev.ringback.control.ControlRequest;
import dev.ringback.control.ControlSocket;
import dev.ringback.control.JsonLine;
import dev.ringback.location.LocationService;
import dev.ringback.store.Engines;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback backup`: everything of a data folder in one file, also while its server runs.
@Command(
        name = "backup",
        header = "Writes everything of a data folder into one file, also while its server runs.",
        description = {
            "The file is a zip archive for its owner alone: it holds the users' password hashes",
            "and the secret of routes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback backup ringback.zip",
            "  ringback restore ringback.zip --data /var/lib/other"
        })
public final class BackupCommand implements Callable<Integer> {
    /// The entry of bindings.
    static final String BINDINGS = "bindings.jsonl";

    /// What the names of files of the data folder begin with.
    static final String DATA = "data/";

    @Mixin private WhichServer which = new WhichServer();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "the archive; one that is there is replaced")
    private Path file = Path.of("");

    @Option(names = "--json", description = "prints a JSON object")
    private boolean json;

    private long bindings;

    /// As it comes from the command line.
    public BackupCommand() {}

    @Override
    public Integer call() throws Exception {
        ServerConfig config = which.config();
        Path data = config.data();
        if (data == null || !Files.isDirectory(data)) {
            throw new UsageException("there is no data folder " + data);
        }
        DataFiles files = new DataFiles(data, file);
        List<Path> all = files.list();
        Path copy = file.resolveSibling(file.getFileName() + ".copy");
        try (ArchiveWriter archive = new ArchiveWriter(file)) {
            archive.add(BINDINGS, out -> writeBindings(config, out));
            for (Path each : all) {
                files.copy(each, copy);
                archive.add(DATA + each, out -> Files.copy(copy, out));
            }
            archive.finish(bindings);
        } finally {
            Files.deleteIfExists(copy);
        }
        tell(all.size());
        return 0;
    }

    private void tell(int files) {
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("file", file.toString());
        done.put("files", files);
        done.put("bindings", bindings);
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? JsonLine.write(done)
                                : "wrote "
                                        + file
                                        + ": "
                                        + Texts.count(files, "file")
                                        + ", "
                                        + Texts.count(bindings, "binding"));
    }

    private void writeBindings(ServerConfig config, OutputStream out) throws IOException {
        Lines lines =
                item -> {
                    bindings += item.get("bindings") instanceof List<?> list ? list.size() : 0;
                    try {
                        out.write((JsonLine.write(item) + "\n").getBytes(UTF_8));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                };
        try {
            if (!ask(lines)) {
                read(config, lines);
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Takes what becomes a line each.
    private interface Lines {
        void accept(Map<String, ? extends @Nullable Object> item);
    }

    /// Asks the server.
    ///
    /// @return whether one runs
    private boolean ask(Lines lines) throws IOException {
        ControlSocket socket = which.running();
        if (socket == null) {
            return false;
        }
        try (ControlClient client = ControlClient.connect(socket)) {
            client.ask(new ControlRequest("snapshot"), item -> lines.accept(item));
            return true;
        }
    }

    /// Opens the store as a server would, which one that runs without a socket forbids.
    private static void read(ServerConfig config, Lines lines) throws IOException {
        try (LocationService location =
                new Engines().location(config.storage(), System::nanoTime)) {
            location.dump(
                    System.nanoTime(),
                    (aor, each) ->
                            lines.accept(
                                    new LinkedHashMap<>(
                                            new BindingLine(aor, each).object(System.nanoTime()))));
        }
    }
}
