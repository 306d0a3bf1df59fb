package dev.ringback.routing.script;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Compiles one Java file in memory, with the JDK's own compiler and against the server's own
/// classes. No file is written.
final class RoutesCompiler {
    /// As many faults are told at once.
    private static final int MOST_TOLD = 5;

    private final String file;
    private final String text;

    /// @param file what messages call it
    /// @param text its contents
    RoutesCompiler(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /// The compiled classes by their binary names.
    ///
    /// @throws ScriptException with every fault's place
    Map<String, byte[]> compile() throws ScriptException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new ScriptException(
                    "compiling it needs a JDK, and "
                            + System.getProperty("java.home")
                            + " is a JRE: set RINGBACK_JAVA to a JDK 25");
        }
        DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
        StringWriter rest = new StringWriter();
        try (StandardJavaFileManager standard =
                        compiler.getStandardFileManager(
                                faults, Locale.ROOT, StandardCharsets.UTF_8);
                MemoryFiles files = new MemoryFiles(standard)) {
            boolean good =
                    compiler.getTask(
                                    rest,
                                    files,
                                    faults,
                                    options(),
                                    null,
                                    List.of(new MemoryFiles.Source(file, text)))
                            .call();
            if (!good) {
                throw failure(faults.getDiagnostics(), rest.toString());
            }
            return files.classes();
        } catch (IOException e) {
            throw new ScriptException("cannot compile it: " + e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            throw new ScriptException("the compiler failed: " + e);
        }
    }

    /// Whether the server was started from a class path or from a module path, what it consists of
    /// is the class path here: the script belongs to no module.
    private static List<String> options() {
        String path =
                Stream.of("java.class.path", "jdk.module.path")
                        .map(name -> System.getProperty(name, ""))
                        .filter(value -> !value.isEmpty())
                        .collect(Collectors.joining(File.pathSeparator));
        return List.of("-classpath", path, "-sourcepath", "", "-proc:none", "-g", "-Xlint:none");
    }

    private ScriptException failure(
            List<Diagnostic<? extends JavaFileObject>> diagnostics, String rest) {
        List<Diagnostic<? extends JavaFileObject>> errors =
                diagnostics.stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).toList();
        if (errors.isEmpty()) {
            return new ScriptException("the compiler failed: " + rest.strip());
        }
        List<String> more = new ArrayList<>(excerpt(errors.getFirst()));
        for (Diagnostic<?> error : errors.subList(1, Math.min(errors.size(), MOST_TOLD))) {
            more.add(file + ":" + line(error) + ":" + column(error) + ": " + message(error));
            more.addAll(excerpt(error));
        }
        if (errors.size() > MOST_TOLD) {
            more.add("and " + (errors.size() - MOST_TOLD) + " more");
        }
        Diagnostic<?> first = errors.getFirst();
        return new ScriptException(line(first), column(first), message(first), more);
    }

    private static int line(Diagnostic<?> diagnostic) {
        return Math.max(1, Math.toIntExact(diagnostic.getLineNumber()));
    }

    private static int column(Diagnostic<?> diagnostic) {
        return Math.max(1, Math.toIntExact(diagnostic.getColumnNumber()));
    }

    /// The compiler's words on one line.
    private static String message(Diagnostic<?> diagnostic) {
        return diagnostic
                .getMessage(Locale.ROOT)
                .lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private List<String> excerpt(Diagnostic<?> diagnostic) {
        return excerpt(text, line(diagnostic), column(diagnostic));
    }

    /// A line of the source, and below it a caret under the column. The compiler counts a tab as
    /// the way to the next stop of eight, so that is what is shown.
    static List<String> excerpt(String text, int number, int column) {
        @Nullable String line = text.lines().skip(number - 1L).findFirst().orElse(null);
        if (line == null) {
            return List.of();
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                shown.repeat(' ', 8 - shown.length() % 8);
            } else {
                shown.append(c);
            }
        }
        return List.of("    " + shown, " ".repeat(column + 3) + '^');
    }
}
