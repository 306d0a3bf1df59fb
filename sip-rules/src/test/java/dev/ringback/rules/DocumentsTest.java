package dev.ringback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents name exists.
class DocumentsTest {
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w*(\\.\\w+)?)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    private final Path root = Sources.root();
    private final RfcTables tables = new RfcTables(Sources.repository());

    @Test
    void everyRowOfTheRfcTablesIsInOrder() throws IOException {
        List<Violation> found = new ArrayList<>();
        for (Path file : documents("docs/rfc")) {
            found.addAll(tables.check(name(file), Files.readString(file)));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyTypeThatTheArchitectureNamesExists() throws IOException {
        List<String> missing =
                TYPE.matcher(Files.readString(root.resolve("ARCHITECTURE.md")))
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> !tables.known(name))
                        .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<String> broken = new ArrayList<>();
        List<Path> files = new ArrayList<>(documents(""));
        files.addAll(documents("docs"));
        for (Path file : files) {
            LINK.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .filter(link -> !Files.exists(file.resolveSibling(link)))
                    .forEach(link -> broken.add(name(file) + " -> " + link));
        }
        assertThat(broken).isEmpty();
    }

    private List<Path> documents(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(folder), folder.isEmpty() ? 1 : 3)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    private String name(Path file) {
        return root.relativize(file).toString();
    }
}
