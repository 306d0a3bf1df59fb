package dev.ringback.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demonstration asks nobody on this machine for a token.
final class DemoDoorTest {
    @Test
    void browsersOfThisMachineNeedNoLoginAndLearnWhomTheSoftphonesAre(@TempDir Path folder)
            throws Exception {
        try (TestConsole console = TestConsole.demo(folder)) {
            Browser browser = console.stranger();
            assertThat(browser.get("/api/v1/session").body())
                    .contains("\"by\":\"loopback\"", "\"demo\":true");
            assertThat(browser.get("/api/v1/demo").body())
                    .contains("/sip\"", "\"name\":\"alice\"", "\"password\":\"alice\"");
            assertThat(browser.with("Origin", "http://evil").post("/api/v1/domains", "").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void whoComesByWayOfAProxyIsNotOfThisMachine(@TempDir Path folder) throws Exception {
        try (TestConsole console = TestConsole.demo(folder)) {
            Browser browser = console.stranger().with("X-Forwarded-For", "198.51.100.1");
            assertThat(browser.get("/api/v1/status").status()).isEqualTo(401);
            assertThat(browser.get("/api/v1/demo").status()).isEqualTo(401);
            assertThat(browser.get("/metrics").status()).isEqualTo(401);
            assertThat(browser.get("/metrics/").body()).doesNotContain("sip_");
        }
    }

    @Test
    void aServerWithATokenHasNoSoftphones(@TempDir Path folder) throws Exception {
        try (TestConsole console = TestConsole.open(folder)) {
            assertThat(console.admin().get("/api/v1/demo").status()).isEqualTo(404);
        }
    }
}
