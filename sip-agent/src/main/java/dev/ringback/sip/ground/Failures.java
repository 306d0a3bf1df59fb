package dev.ringback.sip.ground;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import dev.ringback.sip.SipException;
import dev.ringback.sip.SipTimeoutException;
import dev.ringback.stack.Destination;
import java.time.Duration;

/// Makes exceptions of failures.
public final class Failures {
    private Failures() {}

    /// An exception that says what failed, and why.
    public static SipException of(String what, SipFailure failure) {
        return new SipException(what + ": " + text(failure), failure);
    }

    /// The same exception as seen from this thread: its trace shows who waited.
    public static SipException here(Throwable there) {
        return switch (there) {
            case SipTimeoutException late -> new SipTimeoutException(text(late), late);
            case SipException e when e.failure() != null ->
                    new SipException(text(e), e.requireFailure(), e);
            case SipException e -> new SipException(text(e), e);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> new SipException(there.toString(), there);
        };
    }

    private static String text(Throwable e) {
        String text = e.getMessage();
        return text == null ? e.toString() : text;
    }

    /// A failure in a few words.
    public static String text(SipFailure failure) {
        return switch (failure) {
            case SipFailure.Refused(SipResponse response, _, _) -> text(response);
            case SipFailure.Redirected(SipResponse response, var choices, _) ->
                    text(response) + ", " + choices.size() + " other addresses";
            case SipFailure.Unauthorized(SipResponse response, var realms, boolean known, _) ->
                    text(response)
                            + (known ? ", wrong credentials for " : ", no credentials for ")
                            + String.join(", ", realms);
            case SipFailure.TimedOut _ -> "no answer";
            case SipFailure.Unreachable(CauseGraph causes) ->
                    "cannot be reached: " + text(causes.decisive());
            case SipFailure.Cancelled _ -> "given up";
        };
    }

    private static String text(SipResponse response) {
        return (response.status() + " " + response.reason()).strip();
    }

    private static String text(Cause cause) {
        return switch (cause) {
            case Cause.TransportFailed(var to, var error) ->
                    text(to) + ": " + error.words().replaceFirst("^tls: ", "");
            case Cause.NotLocated(String host, var reason, _) -> host + ": " + reason;
            default -> cause.toString();
        };
    }

    /// `tls:192.0.2.1:5061`, as the command line takes it.
    private static String text(Destination to) {
        String host = to.remote().getAddress().getHostAddress();
        String written = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return to.transport().parameter() + ":" + written + ":" + to.remote().getPort();
    }

    /// A span of time as people write it.
    public static String span(Duration span) {
        long millis = span.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
