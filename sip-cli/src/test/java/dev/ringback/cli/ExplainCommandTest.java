package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void phoneThatWouldRingIsPrintedWithItsChanges() throws IOException {
        Run run = explain("INVITE", "sip:bob@example.com", "--binding", "sip:bob@10.0.0.5");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .startsWith(
                        "INVITE sip:bob@example.com",
                        "From      sip:anonymous@anonymous.invalid",
                        "Source    192.0.2.7:5060 over udp")
                .contains("Sends     sip:bob@10.0.0.5 to udp:10.0.0.5:5060")
                .anyMatch(line -> line.matches("            ~ Max-Forwards +70 -> 69"))
                .anyMatch(line -> line.matches("            \\+ Via +SIP/2.0/UDP .*"))
                .endsWith("Answers   100 Trying");
    }

    @Test
    void answerIsPrintedWithItsCause() throws IOException {
        Run run = explain("INVITE", "sip:nobody@example.com");
        assertThat(run.out().lines())
                .endsWith(
                        "Answers   480 Temporarily Unavailable (location: no binding,"
                                + " nobody@example.com)");
    }

    @Test
    void everythingIsThereInJson() throws IOException {
        Run run =
                explain("INVITE", "sip:bob@example.com", "--json", "--binding", "sip:bob@10.0.0.5");
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.out())
                .startsWith(
                        "{\"method\":\"INVITE\",\"uri\":\"sip:bob@example.com\",\"from\":"
                                + "\"sip:anonymous@anonymous.invalid\",\"source\":\"192.0.2.7\","
                                + "\"port\":5060,\"transport\":\"udp\",\"steps\":[")
                .contains(
                        "{\"uri\":\"sip:bob@10.0.0.5\",\"hop\":\"udp:10.0.0.5:5060\",\"changes\":[")
                .contains("{\"header\":\"Max-Forwards\",\"before\":\"70\",\"after\":\"69\"}")
                .contains("\"answers\":[{\"status\":100,\"reason\":\"Trying\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "INVITE|Missing required parameter: 'URI' (ringback explain --help)",
                "INVITE bob|'bob' is no URI: write it like sip:bob@example.com",
                "IN(VITE sip:b@example.com|'IN(VITE' is no method",
                "INVITE sip:b@example.com --source there|'there' is no address: write it like"
                        + " 192.0.2.7 or [2001:db8::7]:5070",
                "INVITE sip:b@example.com --transport mail|--transport: 'mail' is no transport",
                "INVITE sip:b@example.com --transport tcp|the server does not listen on tcp for"
                        + " 192.0.2.7",
                "INVITE sip:b@example.com --header Subject|--header takes 'NAME: VALUE', not"
                        + " 'Subject'",
                "INVITE sip:b@example.com --from alice|'alice' is no URI: write it like"
                        + " sip:bob@example.com",
                "INVITE sip:b@example.com --answer 200|--answer: 200 is no code from 300 to 699",
                "INVITE sip:b@example.com --binding bob|binding 'bob': Malformed Contact header"
                        + " field",
                "INVITE sip:b@example.com --authenticated-as alice|authentication is off, so nobody"
                        + " proves to be alice"
            })
    void wrongUsageIsToldInOneLine(String arguments, String message) throws IOException {
        Run run = explain(arguments.split(" ", -1));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualToNormalizingNewlines("ringback: " + message + "\n");
    }

    @Test
    void faultOfTheRoutingClassIsShownWithItsLine() throws IOException {
        Files.writeString(
                folder.resolve("R.java"),
                "class R implements dev.ringback.routing.Routes {\n    int x = y;\n}\n");
        Path config = Files.writeString(folder.resolve("r.yaml"), "routes: R.java\n");
        Run run = Run.of("serve", "--check", "--config", config.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines())
                .hasSize(6)
                .anyMatch(
                        line ->
                                line.endsWith(
                                        "R.java:2:13: cannot find symbol, symbol: variable"
                                                + " y, location: class R"))
                .containsSequence("        int x = y;", "                ^");
    }

    /// With a server of example.com that trusts everybody.
    private Run explain(String... arguments) throws IOException {
        Path config =
                Files.writeString(
                        folder.resolve("ringback.yaml"),
                        """
                        domains: [example.com]
                        listen: [udp:192.0.2.1:5060]
                        data: %s
                        auth: {required: false}
                        """
                                .formatted(folder.resolve("data")));
        List<String> all = new ArrayList<>(List.of("explain", "--config", config.toString()));
        all.addAll(List.of(arguments));
        if (!all.contains("--source")) {
            all.addAll(List.of("--source", "192.0.2.7"));
        }
        return Run.of(all.toArray(String[]::new));
    }
}
