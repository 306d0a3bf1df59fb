package dev.ringback.store.redis;

import dev.ringback.location.Lookup;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.io.Serial;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What became of a question that got no answer, as far as it matters for what to do next.
sealed interface Fault {
    /// Another server has the key.
    ///
    /// @param server which
    /// @param ask whether for this question only, while the key moves
    record Elsewhere(RedisUri.Server server, boolean ask) implements Fault {}

    /// The connection ended before the answer: nobody knows whether it was done.
    ///
    /// @param reason why
    record Lost(String reason) implements Fault {}

    /// There is no connection, or the server refuses for now: nothing was done.
    ///
    /// @param reason why
    record Refused(String reason) implements Fault {}

    /// No answer in time: nobody knows whether it was done.
    record Late() implements Fault {}

    /// It will not work at the next try either.
    ///
    /// @param reason why
    record Hopeless(String reason) implements Fault {}

    /// There is no way to a server now.
    final class NoWay extends RuntimeException {
        @Serial private static final long serialVersionUID = 1L;

        NoWay(String message) {
            super(message, null, false, false);
        }
    }

    /// A change is done, and too few replicas say in time that they have it.
    final class NotReplicated extends RuntimeException {
        @Serial private static final long serialVersionUID = 1L;

        NotReplicated() {
            super("too few replicas have it in time", null, false, false);
        }
    }

    /// What Redis says when it moves keys, is not whole, or has no room.
    Pattern MOVED = Pattern.compile("(MOVED|ASK) \\d+ (\\S*):(\\d+).*", Pattern.DOTALL);

    /// Before its first word a script of an older version puts words of its own and a hyphen.
    Pattern FOR_NOW =
            Pattern.compile(
                    "(?:.*-)?(CLUSTERDOWN|LOADING|MASTERDOWN|READONLY|TRYAGAIN|OOM|NOREPLICAS"
                            + "|MISCONF|BUSY)\\b.*",
                    Pattern.DOTALL);

    /// Reads what was thrown.
    static Fault of(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        String message = String.valueOf(cause.getMessage());
        return switch (cause) {
            case RedisCommandTimeoutException _ -> new Late();
            case TimeoutException _, NotReplicated _ -> new Late();
            case NoWay _ -> new Refused(message);
            case RedisCommandExecutionException _ -> said(message);
            case RedisException _, CancellationException _, IOException _ -> new Lost(message);
            default -> new Hopeless(cause.toString());
        };
    }

    private static Fault said(String message) {
        Matcher moved = MOVED.matcher(message);
        if (moved.matches()) {
            int port = Integer.parseInt(moved.group(3));
            return new Elsewhere(
                    new RedisUri.Server(moved.group(2), port), moved.group(1).equals("ASK"));
        }
        if (message.startsWith("UNBLOCKED")) {
            return new Lost(message); // a master that has become a replica
        }
        return FOR_NOW.matcher(message).matches() ? new Refused(message) : new Hopeless(message);
    }

    /// Without what futures wrap it in.
    static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException || cause instanceof ExecutionException) {
            Throwable inner = cause.getCause();
            if (inner == null) {
                break;
            }
            cause = inner;
        }
        return cause;
    }

    /// What is answered to who asked.
    default <T> Lookup.Settled<T> answer() {
        return switch (this) {
            case Elsewhere(var server, _) ->
                    new Lookup.Unavailable<>(
                            "Redis sends from server to server, last to " + server);
            case Lost(var reason) -> new Lookup.Unavailable<>(reason);
            case Refused(var reason) -> new Lookup.Unavailable<>(reason);
            case Late() -> new Lookup.TimedOut<>();
            case Hopeless(var reason) -> new Lookup.Failed<>(reason);
        };
    }
}
