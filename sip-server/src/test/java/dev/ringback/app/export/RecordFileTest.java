package dev.ringback.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines are whole, and in the file of that name.
final class RecordFileTest {
    @TempDir private Path folder;

    private Path path() {
        return folder.resolve("sub").resolve("calls.jsonl");
    }

    @Test
    void aFileThatWasMovedIsLeftAlone() throws IOException {
        RecordFile file = new RecordFile(path());
        file.write(List.of("one", "two"));
        Path moved = folder.resolve("calls.1");
        Files.move(path(), moved);
        file.write(List.of("three"));
        assertThat(moved).hasContent("one\ntwo\n");
        assertThat(path()).hasContent("three\n");
        assertThat(file.written()).isEqualTo(3);
        file.close();
    }

    @Test
    void aFileThatWasCutOffIsWrittenFromItsBeginning() throws IOException {
        RecordFile file = new RecordFile(path());
        file.write(List.of("one"));
        Files.writeString(path(), "");
        file.write(List.of("two"));
        assertThat(path()).hasContent("two\n");
    }

    @Test
    void halfALineOfAKilledProcessIsEnded() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(path(), "one\nhal");
        new RecordFile(path()).write(List.of("two"));
        assertThat(path()).hasContent("one\nhal\ntwo\n");
    }

    @Test
    void whatCannotBeWrittenIsCountedUntilItCan() throws IOException {
        Files.createDirectories(path());
        RecordFile file = new RecordFile(path());
        file.write(List.of("one", "two"));
        assertThat(file.dropped()).isEqualTo(2);
        assertThat(file.trouble()).contains("calls.jsonl");
        Files.delete(path());
        file.write(List.of("three"));
        assertThat(path()).hasContent("three\n");
        assertThat(file.trouble()).isNull();
    }

    @Test
    void strangersDoNotReadIt() throws IOException {
        new RecordFile(path()).write(List.of("one"));
        String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(path()));
        assertThat(rights).endsWith("---").startsWith("rw-");
    }
}
