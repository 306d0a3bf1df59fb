package dev.ringback.cli;

import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.config.ConfigException;
import dev.ringback.config.Suggestion;
import dev.ringback.control.ControlException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// Turns everything that goes wrong into one line on standard error and an exit status.
final class Faults {
    private Faults() {}

    /// Wrong arguments: exit status 2.
    static int usage(CommandLine.ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        return tell(line, reason(e) + " (" + line.getCommandSpec().qualifiedName() + " --help)", 2);
    }

    private static String reason(CommandLine.ParameterException e) {
        String message = oneLine(e.getMessage());
        if (!(e instanceof CommandLine.UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return message;
        }
        String word = unmatched.getUnmatched().getFirst();
        CommandLine line = e.getCommandLine();
        boolean option = word.startsWith("-");
        List<String> known =
                option
                        ? List.copyOf(line.getCommandSpec().optionsMap().keySet())
                        : List.copyOf(line.getSubcommands().keySet());
        if (known.isEmpty()) {
            return "unexpected argument '" + word + "'";
        }
        String meant = Suggestion.nearest(word, known);
        String what = option ? "option" : "command";
        return "unknown "
                + what
                + " '"
                + word
                + "'"
                + (meant == null ? "" : ", did you mean '" + meant + "'?");
    }

    /// Anything thrown by a command.
    static int execution(Exception e, CommandLine line, CommandLine.ParseResult arguments) {
        return switch (e) {
            case ConfigException config -> tell(line, config.getMessage(), 2, config.details());
            case ControlException told -> tell(line, Texts.message(told), 1, told.details());
            case UsageException usage -> tell(line, usage.getMessage(), 2);
            case FailedException failed -> tell(line, failed.getMessage(), 1, failed.details());
            case NoSuchFileException missing ->
                    tell(line, missing.getFile() + ": " + Texts.reason(missing), 2);
            case AccessDeniedException denied ->
                    tell(line, denied.getFile() + ": " + Texts.reason(denied), 2);
            case FileSystemException file -> tell(line, String.valueOf(file.getMessage()), 2);
            case IOException io -> tell(line, String.valueOf(io.getMessage()), 1);
            default -> bug(line, e);
        };
    }

    /// What went wrong, with the lines that show why.
    private static int tell(
            CommandLine line, @Nullable String message, int status, List<String> details) {
        tell(line, message, status);
        details.forEach(detail -> line.getErr().println(Texts.escaped(detail)));
        line.getErr().flush();
        return status;
    }

    private static int bug(CommandLine line, Exception e) {
        StackTraceElement[] trace = e.getStackTrace();
        String at = trace.length == 0 ? "" : " at " + trace[0];
        return tell(line, "this is a bug, please report it: " + e + at, 1);
    }

    private static int tell(CommandLine line, @Nullable String message, int status) {
        Ansi ansi = line.getColorScheme().ansi();
        String name = ansi.string("@|bold,red ringback:|@ ");
        line.getErr().println(name + oneLine(message));
        line.getErr().flush();
        return status;
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
