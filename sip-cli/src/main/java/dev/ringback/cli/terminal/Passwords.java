package dev.ringback.cli.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Gets a password from the option, from the terminal without echo, or from standard input.
public final class Passwords {
    private Passwords() {}

    /// The password.
    ///
    /// @param given the option's value, or null to ask
    /// @param prompt what to ask for
    public static String obtain(@Nullable String given, String prompt)
            throws UsageException, IOException {
        String password = given == null ? ask(prompt) : given;
        if (password.isEmpty()) {
            throw new UsageException("the password is empty");
        }
        return password;
    }

    @SuppressWarnings("SystemConsoleNull") // there is none where standard input is redirected
    private static String ask(String prompt) throws UsageException, IOException {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            char[] typed = console.readPassword("%s: ", prompt);
            return typed == null ? "" : new String(typed);
        }
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = input.readLine();
        if (line == null) {
            throw new UsageException("no password: give --password, or a line on standard input");
        }
        return line;
    }
}
