package dev.ringback.it.codes;

import dev.ringback.it.peer.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A table of rows, filled one by one.
final class Rows {
    private final List<Row> rows = new ArrayList<>();

    List<Row> all() {
        return List.copyOf(rows);
    }

    /// One request and its final response.
    void ask(int code, String cause, Ask ask, String... carries) {
        play(code, cause, caller -> Row.play(caller, ask), carries);
    }

    /// Whatever has to be done, and the response that it ends with.
    void play(int code, String cause, Row.Scene scene, String... carries) {
        rows.add(new Row(code, cause, List.of(carries), scene, true));
    }

    /// A request that cannot be read.
    void broken(String cause, Ask ask) {
        Row.Scene scene =
                caller -> {
                    caller.send(ask.text(caller));
                    return caller.await(400, Row.PATIENCE);
                };
        rows.add(new Row(400, cause, List.of(), scene, false));
    }

    /// A request of a user, with the credentials that it is asked for.
    void proved(int code, String cause, Ask ask, String password, String... carries) {
        play(code, cause, caller -> Proof.play(caller, ask, "alice", password), carries);
    }

    /// A configuration as a file for `--config`.
    static String file(String yaml) {
        Path file = Checkout.folder("config").resolve("ringback.yaml");
        try {
            return Files.writeString(file, yaml).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
