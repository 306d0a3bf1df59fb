package dev.ringback.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// The entry of the `ringback` command.
public final class Main {
    private Main() {}

    /// Runs a command and ends the process with its status.
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, charset(System.out));
        PrintWriter err = new PrintWriter(System.err, true, charset(System.err));
        int status = commandLine(out, err).execute(arguments);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /// That of the locale; UTF-8 where there is none, since ASCII would lose what peers wrote.
    private static Charset charset(PrintStream stream) {
        Charset charset = stream.charset();
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
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
