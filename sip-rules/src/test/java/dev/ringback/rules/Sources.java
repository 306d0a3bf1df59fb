package dev.ringback.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The repository's Java files, or a few given as text.
final class Sources {
    private Sources() {}

    /// Every file under `src/main/java` and `src/test/java` of every module, parsed once.
    static List<Source> repository() {
        return Repository.SOURCES;
    }

    /// The root of the repository: the nearest folder upwards that holds `sip-rules`.
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("sip-rules/pom.xml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("run the rules from within the repository");
            }
        }
        return folder;
    }

    /// The folders of the Maven modules, in alphabetical order.
    static List<Path> modules(Path root) {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Parses one file.
    static Source parse(String path, String text) {
        return parse(Map.of(path, text)).getFirst();
    }

    /// Parses files, given by their path from the root.
    static List<Source> parse(Map<String, String> texts) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<Text> files = new ArrayList<>();
        texts.forEach((path, text) -> files.add(new Text(path, text)));
        JavacTask task =
                (JavacTask)
                        compiler.getTask(null, null, problems, List.of("-proc:none"), null, files);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<Source> sources = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                String path = unit.getSourceFile().toUri().getPath().substring(1);
                String text = unit.getSourceFile().getCharContent(true).toString();
                sources.add(new Source(path, text, unit, positions));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!problems.getDiagnostics().isEmpty()) {
            throw new IllegalStateException(problems.getDiagnostics().toString());
        }
        return sources;
    }

    private static List<Source> read(Path root) {
        Map<String, String> texts = new TreeMap<>();
        for (Path module : modules(root)) {
            for (String part : List.of("src/main/java", "src/test/java")) {
                if (Files.isDirectory(module.resolve(part))) {
                    readFolder(root, module.resolve(part), texts);
                }
            }
        }
        return parse(texts);
    }

    private static void readFolder(Path root, Path folder, Map<String, String> texts) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                texts.put(root.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Repository {
        private static final List<Source> SOURCES = List.copyOf(read(root()));
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        private Text(String path, String text) {
            super(URI.create("text:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
