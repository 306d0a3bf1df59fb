package dev.ringback.it.why;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Phone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What the operator's routing does with calls, and what fails on the way that it chose.
final class RuleCauses extends Causes {
    private static final String CLASS =
            """
            import dev.ringback.routing.*;
            class Night implements dev.ringback.routing.Routes {
                public Route route(RoutingRequest request) {
                    return request.uri().toString().contains("throws")
                        ? Route.lookup(null + "@" + 1 / (request.uri().toString().length() * 0))
                        : null;
                }
            }
            """;

    private final Phone phone = open(new Phone(Map.of()));
    private final int closed = new FreePorts().next();
    private final Here here = open(Here.open(rules()));

    RuleCauses() {
        cause(
                "a rule that answers 480",
                480,
                "rule-matched",
                () -> here.call(Here.address("night")),
                "rule=night",
                "file=why.yaml",
                "line=3",
                "*[0] rule-matched");
        cause(
                "another rule that answers 503",
                503,
                "rule-matched",
                () -> here.call(Here.address("works")),
                "rule=works",
                "line=4");
        cause(
                "a rule whose way out leads to a closed port",
                500,
                "econnrefused",
                () -> here.call(Here.address("forwarded")),
                "[0] rule-matched",
                "*[1] econnrefused");
        cause(
                "a rule that answers after a failed call",
                480,
                "econnrefused",
                () -> here.call(Here.address("fallback")),
                "to=udp:127.0.0.1:" + closed,
                "[0] rule-matched",
                "[1] econnrefused",
                "*[0] fell-back");
        cause(
                "a rule that answers because nobody is registered",
                503,
                "no-binding",
                () -> here.call(Here.address("absent")),
                "subject=never@localhost",
                "*[0] fell-back");
        cause(
                "a rule that looks up a user whose connection ended",
                480,
                "lost-flow",
                this::left,
                "subject=desk@localhost",
                "[0] rule-matched");
        cause(
                "a rule that goes on to another in vain",
                486,
                "received",
                () -> here.call(Here.address("onward")),
                "status=486",
                "[1] econnrefused",
                "*[2] received");
        cause(
                "a phone that rings for as long as the rule lets it",
                408,
                "ring-time-over",
                () -> here.call(Here.address("patient")),
                "after=5 s",
                "last=180",
                "timer=RING");
        cause(
                "a routing class that throws",
                500,
                "rule-matched",
                () -> here.call(Here.address("throws")));
    }

    private Story left() {
        here.leaveBehind("desk");
        return here.call(Here.address("deserted"));
    }

    private String rules() {
        return """
            rules:
              - {name: night, when: {user: "^night$"}, reply: 480, reason: "Closed"}
              - {name: works, when: {user: "^works$"}, reply: 503}
              - {name: out, when: {user: "^forwarded$"}, forward: "sip:gw@127.0.0.1:%1$d"}
              - name: fallback
                when: {user: "^fallback$"}
                forward: "sip:gw@127.0.0.1:%1$d"
                then: {500: {reply: 480, reason: "The trunk is down"}}
              - name: absent
                when: {user: "^absent$"}
                lookup: "never@localhost"
                then: {480: {reply: 503}}
              - {name: deserted, when: {user: "^deserted$"}, lookup: "desk@localhost"}
              - name: onward
                when: {user: "^onward$"}
                forward: "sip:gw@127.0.0.1:%1$d"
                then: {500: {forward: "%2$s"}}
              - {name: patient, when: {user: "^patient$"}, forward: "%3$s", ring: 5s}
            routes: %4$s
            """
                .formatted(closed, phone.uri("486"), phone.uri("ring"), routes());
    }

    private static Path routes() {
        try {
            return Files.writeString(Checkout.folder("why-routes").resolve("Night.java"), CLASS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
