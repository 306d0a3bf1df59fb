package dev.ringback.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets in, and what browsers are told.
final class DoorTest {
    private static final String ADD = "{\"name\":\"x\"}";

    private final TestConsole console;

    DoorTest(@TempDir Path folder) throws Exception {
        console = TestConsole.open(folder);
    }

    @BeforeEach
    void nothingHasHappened() {
        assertThat(console.server.counts().messages()).isZero();
    }

    @AfterEach
    void end() {
        console.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session",
                "status",
                "registrations",
                "users",
                "domains",
                "rules",
                "codes",
                "calls",
                "calls/eA",
                "calls/eA/why",
                "calls/eA/ladder.svg",
                "calls/eA/pcap",
                "events",
                "rates",
                "openapi.yaml",
                "nothing"
            })
    void nothingIsToldToWhoIsNotLoggedIn(String path) throws IOException {
        Browser.Answer answer = console.stranger().get("/api/v1/" + path);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"login\"");
    }

    @Test
    void nothingIsChangedByWhoIsNotLoggedIn() throws IOException {
        Browser stranger = console.stranger();
        assertThat(stranger.post("/api/v1/domains", ADD).status()).isEqualTo(401);
        assertThat(stranger.ask("DELETE", "/api/v1/users/eA", "").status()).isEqualTo(401);
        assertThat(stranger.post("/api/v1/rules/apply", "{}").status()).isEqualTo(401);
        assertThat(console.server.subscribers().domains()).isEmpty();
    }

    @Test
    void theTokenOpensASessionUntilItIsEnded() throws IOException {
        Browser.Answer login =
                console.stranger()
                        .post("/api/v1/session", "{\"token\":\"" + TestConsole.TOKEN + "\"}");
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.header("Set-Cookie"))
                .contains("; HttpOnly; SameSite=Strict; Max-Age=43200")
                .doesNotContain("Secure");
        Browser admin = console.admin();
        assertThat(admin.get("/api/v1/session").body())
                .contains("\"by\":\"token\"", "\"demo\":false");
        assertThat(admin.ask("DELETE", "/api/v1/session", "").status()).isEqualTo(204);
        assertThat(admin.get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void theSixthWrongTokenOfAMinuteIsNotLookedAtAndNoRightOneEither() throws IOException {
        Browser stranger = console.stranger();
        for (int i = 0; i < 5; i++) {
            Browser.Answer wrong = stranger.post("/api/v1/session", "{\"token\":\"no\"}");
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.body()).contains("\"code\":\"wrong-token\"");
        }
        Browser.Answer right =
                stranger.post("/api/v1/session", "{\"token\":\"" + TestConsole.TOKEN + "\"}");
        assertThat(right.status()).isEqualTo(429);
        assertThat(Integer.parseInt(right.header("Retry-After"))).isBetween(1, 60);
    }

    @Test
    void aTryCountsBeforeItIsReadAndLittleOfItIs() throws IOException {
        Browser stranger = console.stranger();
        String large = "{\"token\":\"" + "x".repeat(1_024) + "\"}";
        for (int i = 0; i < 5; i++) {
            assertThat(stranger.post("/api/v1/session", large).status()).isEqualTo(413);
        }
        assertThat(stranger.post("/api/v1/session", large).status()).isEqualTo(429);
    }

    @Test
    void strangersWhoAreWrongKeepNobodyOutWhoHasTheToken() throws IOException {
        int refused = 0;
        for (int i = 0; i < 65; i++) {
            Browser stranger = console.stranger().from("127.0.1." + (i + 1));
            int status = stranger.post("/api/v1/session", "{\"token\":\"no\"}").status();
            refused += status == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(5);
        String token = "{\"token\":\"" + TestConsole.TOKEN + "\"}";
        assertThat(console.stranger().post("/api/v1/session", token).status()).isEqualTo(200);
    }

    @Test
    void aSlashTooManyLeadsNowhere() throws IOException {
        for (String path : List.of("/metrics/", "//metrics", "/api/v1/status/", "/Metrics")) {
            Browser.Answer answer = console.admin().get(path);
            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.body()).as(path).doesNotContain("sip_", "bindings");
        }
        assertThat(console.stranger().get("/api/v1/status/").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.2", "localhost.evil", ""})
    void aNameThatIsNotOursIsRefused(String host) throws IOException {
        Browser.Answer answer = console.admin().with("Host", host).get("/api/v1/status");
        assertThat(answer.status()).isIn(400, 403);
        assertThat(answer.body()).doesNotContain("bindings");
    }

    @Test
    void ourNamesAreLetIn() throws IOException {
        for (String host : List.of("localhost:1", "127.0.0.1", "Console.Example.COM:8443")) {
            Browser.Answer answer = console.admin().with("Host", host).get("/api/v1/status");
            assertThat(answer.status()).as(host).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1.evil.example", ""})
    void aPageOfOthersChangesNothing(String origin) throws IOException {
        Browser.Answer answer = console.admin().with("Origin", origin).post("/api/v1/domains", ADD);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(console.server.store().load().domains()).isEmpty();
    }

    @Test
    void aPageOfOthersReadsNothing() throws IOException {
        Browser admin = console.admin().with("Sec-Fetch-Site", "cross-site");
        assertThat(admin.get("/api/v1/status").status()).isEqualTo(403);
    }

    @Test
    void aFormOfAnotherKindThanJsonIsRefused() throws IOException {
        Browser.Answer answer =
                console.admin().with("Content-Type", "text/plain").post("/api/v1/domains", ADD);
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void everyAnswerForbidsScriptsOfOthersAndNothingIsKept() throws IOException {
        for (String path : List.of("/", "/api/v1/status", "/metrics", "/nothing")) {
            Browser.Answer answer = console.stranger().get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                    .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                    .doesNotContain("unsafe", "*");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).startsWith("no-");
            assertThat(answer.head()).doesNotContainIgnoringCase("jetty", "javalin");
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws IOException {
        String large = "{\"text\":\"" + "x".repeat(1 << 20) + "\"}";
        assertThat(console.admin().post("/api/v1/rules/validate", large).status()).isEqualTo(413);
    }

    @Test
    void filesOutsideOfThePageAreNotServed() throws IOException {
        for (String path :
                List.of(
                        "/assets/..%2Fopenapi.yaml",
                        "/assets/%2e%2e/openapi.yaml",
                        "/openapi.yaml",
                        "/Console.class",
                        "/..;/x.js")) {
            assertThat(console.stranger().get(path).status()).as(path).isIn(400, 404);
        }
    }
}
