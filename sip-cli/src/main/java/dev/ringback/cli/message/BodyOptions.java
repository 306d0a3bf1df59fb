package dev.ringback.cli.message;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.sip.Body;
import dev.ringback.sip.OutgoingRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a request brings.
final class BodyOptions {
    @Option(
            names = {"-B", "--body", "-mb"},
            paramLabel = "TEXT",
            description = "the body")
    private @Nullable String text;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "the body is in this file; - is standard input")
    private @Nullable Path file;

    @Option(
            names = {"--type", "-ct"},
            paramLabel = "TYPE",
            description = "what the body is, such as text/html")
    private @Nullable String type;

    @Option(
            names = {"-O", "--disposition"},
            paramLabel = "TEXT",
            description = "the value of Content-Disposition")
    private @Nullable String disposition;

    /// Whether there is a body.
    boolean given() {
        return text != null || file != null;
    }

    /// The body; null where there is none.
    ///
    /// @param usual its type where none was given
    @Nullable Body body(String usual) throws UsageException {
        if (text != null && file != null) {
            throw new UsageException("give either --body or --file");
        }
        if (text != null) {
            return of(text.getBytes(StandardCharsets.UTF_8), usual);
        }
        return file == null ? null : of(read(file), usual);
    }

    /// A body of that content.
    Body of(byte[] content, String usual) {
        return Body.of(type == null ? usual : type, content);
    }

    /// Adds what is said about the body.
    OutgoingRequest describe(OutgoingRequest request) {
        return disposition == null ? request : request.header("Content-Disposition", disposition);
    }

    private static byte[] read(Path file) throws UsageException {
        try {
            return file.toString().equals("-")
                    ? System.in.readAllBytes()
                    : Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UsageException(file + ": " + Texts.reason(e));
        }
    }
}
