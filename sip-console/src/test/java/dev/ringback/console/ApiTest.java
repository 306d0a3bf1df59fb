package dev.ringback.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.app.source.FileChange;
import dev.ringback.console.api.Asked;
import dev.ringback.control.JsonLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is answered to an administrator.
final class ApiTest {
    private final TestConsole console;
    private final Browser admin;

    ApiTest(@TempDir Path folder) throws Exception {
        console = TestConsole.open(folder);
        admin = console.admin();
    }

    @AfterEach
    void end() {
        console.close();
    }

    private Said json(String path) throws IOException {
        Browser.Answer answer = admin.get("/api/v1/" + path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Said.of(answer.body());
    }

    private void register(String... names) throws IOException {
        for (String name : names) {
            try (Telephone telephone = new Telephone(name, console.sip())) {
                telephone.register();
            }
        }
    }

    @Test
    void statusIsThatOfTheControlSocket() throws IOException {
        assertThat(json("status").values())
                .containsEntry("version", "test")
                .containsKeys("pid", "config", "counts", "store", "draining");
    }

    @Test
    void bindingsComeInPagesAndEachComesOnce() throws IOException {
        register("a", "b", "c", "d", "e");
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Said page = json("registrations?limit=2&cursor=" + cursor);
            assertThat(page.values()).containsEntry("total", 5L);
            page.list("bindings").forEach(each -> seen.add(each.text("aor")));
            cursor = page.text("next");
        } while (!cursor.equals("null"));
        assertThat(seen)
                .containsExactly(
                        "a@localhost", "b@localhost", "c@localhost", "d@localhost", "e@localhost");
    }

    @Test
    void theUserAgentsOfAPageAreAskedForOnce() throws IOException {
        register("a", "b", "c");
        assertThat(json("registrations").list("bindings")).hasSize(3);
        assertThat(console.calls.asked()).isOne();
    }

    @Test
    void whatIsSearchedForHasABound() throws IOException {
        for (String path : List.of("registrations?q=", "users?q=", "registrations?user=")) {
            String query = "/api/v1/" + path;
            int most = path.endsWith("q=") ? 200 : 512;
            assertThat(admin.get(query + "x".repeat(most)).status()).as(path).isEqualTo(200);
            assertThat(admin.get(query + "x".repeat(most + 1)).status()).as(path).isEqualTo(400);
        }
        assertThat(admin.get("/api/v1/calls?user=" + "x".repeat(513)).status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/calls?cause=" + "x".repeat(65)).status()).isEqualTo(400);
    }

    @Test
    void bindingsAreFoundByWordsAndByUserAndRemovedOneByOne() throws IOException {
        register("alice", "bob");
        assertThat(json("registrations?q=ALI%20127.0").list("bindings")).hasSize(1);
        Said bob = json("registrations?user=bob").list("bindings").getFirst();
        assertThat(bob.values())
                .containsEntry("aor", "bob@localhost")
                .containsEntry("transport", "udp")
                .containsEntry("flow", "none");
        assertThat((Long) bob.get("expiresSeconds")).isBetween(590L, 600L);
        String path = "/api/v1/registrations/" + bob.get("id");
        assertThat(admin.ask("DELETE", path, "").status()).isEqualTo(204);
        assertThat(admin.ask("DELETE", path, "").status()).isEqualTo(404);
        assertThat(json("registrations").list("bindings")).hasSize(1);
    }

    @Test
    void usersAreAddedChangedAndRemovedButThoseOfTheConfigurationStay() throws IOException {
        String dora = "{\"name\":\"dora\",\"password\":\"x\"}";
        assertThat(admin.post("/api/v1/users", dora).status()).isEqualTo(201);
        assertThat(admin.post("/api/v1/users", dora).status()).isEqualTo(409);
        assertThat(admin.post("/api/v1/users", "{\"name\":\"a b\",\"password\":\"x\"}").status())
                .isEqualTo(400);
        await().atMost(Browser.PATIENCE)
                .untilAsserted(() -> assertThat(json("users?q=DORA").list("users")).hasSize(1));
        Said user = json("users?q=dora").list("users").getFirst();
        assertThat(user.values()).containsEntry("source", "store");
        Object before = dora();
        String path = "/api/v1/users/" + user.get("id");
        assertThat(admin.ask("PUT", path + "/password", "{\"password\":\"y\"}").status())
                .isEqualTo(204);
        assertThat(dora()).isNotEqualTo(before);
        assertThat(admin.ask("DELETE", path, "").status()).isEqualTo(204);
        assertThat(console.server.store().find("dora", "localhost")).isNull();
        String carol = "/api/v1/users/" + Asked.id("carol@localhost");
        assertThat(admin.ask("DELETE", carol, "").status()).isEqualTo(409);
        assertThat(json("users").toString()).doesNotContain("ha1");
    }

    private Object dora() throws IOException {
        return Objects.requireNonNull(console.server.store().find("dora", "localhost")).ha1();
    }

    @Test
    void domainsAreAddedAndRemoved() throws IOException {
        assertThat(admin.post("/api/v1/domains", "{\"name\":\"New.Example\"}").status())
                .isEqualTo(201);
        await().atMost(Browser.PATIENCE)
                .until(() -> json("domains").toString().contains("new.example"));
        String path = "/api/v1/domains/" + Asked.id("new.example");
        assertThat(admin.ask("DELETE", path, "").status()).isEqualTo(204);
        assertThat(admin.ask("DELETE", path, "").status()).isEqualTo(404);
        assertThat(admin.ask("DELETE", "/api/v1/domains/" + Asked.id("localhost"), "").status())
                .isEqualTo(409);
    }

    @Test
    void rulesAreCheckedWithLineColumnAndWhatWasMeant() throws IOException {
        Browser.Answer answer =
                admin.post("/api/v1/rules/validate", "{\"text\":\"domains: [a.b]\\nrulez: []\"}");
        Said said = Said.of(answer.body());
        assertThat(said.values()).containsEntry("valid", false);
        assertThat(said.list("errors").getFirst().values())
                .containsEntry("line", 2L)
                .containsEntry("column", 1L)
                .containsEntry("suggestion", "rules");
        assertThat(admin.post("/api/v1/rules/validate", "{\"text\":\"\"}").body())
                .isEqualTo("{\"valid\":true,\"errors\":[]}");
    }

    @Test
    void rulesAreWrittenAndInForceAsOneVersion() throws Exception {
        Said before = json("rules");
        String text =
                """
                auth: {required: false}
                rules:
                  - {when: {user: old}, reply: 410}
                """;
        Browser.Answer answer = apply(text, before.get("digest"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"number\":2,");
        assertThat(Files.readString(console.file)).isEqualTo(text);
        try (Telephone telephone = new Telephone("x", console.sip())) {
            telephone.invite("old");
            telephone.hear("SIP/2.0 410 ");
        }
        await().during(Duration.ofMillis(2_500))
                .atMost(Browser.PATIENCE)
                .until(() -> console.server.version().number() == 2);
    }

    private Browser.Answer apply(String text, Object digest) throws IOException {
        return admin.post(
                "/api/v1/rules/apply", JsonLine.write(Map.of("text", text, "digest", digest)));
    }

    @Test
    void whatIsWrongLeavesFileAndVersionAsTheyWere() throws IOException {
        Said before = json("rules");
        Browser.Answer answer = apply("rulez: []\n", before.get("digest"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("\"code\":\"invalid\"", "\"suggestion\":\"rules\"");
        assertThat(json("rules")).isEqualTo(before);
    }

    @Test
    void aTextThatCannotBePutInForceIsTakenOutOfTheFileAgain() throws IOException {
        String before = Files.readString(console.file);
        FileChange bad = new FileChange(console.file, "rulez: []\n");
        assertThatThrownBy(() -> console.server.reload(bad)).hasMessageContaining("rulez");
        assertThat(Files.readString(console.file)).isEqualTo(before);
        assertThat(console.server.version().number()).isEqualTo(1);
    }

    @Test
    void aChangeOfATextThatIsThereNoMoreIsRefused() throws IOException {
        Files.writeString(console.file, "auth: {required: false} # by hand\n");
        assertThat(apply("domains: [a.example]\n", "0").status()).isEqualTo(409);
        assertThat(Files.readString(console.file)).contains("by hand");
    }

    @Test
    void codesAreExplainedInBothLanguages() throws IOException {
        List<Said> english = json("codes?lang=en").list("codes");
        List<Said> chinese = json("codes?lang=zh").list("codes");
        assertThat(english.stream().filter(code -> code.get("extra").equals(false))).hasSize(51);
        assertThat(chinese).hasSameSizeAs(english).isNotEqualTo(english);
        Browser.Answer asked = admin.with("Accept-Language", "zh-CN,zh;q=0.9").get("/api/v1/codes");
        assertThat(asked.body()).startsWith("{\"lang\":\"zh\"");
    }

    @Test
    void ratesAreThoseOfEachSecond() throws IOException {
        register("alice");
        await().atMost(Browser.PATIENCE)
                .until(
                        () ->
                                json("rates?step=1").list("samples").stream()
                                        .anyMatch(each -> each.get("messagesIn").equals(1.0)));
        Said sample =
                json("rates?step=1").list("samples").stream()
                        .filter(each -> each.get("messagesIn").equals(1.0))
                        .findFirst()
                        .orElseThrow();
        assertThat(sample.values())
                .containsEntry("messagesOut", 1.0)
                .containsEntry("registrations", 1.0)
                .containsEntry("bindings", 1L);
        assertThat(sample.text("latencyMs")).contains("p50", "p99");
        assertThat(admin.get("/api/v1/rates?step=7").status()).isEqualTo(400);
    }

    @Test
    void thereIsAnAnswerForEachPathThatTheDescriptionHasAndForNoOther() throws IOException {
        String text = admin.get("/api/v1/openapi.yaml").body();
        Matcher path =
                Pattern.compile("(?m)^  (/[a-z./{}]+):$|^    (get|post|put|delete):$")
                        .matcher(text);
        TreeSet<String> described = new TreeSet<>();
        String last = "";
        while (path.find()) {
            last = path.group(1) == null ? last : path.group(1);
            if (path.group(2) != null) {
                described.add(path.group(2).toUpperCase(Locale.ROOT) + " " + last);
            }
        }
        assertThat(described).hasSize(25);
        for (String each : described) {
            String[] words = each.split(" ", 2);
            if (!each.equals("GET /events")) {
                String asked = "/api/v1" + words[1].replace("{id}", Asked.id("x"));
                Browser.Answer answer = console.admin().ask(words[0], asked, "{}");
                assertThat(answer.body()).as(each).doesNotContain("\"code\":\"login\"");
                assertThat(answer.body()).as(each).doesNotContain("There is nothing here");
            }
        }
        assertThat(admin.get("/api/v1/other").body()).contains("There is nothing here");
    }
}
