package dev.ringback.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a client does with each of the 51 response codes, and with those that nobody knows. One row
/// for each code; the details of each reaction stand in tests of their own.
class ReactionTableTest {
    private static final String BOB = "sip:bob@192.0.2.9";
    private static final String CONTACT = "Contact: <sip:bob@192.0.2.10>";
    private static final String DIGEST = "Digest realm=\"r\", nonce=\"n\", algorithm=MD5";

    /// One code.
    ///
    /// @param status the code
    /// @param request what is asked
    /// @param policy how the client is set up
    /// @param lines the header fields of the response
    /// @param then what follows
    record Row(
            int status,
            SipRequest request,
            UnaryOperator<Reactions.Builder> policy,
            List<String> lines,
            Consumer<ReactionBench> then) {
        @Override
        public String toString() {
            return Integer.toString(status);
        }

        Row with(UnaryOperator<Reactions.Builder> other) {
            return new Row(status, request, other, lines, then);
        }

        Row asking(SipRequest other) {
            return new Row(status, other, policy, lines, then);
        }
    }

    private static SipRequest invite(String... lines) {
        return ReactionBench.request("INVITE", BOB, lines);
    }

    private static Row row(int status, Consumer<ReactionBench> then, String... lines) {
        return new Row(status, invite(), policy -> policy, List.of(lines), then);
    }

    /// It is told as progress, and the request goes on.
    private static Row progress(int status) {
        return row(
                status,
                bench -> {
                    assertThat(bench.heard).containsExactly("progress " + status);
                    assertThat(bench.attempts().ended()).isFalse();
                    bench.answer(487);
                });
    }

    private static Row success(int status) {
        return row(status, bench -> assertThat(bench.heard).containsExactly("succeeded " + status));
    }

    /// It is reported with its cause, and nothing is sent again.
    private static Row reported(int status, String... lines) {
        return row(
                status,
                bench -> {
                    assertThat(bench.heard).containsExactly("failed " + status);
                    assertThat(bench.failure()).isInstanceOf(SipFailure.Refused.class);
                    assertThat(bench.failure().causes().decisive().toString())
                            .contains("status=" + status);
                    assertThat(bench.requests()).hasSize(1);
                },
                lines);
    }

    /// It is sent once more at once, and that looks so.
    private static Row again(int status, Consumer<SipRequest> second, String... lines) {
        return row(
                status,
                bench -> {
                    assertThat(bench.heard).containsExactly("retried " + status);
                    assertThat(bench.requests()).hasSize(2);
                    assertThat(bench.last().cSeq().number()).isEqualTo(2);
                    assertThat(bench.last().callId()).isEqualTo("call");
                    second.accept(bench.last());
                    bench.answer(200);
                    assertThat(bench.heard).last().isEqualTo("succeeded 200");
                },
                lines);
    }

    private static Row waits(int status, Duration least, Duration most, String... lines) {
        return row(
                status,
                bench -> {
                    bench.pass(least.minusMillis(1));
                    assertThat(bench.requests()).hasSize(1);
                    bench.pass(most.minus(least).plusMillis(1));
                    assertThat(bench.requests()).hasSize(2);
                    bench.answer(200);
                },
                lines);
    }

    private static Row offered(int status, String... lines) {
        return row(
                status,
                bench -> {
                    assertThat(bench.requests()).hasSize(1);
                    assertThat(bench.failure())
                            .isInstanceOfSatisfying(
                                    SipFailure.Redirected.class,
                                    f -> assertThat(f.choices()).hasSameSizeAs(lines));
                },
                lines);
    }

    private static Consumer<SipRequest> to(String uri) {
        return second -> assertThat(second.requestUri()).hasToString(uri);
    }

    private static Consumer<SipRequest> carries(HeaderName name, String part) {
        return second -> assertThat(second.value(name)).contains(part);
    }

    static Stream<Row> rows() {
        return Stream.of(
                        provisional(), successes(), redirections(), mended(), refusals(), unknown())
                .flatMap(List::stream);
    }

    private static List<Row> provisional() {
        List<Row> rows = new ArrayList<>();
        rows.add(
                row(
                        100,
                        bench -> {
                            assertThat(bench.heard).isEmpty();
                            int sent = bench.sends.size();
                            bench.pass(Duration.ofSeconds(20));
                            assertThat(bench.sends).hasSize(sent);
                            bench.answer(487);
                        }));
        IntStream.of(180, 181, 182, 183).forEach(status -> rows.add(progress(status)));
        return rows;
    }

    private static List<Row> successes() {
        return List.of(success(200), success(202));
    }

    private static List<Row> redirections() {
        return List.of(
                again(300, to("sip:bob@192.0.2.10"), CONTACT),
                again(301, to("sip:bob@192.0.2.10"), CONTACT),
                again(302, to("sip:bob@192.0.2.10"), CONTACT),
                again(
                        305,
                        second -> {
                            assertThat(second.requestUri()).hasToString(BOB);
                            assertThat(second.value(HeaderName.ROUTE))
                                    .isEqualTo("<sip:192.0.2.11;lr>");
                        },
                        "Contact: <sip:192.0.2.11>"),
                offered(380, CONTACT),
                offered(485, CONTACT, "Contact: <sip:robert@192.0.2.10>"));
    }

    private static List<Row> mended() {
        UnaryOperator<Reactions.Builder> password =
                policy -> policy.authenticator(new ReactionBench().authenticator("al", "secret"));
        UnaryOperator<Reactions.Builder> otherBody =
                policy -> policy.bodies((_, _) -> NewBody.of("text/plain", new byte[] {'x'}));
        SipRequest inDialog = invite("To: <sip:bob@192.0.2.9>;tag=" + ReactionBench.TAG);
        return List.of(
                again(
                                401,
                                carries(HeaderName.AUTHORIZATION, "username=\"al\", realm=\"r\""),
                                "WWW-Authenticate: " + DIGEST)
                        .with(password),
                again(
                                407,
                                carries(HeaderName.PROXY_AUTHORIZATION, "username=\"al\""),
                                "Proxy-Authenticate: " + DIGEST)
                        .with(password),
                waits(413, Duration.ofSeconds(7), Duration.ofSeconds(7), "Retry-After: 7"),
                again(415, carries(HeaderName.CONTENT_TYPE, "text/plain"), "Accept: text/plain")
                        .with(otherBody),
                again(416, to("sip:+15551234@home.example;user=phone"))
                        .asking(
                                ReactionBench.request(
                                        "INVITE", "tel:+15551234", "Route: <sip:192.0.2.9;lr>")),
                again(
                                420,
                                second -> assertThat(second.has(HeaderName.REQUIRE)).isFalse(),
                                "Unsupported: 100rel")
                        .asking(invite("Require: 100rel")),
                again(421, carries(HeaderName.SUPPORTED, "timer"), "Require: timer")
                        .with(policy -> policy.extensions(List.of("timer"))),
                again(423, carries(HeaderName.EXPIRES, "600"), "Min-Expires: 600")
                        .asking(invite("Expires: 60")),
                again(484, to("sip:5551234@192.0.2.9"))
                        .with(
                                policy ->
                                        policy.digits(
                                                (_, _, then) ->
                                                        then.accept(uri("sip:5551234@192.0.2.9")))),
                again(488, carries(HeaderName.CONTENT_TYPE, "text/plain")).with(otherBody),
                waits(491, Duration.ofMillis(2100), Duration.ofSeconds(4)).asking(inDialog),
                again(493, carries(HeaderName.CONTENT_TYPE, "text/plain")).with(otherBody),
                again(606, carries(HeaderName.CONTENT_TYPE, "text/plain")).with(otherBody));
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text));
    }

    private static List<Row> refusals() {
        List<Row> rows = new ArrayList<>();
        IntStream.of(
                        400, 402, 403, 404, 405, 406, 408, 410, 414, 480, 481, 482, 483, 486, 487,
                        500, 501, 502, 504, 505, 513, 600, 603, 604)
                .forEach(status -> rows.add(reported(status)));
        rows.add(
                new Row(
                        503,
                        ReactionBench.request("INVITE", "sip:bob@example.com"),
                        policy -> policy,
                        List.of("Retry-After: 60"),
                        bench -> {
                            assertThat(bench.ways())
                                    .containsExactly("192.0.2.21:5060", "192.0.2.22:5060");
                            bench.answer(200);
                        }));
        return rows;
    }

    private static List<Row> unknown() {
        return List.of(
                progress(150),
                success(299),
                again(399, to("sip:bob@192.0.2.10"), CONTACT),
                reported(444),
                reported(599),
                reported(699));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachCodeHasItsReaction(Row row) {
        ReactionBench bench = new ReactionBench();
        bench.servers("example.com", "192.0.2.21", "192.0.2.22");
        bench.send(row.request, row.policy.apply(Reactions.builder()).build());
        bench.answer(row.status, row.lines.toArray(String[]::new));
        row.then.accept(bench);
        bench.quiet();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachReactionCanBeSwitchedOff(Row row) {
        ReactionBench bench = new ReactionBench();
        bench.servers("example.com", "192.0.2.21", "192.0.2.22");
        Reactions.Builder policy = row.policy.apply(Reactions.builder());
        if (row.status < 200) {
            policy.on(row.status, Reaction.IGNORE);
        } else if (row.status >= 300) {
            policy.report(row.status);
        }
        bench.send(row.request, policy.build());
        bench.answer(row.status, row.lines.toArray(String[]::new));
        String end = row.status < 300 ? "succeeded " : "failed ";
        if (row.status < 200) {
            assertThat(bench.heard).isEmpty();
            bench.answer(200);
        } else {
            assertThat(bench.heard).containsExactly(end + row.status);
        }
        assertThat(bench.requests()).hasSize(1);
        bench.quiet();
    }

    @Test
    void thereIsARowForEachOfThe51Codes() {
        assertThat(
                        rows().map(Row::status)
                                .filter(status -> ReactionTable.meaning(status) == status))
                .doesNotHaveDuplicates()
                .hasSize(51);
    }

    @Test
    void aReactionThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Reactions.builder().on(404, Reaction.SUCCEED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Reactions.builder().on(200, Reaction.REPORT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Reactions.builder().on(99, Reaction.IGNORE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsSaidOfX00HoldsForTheUnknownCodesOfItsClass() {
        Reactions policy = Reactions.builder().on(400, Reaction.LATER).build();
        assertThat(policy.reaction(499)).isEqualTo(Reaction.LATER);
        assertThat(policy.reaction(404)).isEqualTo(Reaction.REPORT);
        assertThat(policy.edit().report(499).build().reaction(499)).isEqualTo(Reaction.REPORT);
    }
}
