package dev.ringback.it.why;

import dev.ringback.app.record.RecordedCalls;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.codes.Language;
import dev.ringback.callflow.why.Why;
import dev.ringback.callflow.why.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A call as its caller saw it end, and what the server says of it.
///
/// @param status the final status; 0 for none
/// @param why what the server says
record Story(int status, Why why) {
    /// What is said of a call that ended so: its answer may be on its way before it is recorded.
    static Story of(int status, RecordedCalls calls, String callId) {
        Why why =
                Awaitility.await("what is said of a call that ended with " + status)
                        .atMost(Here.PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> calls.why(callId), told -> ended(told, status));
        return new Story(status, Objects.requireNonNull(why));
    }

    private static boolean ended(@Nullable Why told, int status) {
        return told != null && told.answer() != null && told.status() == status;
    }

    String kind() {
        return why.reason().kind();
    }

    /// The facts as `name=value`, the parts as `- kind value value`, the chain as
    /// `[attempt] kind`, each with `*` before it where it decided.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        why.reason().facts().forEach((name, value) -> lines.add(name + "=" + value));
        why.reason().parts().forEach(part -> lines.add("- " + words(part)));
        Why.Origin origin = why.origin();
        if (origin != null) {
            origin.remark().chain().forEach(link -> lines.add(line(link)));
        }
        return lines;
    }

    private static String line(Remark.Link link) {
        return (link.decisive() ? "*" : "") + "[" + link.attempt() + "] " + link.reason().kind();
    }

    private static String words(Reason part) {
        return part.kind() + " " + String.join(" ", part.facts().values());
    }

    /// What people are told first, and how the other sendings ended, without what differs from one
    /// run to the next: addresses and times.
    String told(Language language) {
        Words words = Words.in(language);
        StringBuilder told = new StringBuilder(words.of(why.reason()));
        for (Reason part : why.reason().parts()) {
            told.append('\n').append(words.of(part));
        }
        for (Remark.Link link : others()) {
            told.append('\n').append(words.of(link.reason()));
        }
        return told.toString()
                .replaceAll("\\d+\\.\\d+\\.\\d+\\.\\d+(:\\d+)?", "ADDRESS")
                .replaceAll("\\[[0-9a-f:]+\\]:\\d+", "ADDRESS")
                .replaceAll("\\d+ (ms|s)\\b", "TIME")
                .replaceAll("user\\d+@", "user@");
    }

    private List<Remark.Link> others() {
        Why.Origin origin = why.origin();
        return origin == null
                ? List.of()
                : origin.remark().chain().stream().filter(link -> !link.decisive()).toList();
    }

    /// What it is for programs, without what differs from one run to the next.
    String signature() {
        return why.reason().kind() + "\n" + told(Language.EN);
    }
}
