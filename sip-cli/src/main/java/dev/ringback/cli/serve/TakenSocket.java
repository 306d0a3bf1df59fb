package dev.ringback.cli.serve;

import dev.ringback.config.Listen;
import dev.ringback.runtime.ListenException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says why a socket cannot be had, who has it, and what to do about it.
final class TakenSocket {
    private TakenSocket() {}

    /// One line.
    ///
    /// @param option what changes the socket
    static String explain(ListenException e, String option) {
        Listen listen = Listen.parse(e.listen());
        String reason = e.reason().toLowerCase(Locale.ROOT);
        if (reason.contains("in use")) {
            String holder = SocketHolder.of(listen);
            return listen
                    + " is taken by "
                    + (holder == null ? "another program" : holder)
                    + ": stop it, or choose another port with "
                    + example(listen, option);
        }
        String hint = hint(listen, reason);
        return "cannot listen on "
                + listen
                + ": "
                + (hint == null ? e.reason() : hint)
                + " ("
                + option
                + " changes it)";
    }

    private static String example(Listen listen, String option) {
        Listen other = new Listen(listen.transport(), listen.host(), listen.port() % 60_000 + 10);
        return option.startsWith("--") ? option + " " + other : option;
    }

    private static @Nullable String hint(Listen listen, String reason) {
        if (reason.contains("permission") && listen.port() < 1024) {
            return "ports below 1024 need root or CAP_NET_BIND_SERVICE";
        }
        if (reason.contains("assign")) {
            return "this machine does not have that address";
        }
        return null;
    }
}
