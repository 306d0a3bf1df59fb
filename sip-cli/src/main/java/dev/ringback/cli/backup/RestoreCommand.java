package dev.ringback.cli.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.cli.ctl.WhichServer;
import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.storage.FolderInUseException;
import dev.ringback.config.storage.FolderLock;
import dev.ringback.config.storage.StoreAddress;
import dev.ringback.control.BindingLine;
import dev.ringback.control.JsonLine;
import dev.ringback.location.LocationService;
import dev.ringback.store.Engines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback restore`: makes a data folder of what [BackupCommand] wrote.
@Command(
        name = "restore",
        header = "Makes a data folder of a backup.",
        description = {
            "The whole archive is checked before anything is written. A folder that a server uses",
            "is refused, and one that is not empty, too, unless --force is given. Bindings that",
            "are kept elsewhere are left as they are, unless --bindings is given."
        })
public final class RestoreCommand implements Callable<Integer> {
    private static final String LEFT =
            "bindings left as they are in %s: --bindings replaces all of them";

    @Mixin private WhichServer which = new WhichServer();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "the archive")
    private Path file = Path.of("");

    @Option(names = "--force", description = "replaces what is in the folder")
    private boolean force;

    @Option(
            names = "--bindings",
            description = "replaces all bindings of Redis or PostgreSQL, which other servers share")
    private boolean shared;

    @Option(names = "--json", description = "prints a JSON object")
    private boolean json;

    /// As it comes from the command line.
    public RestoreCommand() {}

    @Override
    public Integer call() throws Exception {
        ServerConfig config = which.config();
        Path data = config.data();
        if (data == null) {
            throw new UsageException("the configuration has no data folder");
        }
        refuse(data);
        try (ArchiveReader archive = new ArchiveReader(file)) {
            Map<String, Path> targets = targets(archive, data);
            check(archive);
            try (FolderLock _ = FolderLock.take(data)) {
                long bindings = left(config) == null ? restoreBindings(config, archive) : 0;
                restoreFiles(archive, targets, data);
                tell(data, targets.size(), bindings, left(config));
            } catch (FolderInUseException _) {
                throw inUse(data);
            }
        }
        return 0;
    }

    /// Makes the files of a folder those of the archive.
    private void restoreFiles(ArchiveReader archive, Map<String, Path> targets, Path data)
            throws IOException {
        for (Map.Entry<String, Path> each : targets.entrySet()) {
            restore(archive, each.getKey(), each.getValue());
        }
        for (Path other : new DataFiles(data, file).list()) {
            Path there = data.resolve(other).normalize();
            if (!targets.containsValue(there)) {
                Files.delete(there);
            }
        }
    }

    /// Why the bindings stay as they are; null where they are replaced.
    private @Nullable String left(ServerConfig config) {
        return switch (config.storage().location()) {
            case StoreAddress.Embedded() -> null;
            case StoreAddress.Memory() -> "bindings left out: location: memory keeps none";
            case StoreAddress.Redis _ -> shared ? null : LEFT.formatted("Redis");
            case StoreAddress.Jdbc _ -> shared ? null : LEFT.formatted("the database");
        };
    }

    private void refuse(Path data) throws Exception {
        if (which.running() != null) {
            throw inUse(data);
        }
        if (!force && Files.isDirectory(data)) {
            try (Stream<Path> there = Files.list(data)) {
                if (there.anyMatch(each -> !each.endsWith(FolderLock.FILE))) {
                    throw new FailedException(
                            data + " is not empty: --force replaces what is in it");
                }
            }
        }
    }

    private static FailedException inUse(Path data) {
        return new FailedException("a server uses " + data + ": stop it first");
    }

    /// Where each file goes, by its name in the archive.
    private Map<String, Path> targets(ArchiveReader archive, Path data) throws IOException {
        Map<String, Path> targets = new LinkedHashMap<>();
        for (String name : archive.names()) {
            if (name.startsWith(BackupCommand.DATA)) {
                Path to = data.resolve(name.substring(BackupCommand.DATA.length())).normalize();
                if (!to.startsWith(data.normalize()) || to.equals(data.normalize())) {
                    throw new IOException(file + ": " + name + " leads out of the folder");
                }
                targets.put(name, to);
            }
        }
        return targets;
    }

    /// Reads all bindings once, for what this program cannot read.
    private static void check(ArchiveReader archive) throws IOException {
        each(archive, _ -> {});
    }

    /// Takes bindings.
    private interface Taker<E extends Exception> {
        void take(BindingLine line) throws E;
    }

    private static <E extends Exception> void each(ArchiveReader archive, Taker<E> taker)
            throws IOException, E {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(archive.open(BackupCommand.BINDINGS), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                taker.take(BindingLine.read(JsonLine.read(line), System.nanoTime()));
            }
        }
    }

    private static FileAttribute<?>[] owners(String permissions) {
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    /// A file takes its name when it is whole.
    private static void restore(ArchiveReader archive, String name, Path to) throws IOException {
        Path folder = Objects.requireNonNull(to.getParent(), "it is in the data folder");
        Files.createDirectories(folder, owners("rwx------"));
        Path whole = Files.createTempFile(folder, "new-", "", owners("rw-------"));
        try (InputStream in = archive.open(name)) {
            Files.copy(in, whole, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-------"));
            Files.move(whole, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /// Puts the bindings into the store that the configuration names. What it had of a user before
    /// is replaced, and of users that are not in the archive it is removed.
    private static long restoreBindings(ServerConfig config, ArchiveReader archive)
            throws IOException, FailedException {
        long[] count = new long[1];
        try (LocationService location =
                new Engines().location(config.storage(), System::nanoTime)) {
            BindingSink sink = new BindingSink(location);
            sink.clear();
            RestoreCommand.<FailedException>each(
                    archive,
                    line -> {
                        sink.put(line);
                        count[0] += line.bindings().size();
                    });
            sink.finish();
        }
        return count[0];
    }

    private void tell(Path data, int files, long bindings, @Nullable String left) {
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("data", data.toString());
        done.put("files", files);
        done.put("bindings", bindings);
        if (left != null) {
            done.put("left", left);
        }
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? JsonLine.write(done)
                                : "restored "
                                        + data
                                        + ": "
                                        + Texts.count(files, "file")
                                        + ", "
                                        + Texts.count(bindings, "binding")
                                        + (left == null ? "" : "; " + left));
    }
}
