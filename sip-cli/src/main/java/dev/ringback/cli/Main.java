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
        int status = run(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /// That of the locale; UTF-8 where there is none, since ASCII would lose what peers wrote.
    private static Charset charset(PrintStream stream) {
        Charset charset = stream.charset();
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }

    /// Runs a command, which writes there, and returns its status.
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine(out, err, arguments).execute(arguments);
    }

    /// The command with those of its subcommands that these arguments can mean.
    static CommandLine commandLine(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new RootCommand());
        for (String name : Subcommands.meant(arguments)) {
            line.addSubcommand(Subcommands.create(name));
        }
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
