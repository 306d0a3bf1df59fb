package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParseCommandTest {
    private static final String GOOD =
            """
            OPTIONS sip:bob@biloxi.com SIP/2.0
            v: SIP/2.0/UDP pc33.atlanta.com
              ;branch=z9hG4bK776asdhds
            Max-Forwards: 70
            To: Bob <sip:bob@biloxi.com>
            From: Alice <sip:alice@atlanta.com>;tag=1928301774
            Call-ID: a84b4c76e66710@pc33.atlanta.com
            CSeq: 314159 OPTIONS
            Content-Length: 0

            """
                    .replace("\n", "\r\n");

    private static final String BAD = GOOD.replace("CSeq: 314159", "CSeq: many");

    @TempDir private Path folder;

    private String file(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text).toString();
    }

    @Test
    void aValidMessageIsPrintedAsItIsUnderstood() throws IOException {
        Run run = Run.of("parse", file("good.sip", GOOD));
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .contains(
                        folder.resolve("good.sip") + ": valid request OPTIONS sip:bob@biloxi.com",
                        "  Via                 SIP/2.0/UDP pc33.atlanta.com"
                                + " ;branch=z9hG4bK776asdhds",
                        "  CSeq                314159 OPTIONS")
                .hasSize(8);
    }

    @Test
    void aProblemIsPrintedWithItsPlaceAndClause() throws IOException {
        Run run = Run.of("parse", "-q", file("bad.sip", BAD));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        folder.resolve("bad.sip")
                                + ": not valid request OPTIONS sip:bob@biloxi.com",
                        "  error at octet "
                                + BAD.indexOf("many")
                                + ": Malformed CSeq header field (RFC 3261 §20.16)");
    }

    @Test
    void jsonIsALineForEachMessage() throws IOException {
        String response = "SIP/2.0 404 Not Found\r\nVia: x\r\n\r\n";
        Run run = Run.of("parse", "--json", file("a", GOOD), file("b", response), file("c", "hm"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).hasSize(3);
        assertThat(run.out().lines().toList().getFirst())
                .startsWith("{\"file\":\"" + folder.resolve("a") + "\",\"valid\":true,")
                .contains("\"kind\":\"request\",\"method\":\"OPTIONS\"", "\"problems\":[]")
                .contains("\"headers\":[{\"name\":\"Via\",\"value\":\"SIP/2.0/UDP pc33");
        assertThat(run.out().lines().toList().get(1))
                .contains("\"valid\":false,\"kind\":\"response\",\"status\":404")
                .contains(
                        "{\"severity\":\"error\",\"header\":\"Via\",\"offset\":28,"
                                + "\"text\":\"Malformed Via header field\","
                                + "\"clause\":\"RFC 3261 §20.42\"}");
        assertThat(run.out().lines().toList().get(2)).contains("\"kind\":\"none\"");
    }

    @Test
    void directoriesAreReadInOrderAndUnreadableFilesGiveStatusTwo() throws IOException {
        file("in/b.sip", BAD);
        file("in/a/x.sip", GOOD);
        String missing = folder.resolve("missing").toString();
        Run run = Run.of("parse", "-q", folder.resolve("in").toString(), missing);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).containsSubsequence("x.sip: valid", "b.sip: not valid");
        assertThat(run.err())
                .contains(missing + ": there is no such file", "2 messages, 1 not valid");
    }

    @Test
    void aStreamHasManyMessages() throws IOException {
        Run run = Run.of("parse", "--stream", "-q", file("tcp", GOOD + "\r\n\r\n" + BAD));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("tcp#1: valid", "tcp#2: not valid")
                .contains("octet " + (GOOD.length() + 4 + BAD.indexOf("many")));
    }

    @Test
    void whatStrangersWroteDoesNotSteerTheTerminal() throws IOException {
        String text = GOOD.replace("Bob <", "\"\u001b[2J\u009b\" <");
        Run run = Run.of("parse", file("evil", text));
        assertThat(run.out()).contains("\\x1b[2J\\x9b").doesNotContain("\u001b[2J", "\u009b");
    }

    @Test
    void largeAndLongMessagesAreJudgedByWhatTheySay() throws IOException {
        String large =
                GOOD.replace(
                                "Content-Length: 0",
                                "Content-Type: text/plain\r\nContent-Length: 70000")
                        + "x".repeat(70_000);
        Run run = Run.of("parse", "-q", file("large", large));
        assertThat(run.out()).contains("large: valid");
        assertThat(run.status()).isZero();
    }

    @Test
    void filesThatAreTooLongOrHaveNoPathAreUnreadable() throws IOException {
        String big = folder.resolve("big").toString();
        Files.write(Path.of(big), new byte[(16 << 20) + 1]);
        Run run = Run.of("parse", "-q", big, "a\0b", file("good.sip", GOOD));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("big: longer than 16 MiB", "no path in this locale");
        assertThat(run.out()).contains("good.sip: valid");
    }

    @Test
    void aStreamOfManyMessagesIsExaminedOneByOne() throws IOException {
        Run run = Run.of("parse", "--stream", "-q", file("tcp", GOOD.repeat(20_000)));
        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("20000 messages, 0 not valid");
    }
}
