package dev.ringback.it.why;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Phone;
import java.util.List;
import java.util.Map;

/// What next hops say, which is theirs to say, and what they say wrong.
final class AnswerCauses extends Causes {
    private static final String REASON = "Q.850;cause=20;text=\"Subscriber absent\"";
    private static final String WARNING = "399 gw \"No circuit\"";

    private final Here here = open(Here.open(""));
    private final Phone plain = open(new Phone(Map.of()));
    private final Phone wordy =
            open(
                    new Phone(
                            Map.of(
                                    480, List.of("Reason: " + REASON),
                                    503, List.of("Warning: " + WARNING))));
    private final Phone tired = open(new Phone(Map.of(503, List.of("Retry-After: 60"))));
    private final Phone trunk =
            open(
                    new Phone(
                            Map.of(
                                    407,
                                    List.of(
                                            "Proxy-Authenticate: Digest realm=\"trunk\","
                                                    + " nonce=\"n\""))));

    AnswerCauses() {
        for (int status : new int[] {408, 480, 486, 500, 603}) {
            cause(
                    "a phone that says " + status,
                    status,
                    "received",
                    () -> here.reach(plain.uri(String.valueOf(status))),
                    "status=" + status,
                    "phrase=As Scripted",
                    "*[1] received");
        }
        cause(
                "a phone that says 503, which is not passed on",
                500,
                "received",
                () -> here.reach(plain.uri("503")),
                "status=503");
        cause(
                "a phone that says 480 and why",
                480,
                "received-with-words",
                () -> here.reach(wordy.uri("480")),
                "words=" + REASON);
        cause(
                "a phone that says 503 and why",
                500,
                "received-with-words",
                () -> here.reach(wordy.uri("503")),
                "words=" + WARNING);
        cause(
                "a trunk that wants a password",
                407,
                "received",
                () -> here.reach(trunk.uri("407")),
                "status=407");
        cause(
                "a response with the Via of others",
                502,
                "check-response",
                () -> here.reach(plain.uri("lost")),
                "*[1] check-response");
        cause("a server that asked for a rest", 500, "not-located-resting", this::resting);
        cause("a fork in which each fails for itself", 486, "received", this::fork);
    }

    private Story resting() {
        here.reach(tired.uri("503"));
        return here.reach(tired.uri("other"));
    }

    private Story fork() {
        int closed = new FreePorts().next();
        Story story =
                here.reach(
                        "<sip:x@127.0.0.1:" + closed + ">",
                        plain.uri("480"),
                        plain.uri("486"),
                        "<sip:x@[::1]:9>");
        List<String> chain = story.lines().stream().filter(line -> line.contains("[")).toList();
        List<String> kinds = chain.stream().map(line -> line.replaceAll("^.*] ", "")).toList();
        boolean all =
                kinds.stream()
                        .sorted()
                        .toList()
                        .equals(
                                List.of(
                                        "econnrefused",
                                        "not-located-no-family",
                                        "received",
                                        "received"));
        long attempts =
                chain.stream().map(line -> line.replaceAll("^.*\\[|].*$", "")).distinct().count();
        if (!all || attempts != 4) {
            throw new AssertionError(chain.toString());
        }
        return story;
    }
}
