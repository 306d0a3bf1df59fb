package dev.ringback.callflow.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program that a test drives. It ends with the test.
public final class Peer implements AutoCloseable {
    private static final String PATHS = "/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin";

    private final Process process;
    private final Path log;

    private Peer(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts one that is installed, or fails.
    ///
    /// @param folder where it works, its output is in a file there
    public static Peer start(Path folder, String... command) throws IOException {
        return start(folder, null, command);
    }

    /// Starts one with a file as its standard output.
    public static Peer start(Path folder, @Nullable File output, String... command)
            throws IOException {
        Path log = Files.createTempFile(folder, "peer", ".log");
        String[] all = command.clone();
        all[0] = path(command[0]);
        ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(output == null);
        builder.redirectOutput(output == null ? log.toFile() : output);
        if (output != null) {
            builder.redirectError(log.toFile());
        }
        return new Peer(builder.start(), log);
    }

    private static String path(String name) {
        List<String> found =
                Arrays.stream(PATHS.split(":"))
                        .map(folder -> folder + "/" + name)
                        .filter(path -> new File(path).canExecute())
                        .toList();
        assertThat(found).as("%s is not installed: run ./test", name).isNotEmpty();
        return found.getFirst();
    }

    /// What it printed, once it has ended well.
    public String output() throws IOException, InterruptedException {
        await();
        assertThat(process.exitValue()).as(said()).isZero();
        return said();
    }

    /// Waits for its end.
    public void await() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
    }

    /// What it printed so far.
    public String said() throws IOException {
        return Files.readString(log);
    }

    /// Asks it to end as ^C does, and waits for that.
    public void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
        await();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
