package dev.ringback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The documentation of the published modules is made without a warning: each link leads somewhere,
/// each `@param` has its parameter. That everything public has a comment is for [DocRules] to say.
class JavadocTest {
    private static final List<String> PUBLISHED =
            List.of(
                    "sip-message",
                    "sip-stack",
                    "sip-agent",
                    "sip-media",
                    "sip-smime",
                    "sip-netty",
                    "sip-callflow",
                    "sip-server",
                    "sip-webrtc",
                    "sip-store",
                    "sip-store-kit",
                    "sip-testkit");

    @Test
    void publishedModulesAreDocumentedWithoutWarnings(@TempDir Path folder) throws Exception {
        Path root = Sources.root();
        List<Path> files = new ArrayList<>();
        for (String module : PUBLISHED) {
            files.addAll(sources(root.resolve(module)));
        }
        assertThat(javadoc(folder, files)).isEmpty();
    }

    @Test
    void aLinkThatLeadsNowhereIsSeen(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("Lost.java");
        Files.writeString(file, "/// See [Nowhere].\npublic class Lost {}\n");
        assertThat(javadoc(folder, List.of(file))).contains("reference not found");
    }

    private static List<Path> sources(Path module) throws IOException {
        try (Stream<Path> all = Files.walk(module.resolve("src/main/java"))) {
            return all.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("module-info.java"))
                    .toList();
        }
    }

    /// What the tool has to complain about; empty where it is content.
    private static String javadoc(Path folder, List<Path> files) {
        List<String> arguments = new ArrayList<>();
        options(folder).forEach((name, value) -> arguments.addAll(List.of(name, value)));
        arguments.addAll(List.of("-quiet", "-notree", "-noindex", "-nohelp", "-Werror"));
        arguments.add("-Xdoclint:all,-missing");
        files.forEach(file -> arguments.add(file.toString()));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int code =
                ToolProvider.findFirst("javadoc")
                        .orElseThrow()
                        .run(writer, writer, arguments.toArray(String[]::new));
        writer.flush();
        return code == 0 ? "" : said.toString();
    }

    private static Map<String, String> options(Path folder) {
        Map<String, String> options = new TreeMap<>();
        options.put("-d", folder.resolve("html").toString());
        options.put("-cp", System.getProperty("java.class.path"));
        options.put("-encoding", "UTF-8");
        options.put("-Xmaxwarns", "50");
        return options;
    }
}
