package dev.ringback.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Installs what is missing from Debian's packages.
final class Debian {
    private static final List<String> FOLDERS =
            List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin");
    private static final int MINUTES = 10;

    private Debian() {}

    /// Installs a package unless its program is there, and says so.
    ///
    /// @throws WrongUse when it is not there and cannot be installed
    static void install(String program, String name) throws WrongUse, InterruptedException {
        if (present(program)) {
            return;
        }
        System.err.println("bench: installing " + name + " from Debian");
        boolean done = apt("install", "--no-install-recommends", name);
        if (!done) {
            done = apt("update") && apt("install", "--no-install-recommends", name);
        }
        if (!done || !present(program)) {
            throw new WrongUse(
                    name + " is missing and cannot be installed here: apt-get install " + name);
        }
        // The benchmark starts it on its own: it shall not serve this machine.
        run(List.of("systemctl", "-q", "disable", "--now", name));
    }

    private static boolean present(String program) {
        return FOLDERS.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean apt(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("apt-get", "-qq", "-y"));
        command.addAll(List.of("-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static boolean run(List<String> words) throws InterruptedException {
        List<String> command = new ArrayList<>(words);
        if (!System.getProperty("user.name", "").equals("root")) {
            command.addAll(0, List.of("sudo", "-n"));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            process.outputWriter().close();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
