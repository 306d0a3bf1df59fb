package dev.ringback.config.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.cause.Cause;
import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.routing.Codes;
import dev.ringback.routing.Handling;
import dev.ringback.routing.HeaderEdit;
import dev.ringback.routing.Onward;
import dev.ringback.routing.Route;
import dev.ringback.routing.rule.DialEntry;
import dev.ringback.routing.rule.Rule;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RulesTest {
    private static ServerConfig.Routing read(String text) throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder();
        ConfigFile.read("r.yaml", text, Map.of(), builder);
        return builder.build().routing();
    }

    private static Route route(String act) throws ConfigException {
        return read("rules: [{" + act + "}]").rules().rules().getFirst().route();
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text));
    }

    @Test
    void theExampleOfTheManualIsTaken() throws ConfigException {
        List<Rule> rules =
                read("""
                     domains: [example.com]
                     rules:
                       - {when: {method: INVITE, user: "^00"}, reply: 403, reason: "No"}
                       - name: moved
                         when: {user: old}
                         redirect: 301
                         contacts: ["sip:new@example.com"]
                     """)
                        .rules()
                        .rules();

        assertThat(rules)
                .extracting(Rule::cause)
                .containsExactly(
                        new Cause.RuleMatched("r.yaml", 3, "rule 1"),
                        new Cause.RuleMatched("r.yaml", 4, "moved"));
        assertThat(rules.getFirst().when())
                .extracting(Object::toString)
                .containsExactly("method: INVITE", "user: ^00");
        assertThat(rules)
                .extracting(Rule::route)
                .containsExactly(
                        Route.reply(403, "No"), Route.redirect(301, "sip:new@example.com"));
    }

    @Test
    void everyConditionIsRead() throws ConfigException {
        Rule rule =
                read("""
                     rules:
                       - when:
                           method: [INVITE, MESSAGE]
                           user: "^b"
                           domain: [Example.com, b.example]
                           source: [192.0.2.0/24, "2001:db8::/32", 198.51.100.7]
                           header: {User-Agent: "(?i)scan", s: ^sale}
                           registered: false
                           authenticated: true
                         reply: 480
                     """)
                        .rules()
                        .rules()
                        .getFirst();

        assertThat(rule.when())
                .extracting(Object::toString)
                .containsExactly(
                        "method: INVITE, MESSAGE",
                        "authenticated: true",
                        "source: 192.0.2.0/24, 2001:db8:0:0:0:0:0:0/32, 198.51.100.7/32",
                        "domain: example.com, b.example",
                        "user: ^b",
                        "header: User-Agent: (?i)scan",
                        "header: Subject: ^sale",
                        "registered: false");
    }

    @Test
    void everyActIsRead() throws ConfigException {
        assertThat(route("reply: 503, reason: Soon, retry-after: 2m"))
                .isEqualTo(Route.reply(503, "Soon").retryAfter(Duration.ofMinutes(2)));
        assertThat(route("reply: 405, set-header: {Allow: 'OPTIONS'}"))
                .isEqualTo(Route.reply(405).header("Allow", "OPTIONS"));
        assertThat(route("reply: 380, body: {text: Write instead}"))
                .isEqualTo(Route.reply(380).body("text/plain", "Write instead"));
        assertThat(route("redirect: 302, contacts: [{uri: 'tel:+1', q: 0.5, expires: 1m}]"))
                .isEqualTo(
                        new Route.Redirect(
                                302,
                                List.of(
                                        new Route.Contact(
                                                uri("tel:+1"), 500, Duration.ofMinutes(1))),
                                null));
        assertThat(route("forward: 'sip:gw.example.net', ring: 20s"))
                .isEqualTo(Route.forward("sip:gw.example.net").ring(Duration.ofSeconds(20)));
        assertThat(route("fork: ['sip:a@x', {uri: 'sip:b@x', q: 0.25}]"))
                .isEqualTo(Route.fork("sip:a@x").leg("sip:b@x", 0.25));
        assertThat(route("fork: ['sip:a@x', 'sip:b@x'], order: sequence"))
                .isEqualTo(Route.sequence("sip:a@x", "sip:b@x"));
        assertThat(route("lookup: true")).isEqualTo(Route.lookup());
        assertThat(route("lookup: bob@example.com")).isEqualTo(Route.lookup("bob@example.com"));
        assertThat(route("challenge: true")).isEqualTo(Route.challenge());
        assertThat(route("challenge: true, next: {reply: 402}"))
                .isEqualTo(Route.challenge().then(Route.reply(402)));
        assertThat(route("queue: {name: help, time: 2m, every: 5s, most: 3, full: {reply: 600}}"))
                .isEqualTo(
                        Route.queue("help", Duration.ofMinutes(2))
                                .every(Duration.ofSeconds(5))
                                .most(3, Route.reply(600)));
    }

    @Test
    void editsAndFallbacksAloneAreThoseOfTheDefaultWay() throws ConfigException {
        Route route =
                route(
                        "remove-header: Subject, set-header: {Priority: urgent},"
                                + " add-header: {X-A: b},"
                                + " then: {486: {forward: 'sip:vm@x'}, '408, 5xx': {reply: 480}}");

        Handling handling = ((Route.Lookup) route).handling();
        assertThat(handling.edits())
                .containsExactly(
                        HeaderEdit.remove("Subject"),
                        HeaderEdit.set("Priority", "urgent"),
                        HeaderEdit.add("X-A", "b"));
        assertThat(handling.fallbacks())
                .containsExactly(
                        new Handling.Then(Codes.of(486), Route.forward("sip:vm@x")),
                        new Handling.Then(Codes.of(408, 5), Route.reply(480)));
    }

    @Test
    void theDialPlanIsRead() throws ConfigException {
        List<DialEntry> entries =
                read("""
                     dialplan:
                       - "1XX"
                       - {number: "00[1-9]X.", strip: 2, prefix: "+", forward: "sip:gw.example"}
                     """)
                        .dialPlan()
                        .entries();

        assertThat(entries)
                .extracting(e -> e.pattern().toString())
                .containsExactly("1XX", "00[1-9]X.");
        assertThat(entries.getFirst().onward()).isNull();
        DialEntry abroad = entries.getLast();
        assertThat(abroad.cause())
                .isEqualTo(new Cause.RuleMatched("r.yaml", 3, "dialplan 00[1-9]X."));
        assertThat(abroad.strip()).isEqualTo(2);
        assertThat(abroad.prefix()).isEqualTo("+");
        assertThat(abroad.onward()).isEqualTo((Onward) Route.forward("sip:gw.example"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rules:;  - wen: {};    reply: 403"
                        + " | 2:5: unknown key 'wen', did you mean 'when'?",
                "rules: [{when: {usr: a}, reply: 403}]"
                        + " | 1:17: unknown key 'usr', did you mean 'user'?",
                "rules: [{when: {user: a}}]"
                        + " | 1:9: what is to be done? One of reply, redirect, forward, fork,"
                        + " lookup, challenge, queue",
                "rules: [{reply: 403, forward: 'sip:a@b'}]"
                        + " | 1:22: a rule does one thing, this one has 'reply' and 'forward'",
                "rules: [{forward: 'sip:a@b', reason: x}]"
                        + " | 1:30: 'reason' does not go with 'forward'",
                "rules: [{reply: abc}] | 1:17: reply: 'abc' is no number between 100 and 699",
                "rules: [{reply: 183}] | 1:10: reply: 183 is nothing that a rule can answer with:"
                        + " 380 and 400 to 699 are",
                "rules: [{reply: 302}] | 1:10: reply: 302 is made by redirect, not by reply",
                "rules: [{reply: 407}] | 1:10: reply: 407 is made by challenge, not by reply",
                "rules: [{reply: 405}]"
                        + " | 1:10: reply: a 405 has to carry more: Allow is missing",
                "rules: [{redirect: 305, contacts: ['sip:p']}]"
                        + " | 1:10: redirect: 305 is no redirection of a rule:"
                        + " 300, 301 and 302 are",
                "rules: [{redirect: 302}]"
                        + " | 1:10: redirect: a redirection has 1 to 32 contacts",
                "rules: [{redirect: 302, contacts: [bob]}]" + " | 1:36: contacts: 'bob' is no URI",
                "rules: [{forward: bob@x}]"
                        + " | 1:19: forward: 'bob@x' is no target: write it like"
                        + " sip:bob@example.com",
                "rules: [{fork: []}] | 1:10: fork: a fork has 1 to 32 targets",
                "rules: [{fork: [{uri: 'sip:a', q: 2}]}]"
                        + " | 1:35: q: '2' is no preference between 0 and 1"
                        + " with up to three decimals",
                "rules: [{fork: ['sip:a'], order: random}]"
                        + " | 1:34: order: 'random' is neither parallel nor sequence",
                "rules: [{lookup: bob}]"
                        + " | 1:18: lookup: 'bob' is no user: write it like bob@example.com",
                "rules: [{challenge: no}]"
                        + " | 1:21: challenge: 'no' is not true, leave the key out",
                "rules: [{queue: {name: q}}] | 1:10: queue: it needs a name and a time",
                "rules: [{queue: {name: q, time: 2h}}] | 1:10: queue: a call waits between"
                        + " 1s and 1h",
                "rules: [{set-header: {Via: x}}]"
                        + " | 1:28: Via: Via belongs to the server and cannot be edited",
                "rules: [{add-header: {i: x}}]"
                        + " | 1:26: i: Call-ID belongs to the server and cannot be edited",
                "rules: [{remove-header: [Proxy-Authorization]}]"
                        + " | 1:26: remove-header: Proxy-Authorization belongs to the server"
                        + " and cannot be edited",
                "rules: [{add-header: {Subject: x}}]"
                        + " | 1:32: Subject: Subject may stand once only: set it instead of"
                        + " adding it",
                "rules: [{set-header: {Expires: soon}}]"
                        + " | 1:32: Expires: Malformed Expires header field",
                "rules: [{then: {600: {reply: 403}}}]"
                        + " | 1:17: then: nothing follows a 6xx, which ends the search"
                        + " (RFC 3261 §16.7)",
                "rules: [{then: {busy: {reply: 403}}}]"
                        + " | 1:17: then: 'busy' is no response code: write it like 486 or 4xx",
                "rules: [{then: {486: {reply: 403, nexd: x}}}]"
                        + " | 1:35: unknown key 'nexd', did you mean 'next'?",
            })
    void whatIsWrongWithAnActIsToldWithItsPlace(String text, String message) {
        wrong(text, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rules: [x] | 1:9: 'rules' takes the keys name, when, reply, redirect, forward,"
                        + " fork, lookup, challenge, queue, reason, retry-after, body, set-header,"
                        + " add-header, contacts, remove-header, ring, then, order, next,"
                        + " found a single value",
                "rules: [{when: {user: '(a'}, reply: 403}]"
                        + " | 1:23: user: '(a' is no regular expression: missing closing )",
                "rules: [{when: {user: '(a)\\1'}, reply: 403}]"
                        + " | 1:23: user: '(a)\\1' is no regular expression:"
                        + " invalid escape sequence",
                "rules: [{when: {source: 10.0.0.1/8}, reply: 403}]"
                        + " | 1:25: source: '10.0.0.1/8' has bits set behind its prefix",
                "rules: [{when: {source: 10.0.0.0/33}, reply: 403}]"
                        + " | 1:25: source: '/33' is no prefix length between 0 and 32",
                "rules: [{when: {source: example.com}, reply: 403}]"
                        + " | 1:25: source: 'example.com' is no network:"
                        + " write it like 192.0.2.0/24 or 2001:db8::/32",
                "rules: [{when: {method: invite}, reply: 403}]"
                        + " | 1:25: method: 'invite' is no method, did you mean 'INVITE'?",
                "rules: [{when: {header: {'a b': x}}, reply: 403}]"
                        + " | 1:26: 'a b' is no header name",
                "rules: [{when: {registered: maybe}, reply: 403}]"
                        + " | 1:29: registered: 'maybe' is neither true nor false",
                "dialplan: 1XX | 1:11: 'dialplan' takes a list, found a single value",
                "dialplan: [1Y] | 1:12: dialplan: '1Y' is no number pattern: 'Y' means nothing,"
                        + " write it like 1XX or 00[1-9]X.",
                "dialplan: ['1XX', '1XX'] | 1:19: dialplan: '1XX' is listed twice",
                "dialplan: [{strip: 2}] | 1:12: an entry needs a number",
                "dialplan: [{number: 1X, reply: 403}] | 1:25: unknown key 'reply',"
                        + " known here: number, strip, prefix, forward, fork, order, lookup,"
                        + " remove-header, set-header, add-header, ring, then",
            })
    void whatIsWrongWithAConditionOrANumberIsToldWithItsPlace(String text, String message) {
        wrong(text, message);
    }

    private static void wrong(String text, String message) {
        assertThatThrownBy(() -> read(text.replace(';', '\n')))
                .isInstanceOf(ConfigException.class)
                .hasMessage("r.yaml:" + message);
    }

    @Test
    void routesAreNotNestedForever() {
        StringBuilder text = new StringBuilder("{reply: 480}");
        for (int i = 0; i < 9; i++) {
            text.insert(0, "{lookup: true, then: {486: ").append("}}");
        }
        assertThatThrownBy(() -> read("rules: [" + text + "]"))
                .hasMessageContaining("routes are nested more than 8 deep");
    }
}
