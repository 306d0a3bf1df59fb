package dev.ringback.store.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The real PostgreSQL with a folder, socket and port of its own, on this machine only, without any
/// care for the disk. It ends with the process at the latest.
///
/// It refuses to run as root: then the user `postgres` runs it, whom Debian's package makes.
public final class PostgresServer implements AutoCloseable {
    private static final String SUPERUSER = "tester";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final long PATIENCE_SECONDS = 60;

    private final Path binaries;
    private final Path folder;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private volatile Process process;

    private PostgresServer(Path binaries, Path folder, int port) throws IOException {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
        run("initdb", "-A", "trust", "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
                .expectSuccess();
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "postgres-end"));
    }

    /// Starts one. Takes a few seconds.
    public static PostgresServer start() {
        try {
            Path folder = Files.createTempDirectory(Path.of("/tmp"), "ringback-pg");
            if (root()) {
                Files.setOwner(
                        folder,
                        folder.getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName("postgres"));
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return new PostgresServer(binaries(), folder, freePort());
        } catch (IOException e) {
            throw new UncheckedIOException("no PostgreSQL: apt-get install postgresql", e);
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Those of the newest version.
    private static Path binaries() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            throw new IOException(DEBIAN + " is missing");
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow(() -> new IOException(DEBIAN + " has no initdb"));
        }
    }

    private ProcessBuilder command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("PGDATA", folder.resolve("data").toString());
        builder.environment().put("PGHOST", folder.toString());
        builder.environment().put("PGPORT", Integer.toString(port));
        builder.environment().put("PGUSER", SUPERUSER);
        builder.environment().put("PGDATABASE", "postgres");
        return builder.redirectErrorStream(true);
    }

    /// What a program said.
    private record Said(int status, String text) {
        String expectSuccess() {
            if (status != 0) {
                throw new AssertionError("status " + status + ": " + text);
            }
            return text;
        }
    }

    private Said run(String program, String... arguments) throws IOException {
        Process started = command(program, arguments).start();
        String text = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!started.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                started.destroyForcibly();
                throw new AssertionError(program + " does not end: " + text);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        return new Said(started.exitValue(), text);
    }

    private Process launch() throws IOException {
        ProcessBuilder builder =
                command(
                        "postgres",
                        "--fsync=off",
                        "--synchronous_commit=off",
                        "--full_page_writes=off",
                        "--listen_addresses=127.0.0.1",
                        "--unix_socket_directories=" + folder,
                        "--max_connections=60");
        builder.redirectOutput(folder.resolveSibling(folder.getFileName() + ".log").toFile());
        Process started = builder.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (run("pg_isready", "-q").status() != 0) {
            if (!started.isAlive() || System.nanoTime() - end > 0) {
                throw new AssertionError("PostgreSQL does not start: " + log());
            }
        }
        return started;
    }

    /// What it has said since it was started last.
    public String log() throws IOException {
        return Files.readString(folder.resolveSibling(folder.getFileName() + ".log"));
    }

    /// Makes an empty database.
    ///
    /// @return its address, `jdbc:postgresql://127.0.0.1:PORT/NAME?user=USER`
    public String database() throws IOException {
        String name = "d" + databases.incrementAndGet();
        run("createdb", name).expectSuccess();
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=" + SUPERUSER;
    }

    /// Runs statements in a database as another program would.
    ///
    /// @param address of [#database]
    /// @return what it prints: rows without headings, `|` between columns
    public String psql(String address, String statements) throws IOException {
        String name = address.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
        return run("psql", "-X", "-qAt", "-v", "ON_ERROR_STOP=1", "-d", name, "-c", statements)
                .expectSuccess()
                .strip();
    }

    /// Ends it at once, as a failing machine would.
    public void stop() throws IOException {
        run("pg_ctl", "stop", "-m", "immediate", "-w").expectSuccess();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /// Starts it again, with what was in it.
    public void restart() throws IOException {
        process = launch();
    }

    /// Ends it and forgets its content.
    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                stop();
            }
        } catch (IOException | AssertionError _) {
            process.destroyForcibly();
        }
        delete(folder.resolveSibling(folder.getFileName() + ".log"));
        delete(folder);
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
