package dev.ringback.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// One run of the command inside this process.
///
/// @param status the exit status
/// @param out what it printed
/// @param err what it complained about
record Run(int status, String out, String err) {
    static Run of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Run(status, out.toString(), err.toString());
    }
}
