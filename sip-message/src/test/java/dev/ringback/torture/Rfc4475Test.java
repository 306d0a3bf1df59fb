package dev.ringback.torture;

import static dev.ringback.torture.Row.dropped;
import static dev.ringback.torture.Row.refused;
import static dev.ringback.torture.Row.tolerated;
import static dev.ringback.torture.Row.unread;
import static dev.ringback.torture.Row.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.parse.Fault;
import dev.ringback.sample.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The 49 messages of RFC 4475, each with the verdict that its text gives. What they are read as is
/// in [Rfc4475ReadingTest].
class Rfc4475Test {
    static Stream<Row> table() {
        return Stream.of(
                valid("3.1.1.1", "wsinv"),
                valid("3.1.1.2", "intmeth"),
                valid("3.1.1.3", "esc01"),
                valid("3.1.1.4", "escnull"),
                valid("3.1.1.5", "esc02"),
                tolerated("3.1.1.6", "lwsdisp", true),
                valid("3.1.1.7", "longreq"),
                valid("3.1.1.8", "dblreq"),
                valid("3.1.1.9", "semiuri"),
                valid("3.1.1.10", "transports"),
                valid("3.1.1.11", "mpart01"),
                valid("3.1.1.12", "unreason"),
                valid("3.1.1.13", "noreason"),
                refused("3.1.2.1", "badinv01", Fault.HEADER_VALUE, 400),
                refused("3.1.2.2", "clerr", Fault.CONTENT_LENGTH, 400),
                refused("3.1.2.3", "ncl", Fault.CONTENT_LENGTH, 400),
                refused("3.1.2.4", "scalar02", Fault.HEADER_VALUE, 400),
                dropped("3.1.2.5", "scalarlg", Fault.HEADER_VALUE),
                refused("3.1.2.6", "quotbal", Fault.HEADER_VALUE, 400),
                refused("3.1.2.7", "ltgtruri", Fault.START_LINE, 400),
                refused("3.1.2.8", "lwsruri", Fault.START_LINE, 400),
                refused("3.1.2.9", "lwsstart", Fault.START_LINE, 400),
                refused("3.1.2.10", "trws", Fault.START_LINE, 400),
                refused("3.1.2.11", "escruri", Fault.START_LINE, 400),
                unread("3.1.2.12", "baddate"),
                unread("3.1.2.13", "regbadct"),
                refused("3.1.2.14", "badaspec", Fault.HEADER_VALUE, 400),
                refused("3.1.2.15", "baddn", Fault.HEADER_VALUE, 400),
                refused("3.1.2.16", "badvers", Fault.VERSION, 505),
                refused("3.1.2.17", "mismatch01", Fault.HEADER_VALUE, 400),
                refused("3.1.2.18", "mismatch02", Fault.HEADER_VALUE, 400),
                dropped("3.1.2.19", "bigcode", Fault.START_LINE),
                unread("3.2.1", "badbranch"),
                refused("3.3.1", "insuf", Fault.MISSING_HEADER, 400),
                valid("3.3.2", "unkscm"),
                valid("3.3.3", "novelsc"),
                valid("3.3.4", "unksm2"),
                valid("3.3.5", "bext01"),
                valid("3.3.6", "invut"),
                valid("3.3.7", "regaut01"),
                refused("3.3.8", "multi01", Fault.REPEATED_HEADER, 400),
                refused("3.3.9", "mcl01", Fault.CONTENT_LENGTH, 400),
                valid("3.3.10", "bcast"),
                valid("3.3.11", "zeromf"),
                valid("3.3.12", "cparam01"),
                valid("3.3.13", "cparam02"),
                valid("3.3.14", "regescrt"),
                valid("3.3.15", "sdp01"),
                tolerated("3.4.1", "inv2543", false));
    }

    /// As printed: where the archive differs, it is by a line end that is not there.
    private static byte[] bytes(String file) {
        String text = Corpus.rfc4475(file);
        return Corpus.octets(file.equals("baddn") ? text + "\r\n" : text);
    }

    @ParameterizedTest
    @MethodSource("table")
    void verdictIsThatOfTheText(Row row) {
        row.check(bytes(row.file()));
    }

    @Test
    void withoutItsEmptyLineBaddnIsRefusedToo() {
        refused("3.1.2.15", "baddn", Fault.HEADER_SYNTAX, 400)
                .check(Corpus.octets(Corpus.rfc4475("baddn")));
    }

    @Test
    void theTableHasEveryMessageOfTheArchive() {
        List<String> rows = table().map(Row::file).toList();
        assertThat(rows).hasSize(49).isEqualTo(Corpus.RFC_4475);
        assertThat(files()).containsExactlyInAnyOrderElementsOf(rows);
    }

    private static List<String> files() {
        String folder = "/corpus/rfc4475";
        URI uri = URI.create("" + Objects.requireNonNull(Corpus.class.getResource(folder)));
        try (Stream<Path> files = Files.list(Path.of(uri))) {
            return files.map(file -> file.getFileName().toString().replace(".dat", "")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
