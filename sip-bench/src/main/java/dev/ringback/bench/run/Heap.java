package dev.ringback.bench.run;

import dev.ringback.bench.run.contender.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The live objects of a JVM, as its own histogram counts them after a full collection.
final class Heap {
    private static final int PATIENCE_SECONDS = 120;
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+(\\d+)\\s+(\\d+)\\s*$");

    private Heap() {}

    /// The octets of all objects that are reachable.
    ///
    /// @throws BenchException when the JVM does not answer
    static long live(long pid) throws InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Path out = Files.createTempFile("ringback-heap", ".txt");
            try {
                return total(
                        histogram(List.of(jcmd, Long.toString(pid), "GC.class_histogram"), out));
            } finally {
                Files.delete(out);
            }
        } catch (IOException e) {
            throw new BenchException("jcmd cannot be run: " + e);
        }
    }

    private static String histogram(List<String> command, Path out)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        return ended ? Files.readString(out) : "";
    }

    /// The sum that a histogram ends with, in octets.
    static long total(String histogram) {
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new BenchException("the JVM gave no histogram of its heap");
        }
        return Long.parseLong(total.group(2));
    }
}
