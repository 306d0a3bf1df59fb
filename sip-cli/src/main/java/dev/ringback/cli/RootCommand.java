package dev.ringback.cli;

import ch.qos.logback.classic.Level;
import dev.ringback.cli.terminal.Version;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `ringback` without a command: a help that fits on half a screen.
@Command(name = "ringback")
final class RootCommand implements Callable<Integer> {
    private static final String HELP =
            """
            Ringback VERSION: a SIP server and its tools

              ./ringback serve --demo                                       a server to try
              ./ringback call sip:echo@localhost                            a first call
              ./ringback register 127.0.0.1 --user alice --password alice   alice is here

            serve   the server         call      calls someone     options   is it alive?
            user    who may register   answer    takes calls       register  where we are
            explain what would happen  transfer  sends one on      message   sends a text
            parse   what is wrong      flow      calls as ladders      why       it failed
            codes   what they mean     send      any request           ctl       operate it
            COMMAND --help tells more. Exit status: 0 done, 1 it failed, 2 wrong usage.""";

    /// When to colour.
    enum Color {
        /// On a terminal, unless NO_COLOR is set.
        AUTO,
        /// Always.
        ALWAYS,
        /// Never.
        NEVER
    }

    /// How logs are written.
    enum LogFormat {
        /// `key=value`, one line an event.
        LOGFMT,
        /// A JSON object, one line an event.
        JSON
    }

    @Option(
            names = {"-V", "--version"},
            description = "prints the version and exits")
    private boolean version;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "prints this text and exits")
    void help(boolean wanted) {
        // Picocli prints it.
    }

    @Option(
            names = "--color",
            scope = ScopeType.INHERIT,
            paramLabel = "WHEN",
            description = "auto (default), always or never")
    void color(Color when) {
        Ansi ansi =
                switch (when) {
                    case AUTO -> Ansi.AUTO;
                    case ALWAYS -> Ansi.ON;
                    case NEVER -> Ansi.OFF;
                };
        spec.commandLine().setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    }

    @Option(
            names = "--log-format",
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "how logs are written: logfmt (default) or json")
    void logFormat(LogFormat format) {
        System.setProperty(LogSetup.FORMAT, format.name().toLowerCase(Locale.ROOT));
    }

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "logs what happens, twice for everything")
    void verbose(boolean[] times) {
        Level level = times.length > 1 ? Level.DEBUG : Level.INFO;
        System.setProperty(LogSetup.LEVEL, level.toString().toLowerCase(Locale.ROOT));
    }

    @Override
    public Integer call() {
        String text =
                version
                        ? "ringback " + Version.FULL + " (Java " + Runtime.version() + ")"
                        : HELP.replace("VERSION", Version.SHORT);
        spec.commandLine().getOut().println(text);
        return 0;
    }
}
