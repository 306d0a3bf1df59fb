package dev.ringback.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/// The entry of the `ringback` command.
public final class Main {
    private Main() {}

    /// Runs a command and ends the process with its status.
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        int status = commandLine(out, err).execute(arguments);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /// The command with all its subcommands, writing there.
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new RootCommand());
        line.setOut(out);
        line.setErr(err);
        line.setUsageHelpAutoWidth(true);
        line.setUsageHelpLongOptionsMaxWidth(28);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Faults::usage);
        line.setExecutionExceptionHandler(Faults::execution);
        return line;
    }
}
