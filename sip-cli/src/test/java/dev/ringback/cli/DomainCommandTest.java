package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DomainCommandTest {
    @TempDir private Path folder = Path.of("");

    private Run domain(String... words) {
        List<String> all = new ArrayList<>(List.of("domain"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", folder.toString()));
        return Run.of(all.toArray(String[]::new));
    }

    @Test
    void domainsAreAddedListedAndRemoved() {
        assertThat(domain("ls").out()).isEmpty();
        assertThat(domain("add", "Example.org").out()).isEqualTo("added example.org\n");
        assertThat(domain("add", "example.com").out()).isEqualTo("added example.com\n");
        assertThat(domain("add", "example.com").out()).isEqualTo("example.com was there already\n");
        assertThat(domain("ls").out()).isEqualTo("example.com\nexample.org\n");
        assertThat(domain("ls", "--json").out())
                .isEqualTo("[{\"domain\":\"example.com\"},{\"domain\":\"example.org\"}]\n");
        assertThat(domain("rm", "example.org").out()).isEqualTo("removed example.org\n");
        assertThat(domain("ls").out()).isEqualTo("example.com\n");
    }

    @Test
    void whatIsNoDomainIsTold() {
        for (String host : List.of("a..b", "192.0.2.1", "[::1]", "localhost")) {
            Run run = domain("add", host);
            assertThat(run.status()).as(host).isEqualTo(2);
            assertThat(run.err()).contains("'" + host + "' is ");
        }
        domain("add", "example.com");
        Run unknown = domain("rm", "exampel.com");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err())
                .contains("no domain exampel.com in " + folder + ", did you mean example.com?");
    }
}
