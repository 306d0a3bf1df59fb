package dev.ringback.cli.ctl;

import dev.ringback.control.ControlSocket;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/// The control socket of a demonstration, which has no data folder: `demo-PID.sock` in the folder
/// that the system has for such things (`XDG_RUNTIME_DIR`), else in the user's cache.
public final class DemoSocket {
    private static final String PREFIX = "demo-";
    private static final String SUFFIX = ".sock";

    private DemoSocket() {}

    private static Path folder() {
        String run = System.getenv("XDG_RUNTIME_DIR");
        Path base =
                run == null || run.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(run);
        return base.resolve("ringback");
    }

    /// That of this process; null where it cannot be.
    public static @Nullable ControlSocket own() {
        try {
            Path folder = folder();
            Files.createDirectories(folder);
            ControlSocket socket =
                    new ControlSocket(
                            folder.resolve(PREFIX + ProcessHandle.current().pid() + SUFFIX));
            socket.check();
            return Files.isWritable(folder) ? socket : null;
        } catch (IOException _) {
            return null; // a demonstration goes on without
        }
    }

    /// That of the demonstration that began last among those that run; null where none runs.
    static @Nullable ControlSocket newest() {
        Path newest = null;
        FileTime begun = FileTime.fromMillis(0);
        try (DirectoryStream<Path> sockets =
                Files.newDirectoryStream(folder(), PREFIX + "*" + SUFFIX)) {
            for (Path each : sockets) {
                FileTime time = Files.getLastModifiedTime(each);
                if (runs(each) && time.compareTo(begun) > 0) {
                    newest = each;
                    begun = time;
                }
            }
        } catch (IOException _) {
            return null; // there is no such folder
        }
        return newest == null ? null : new ControlSocket(newest);
    }

    private static boolean runs(Path socket) {
        String name = socket.getFileName().toString();
        String pid = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }
}
