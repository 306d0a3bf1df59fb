package dev.ringback.routing.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.cause.Cause;
import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.fixture.Requests;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.routing.Decided;
import dev.ringback.routing.Network;
import dev.ringback.routing.Route;
import dev.ringback.routing.Router;
import dev.ringback.routing.RoutingRequest;
import dev.ringback.routing.Source;
import dev.ringback.routing.Step;
import dev.ringback.routing.Trace;
import dev.ringback.stack.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleMatchingTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");

    private static RoutingRequest request(String user, @Nullable AddressOfRecord sender) {
        return new RoutingRequest(
                Requests.of("INVITE sip:" + user + "@example.com", "Subject: sales"),
                new Source(InetAddress.ofLiteral("2001:db8::7"), 5060, Transport.UDP),
                sender,
                "example.com",
                aor -> aor.user().equals("here"));
    }

    private static Router router(String text) {
        try {
            ServerConfigBuilder builder = ServerConfig.builder();
            ConfigFile.read("r.yaml", text, Map.of(), builder);
            return builder.build().routing().router();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{method: INVITE} | true",
                "{method: [BYE, MESSAGE]} | false",
                "{user: ere} | true",
                "{user: '^ere'} | false",
                "{domain: example.com} | true",
                "{domain: example.org} | false",
                "{source: '2001:db8::/32'} | true",
                "{source: ['2001:db9::/32', 0.0.0.0/0]} | false",
                "{header: {s: ^sal}} | true",
                "{header: {Priority: .*}} | false",
                "{registered: true} | true",
                "{registered: false} | false",
                "{authenticated: false} | true",
                "{authenticated: true} | false",
                "{method: INVITE, user: nobody} | false",
            })
    void aRuleIsForWhatMeetsAllItsConditions(String when, boolean expected) {
        Router router = router("rules: [{when: " + when + ", reply: 403}]");

        Decided decided = router.decide(request("here", null));

        assertThat(decided != null).isEqualTo(expected);
    }

    @Test
    void theFirstRuleThatMatchesDecidesAndTheTraceSaysWhy() {
        Router router =
                router(
                        """
                        rules:
                          - {when: {method: MESSAGE}, reply: 404}
                          - {name: proof, challenge: true}
                          - {when: {user: "^here$"}, reply: 480}
                          - {reply: 403}
                        """);
        Trace trace = Trace.recording();

        Decided decided = router.decide(request("here", ALICE), trace);

        Cause.RuleMatched third = new Cause.RuleMatched("r.yaml", 4, "rule 3");
        assertThat(decided).isEqualTo(new Decided(Route.reply(480), third));
        assertThat(trace.steps())
                .containsExactly(
                        new Step.RuleSkipped(
                                new Cause.RuleMatched("r.yaml", 2, "rule 1"),
                                "method: MESSAGE",
                                "INVITE"),
                        new Step.ProofGiven(new Cause.RuleMatched("r.yaml", 3, "proof"), ALICE),
                        new Step.RuleHit(third, Route.reply(480)));
        assertThat(router.decide(request("here", null)))
                .isEqualTo(
                        new Decided(
                                Route.challenge(), new Cause.RuleMatched("r.yaml", 3, "proof")));
    }

    @ParameterizedTest
    @CsvSource({
        "1XX, 123, 0",
        "1XX, 1, 2",
        "1XX, 1234, -1",
        "1XX, 2, -1",
        "00[1-9]X., 0049, 1",
        "00[1-9]X., 00491, 0",
        "00[1-9]X., 0049123456789, 0",
        "00[1-9]X., 000, -1",
        "+49XXXXXXX., +49, 8",
        "+49XXXXXXX., 49, -1",
        "[1-46]NZ*#, 621*#, 0",
        "[1-46]NZ*#, 5, -1",
        "[1-46]NZ*#, 61, -1",
        "[1-46]NZ*#, 620, -1",
    })
    void aNumberIsWholeOrABeginningOrNeither(String pattern, String number, int missing) {
        assertThat(NumberPattern.of(pattern).missing(number)).isEqualTo(missing);
    }

    @ParameterizedTest
    @CsvSource({
        "00, 'Address Incomplete, At Least 1 More Digit Is Missing'",
        "1-2, 'Address Incomplete, 1 More Digit Is Missing'",
        "0, 'Address Incomplete, At Least 2 More Digits Are Missing'",
    })
    void anIncompleteNumberIsToldWhatIsMissing(String dialled, String reason) {
        Router router = router("dialplan: ['1XX', '00X', '00XX.']");

        Decided decided = router.decide(request(dialled, null));

        assertThat(decided).extracting(Decided::route).isEqualTo(Route.reply(484, reason));
    }

    @Test
    void aWholeNumberIsRewritten() {
        Router router =
                router(
                        "dialplan: [{number: '00X.', strip: 2, prefix: '+', forward: 'sip:gw.x'},"
                                + " {number: 9X, strip: 1}]");

        assertThat(router.decide(request("0049", null)))
                .extracting(Decided::route)
                .isEqualTo(Route.forward("sip:+49@gw.x"));
        assertThat(router.decide(request("97", null)))
                .extracting(Decided::route)
                .isEqualTo(Route.lookup("7@example.com"));
        assertThat(router.decide(request("bob", null))).isNull();
    }

    @Test
    void aUserIsNamedWithOrWithoutItsScheme() {
        assertThat(Route.lookup("sip:7@example.com")).isEqualTo(Route.lookup("7@example.com"));
    }

    @Test
    void noTextMakesAnExpressionSlow() {
        String text = "a".repeat(5000) + "!";
        boolean found =
                CompletableFuture.supplyAsync(() -> Expression.of("(a+)+$").in(text))
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join();

        assertThat(found).isFalse();
        assertThatThrownBy(() -> Expression.of("a".repeat(1001)))
                .hasMessage("an expression has at most 1000 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/25, 192.0.2.127, true",
        "192.0.2.0/25, 192.0.2.128, false",
        "0.0.0.0/0, 198.51.100.1, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8:8000::/33, 2001:db8:ffff::1, true",
        "2001:db8:8000::/33, 2001:db8:7fff::1, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.0/24, ::ffff:192.0.2.9, true",
    })
    void aNetworkHoldsItsAddresses(String network, String address, boolean held) {
        assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address))).isEqualTo(held);
    }

    @Test
    void theExamplesOfTheManualAreRead() throws IOException {
        String manual = Files.readString(Path.of("../docs/operate/routing.md"));
        Matcher block =
                Pattern.compile("```yaml\n((?:rules|dialplan):.*?)```", Pattern.DOTALL)
                        .matcher(manual);
        int read = 0;
        while (block.find()) {
            assertThat(router(block.group(1)).isEmpty()).isFalse();
            read++;
        }
        assertThat(read).isEqualTo(2);
    }
}
