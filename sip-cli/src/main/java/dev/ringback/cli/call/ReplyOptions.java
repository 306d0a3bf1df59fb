package dev.ringback.cli.call;

import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What calls are answered with.
final class ReplyOptions {
    @Option(
            names = {"-r", "--reply"},
            paramLabel = "CODES",
            description = "such as 486, or 180,200 (the default); a phrase may follow a code")
    private @Nullable String reply;

    @Option(
            names = "--delay",
            paramLabel = "TIME",
            description = "waits so long before each response but the first")
    private @Nullable String delay;

    @Option(
            names = "--queue",
            paramLabel = "N",
            description = "N calls are before: 182 with the position, one --delay (1s) each")
    private int queue;

    @Option(names = "--dnd", description = "do not disturb: 480")
    private boolean dnd;

    @Option(names = "--busy", description = "486")
    private boolean busy;

    @Option(
            names = "--redirect",
            paramLabel = "URI",
            description = "302 to there; with --reply any 3xx or 485; may be repeated")
    private List<String> redirects = new ArrayList<>();

    @Option(
            names = "--retry-after",
            paramLabel = "TIME",
            description = "when to try again, in what refuses the call")
    private @Nullable String retryAfter;

    @Option(names = "--early-media", description = "sends audio from the first response on")
    private boolean early;

    @Option(
            names = "--reliable",
            description = "provisional responses wait for PRACK (RFC 3262), where the caller can")
    private boolean reliable;

    /// The responses in their order.
    List<Reply> replies() throws UsageException {
        int ways = (reply == null ? 0 : 1) + (dnd ? 1 : 0) + (busy ? 1 : 0);
        if (ways > 1) {
            throw new UsageException("only one of --reply, --dnd and --busy makes sense");
        }
        if (reply != null) {
            return Reply.parse(reply);
        }
        if (dnd || busy) {
            return List.of(new Reply(dnd ? 480 : 486, null));
        }
        if (!redirects.isEmpty()) {
            return List.of(new Reply(302, null));
        }
        return queue > 0 ? queued() : List.of(new Reply(180, null), new Reply(200, null));
    }

    private List<Reply> queued() throws UsageException {
        List<Reply> replies = new ArrayList<>();
        long each = Math.max(1, delay().toSeconds());
        for (int before = queue; before > 0; before--) {
            String calls = before == 1 ? "1 call" : before + " calls";
            String wait = each * before == 1 ? "1 second" : each * before + " seconds";
            replies.add(new Reply(182, calls + " queued; expected waiting time is " + wait));
        }
        replies.add(new Reply(200, null));
        return replies;
    }

    /// How long to wait between responses.
    Duration delay() throws UsageException {
        if (delay != null) {
            return Arguments.duration("--delay", delay);
        }
        return queue > 0 ? Duration.ofSeconds(1) : Duration.ZERO;
    }

    List<String> redirects() {
        return List.copyOf(redirects);
    }

    /// In seconds; -1 where nothing was said.
    long retryAfter() throws UsageException {
        return retryAfter == null
                ? -1
                : Arguments.duration("--retry-after", retryAfter).toSeconds();
    }

    boolean early() {
        return early;
    }

    boolean reliable() {
        return reliable;
    }
}
