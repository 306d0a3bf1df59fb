package dev.ringback.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The page as Maven has made it, without a server.
class PageTest {
    private final WebScripts scripts = new WebScripts();

    @Test
    void itsTypesFit() {
        WebScripts.Ended types = scripts.run("node", "node_modules/typescript/bin/tsc", "--noEmit");
        assertThat(types.exit()).as(types.out()).isZero();
    }

    @TestFactory
    Stream<DynamicTest> itsPureParts(@TempDir Path folder) throws IOException {
        Path report = folder.resolve("report.json");
        WebScripts.Ended units =
                scripts.run(
                        "node",
                        "node_modules/vitest/vitest.mjs",
                        "run",
                        "--reporter=json",
                        "--outputFile=" + report);
        assertThat(report).as(units.out()).exists();
        JsonNode told = JsonMapper.shared().readTree(Files.readString(report));
        assertThat(told.get("numTotalTests").asInt()).isPositive();
        assertThat(told.get("numFailedTestSuites").asInt() == 0 || !failures(told).isEmpty())
                .as(units.out())
                .isTrue();
        return told.get("testResults")
                .valueStream()
                .flatMap(file -> file.get("assertionResults").valueStream())
                .map(PageTest::unit);
    }

    private static List<JsonNode> failures(JsonNode told) {
        return told.get("testResults")
                .valueStream()
                .flatMap(file -> file.get("assertionResults").valueStream())
                .filter(each -> !each.get("status").asString().equals("passed"))
                .toList();
    }

    private static DynamicTest unit(JsonNode told) {
        return DynamicTest.dynamicTest(
                told.get("fullName").asString(),
                () ->
                        assertThat(told.get("status").asString())
                                .as(told.get("failureMessages").toString())
                                .isEqualTo("passed"));
    }

    @TestFactory
    Stream<DynamicTest> itsViewsInABrowser() {
        return scripts.scenarios("node", "browser/mocked.mjs", WebScripts.page().toString());
    }

    @Test
    void nothingOfItStandsInItsMarkup() throws IOException {
        String html = Files.readString(WebScripts.page().resolve("index.html"));
        assertThat(html).doesNotContain("<style").doesNotContain("style=").doesNotContain(" on");
        assertThat(html).containsPattern("src=\"/assets/[\\w-]+-[\\w-]{8}\\.js\"></script>");
        assertThat(html).containsPattern("href=\"/assets/[\\w-]+-[\\w-]{8}\\.css\"");
    }

    @Test
    void itIsMadeAgainOnlyWhenASourceIsNewer(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("page");
        assertThat(scripts.run("./build", out.toString()).exit()).isZero();
        var made = Files.getLastModifiedTime(out.resolve("index.html"));
        assertThat(scripts.run("./build", out.toString()).exit()).isZero();
        assertThat(Files.getLastModifiedTime(out.resolve("index.html"))).isEqualTo(made);
        Files.setLastModifiedTime(out.resolve("index.html"), FileTime.fromMillis(1));
        assertThat(scripts.run("./build", out.toString()).exit()).isZero();
        assertThat(Files.getLastModifiedTime(out.resolve("index.html"))).isGreaterThan(made);
    }

    @Test
    void withoutNodeASentenceSaysWhatIsMissing(@TempDir Path folder) {
        WebScripts.Ended ended =
                scripts.run(
                        "env",
                        "PATH=" + withoutNode(folder),
                        "/bin/sh",
                        "./build",
                        folder.resolve("page").toString());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out())
                .startsWith("[ERROR] The web console is built with Node 18 or newer and npm")
                .contains("no node on the PATH: apt-get install nodejs npm")
                .hasLineCount(1);
    }

    /// A PATH with the tools that the script needs, and no Node.
    private static Path withoutNode(Path folder) {
        try {
            for (String tool : List.of("dirname", "find", "cmp")) {
                Files.createSymbolicLink(folder.resolve(tool), Path.of("/usr/bin", tool));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
