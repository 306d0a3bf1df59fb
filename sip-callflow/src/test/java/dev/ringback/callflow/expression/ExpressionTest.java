package dev.ringback.callflow.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Scene;
import dev.ringback.callflow.expression.Expression.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionTest {
    private static final Instant LATER = Scene.BEGIN.plusSeconds(600);

    private static final CallFlow CALL =
            Scene.flow(
                    "call",
                    """
                    0    alice > p INVITE 1 a sdp User-Agent:_Desk_7
                    1    p > alice 100 INVITE 1 a
                    500  alice > p INVITE 1 a sdp User-Agent:_Desk_7
                    900  p > alice 180 INVITE 1 a
                    1900 p > alice 200 INVITE 1 a sdp
                    1901 alice > p ACK 1 b
                    5000 alice > p BYE 2 c
                    5020 p > alice 200 BYE 2 c
                    """);

    private static final CallFlow BUSY =
            Scene.flow(
                    "busy",
                    """
                    0  alice > p INVITE 1 a
                    20 p > alice 486 INVITE 1 a
                    21 alice > p ACK 1 a
                    """);

    private static boolean holds(String text) throws ExpressionException {
        return Expression.parse(text).test(CALL, LATER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status == 200",
                "status != 404 and state == 'COMPLETED'",
                "method == \"INVITE\" && srd < 2s",
                "srd >= 900ms and srd <= 0.9s and sdt == 3.1s",
                "sdd == 20ms or false",
                "not (status == 404 || srd > 1m)",
                "!(rrd < 1h) and not rrd >= 1h",
                "from contains 'ALICE' and source == '192.0.2.1:5060'",
                "from matches '^al.*example[.]com$'",
                "call-id == \"call\"",
                "count(method == \"INVITE\") == 2",
                "count(messages) == 8 and messages == 8 and count(messages, request) == 4",
                "count(retransmission) == 1 and retransmissions == 1",
                "none(stopped) and any(retransmission) and not all(request)",
                "any(status == 180 and since == 900ms) and any(of == 'BYE')",
                "any(header('User-Agent') == 'Desk 7') and header(\"user-agent\") contains 'desk'",
                "INVITE then 100 then 180 then 200 then ACK",
                "INVITE then 1xx then 200 of INVITE then BYE then 200 of BYE",
                "2xx and BYE",
                "payload contains 'z9hG4bKa' and any(body contains 'v=0')",
                "all(calls, status == 200) and count(calls) == 1",
                "any(calls, INVITE then 180) and duration > 5s"
            })
    void whatIsTrueOfACall(String text) throws ExpressionException {
        assertThat(holds(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status == 404",
                "status < 200",
                "state == \"completed\"",
                "srd > 900ms",
                "rrd < 1h",
                "rrd != 1h",
                "cause == 'x' or cause != 'x'",
                "BYE then INVITE",
                "180 of BYE then 200",
                "4xx",
                "none(retransmission)",
                "any(method == 'INVITE' and status == 200)",
                "count(calls, state == 'BUSY') > 0",
                "method matches '^NVITE'"
            })
    void whatIsNot(String text) throws ExpressionException {
        assertThat(holds(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                   | 1  | expected a value, not the end",
                "status               | 1  | this is a number; compare it",
                "status = 200         | 8  | equality is ==",
                "status == '200'      | 11 | this is a text, but what it is compared with is",
                "status == 2s         | 11 | this is a time",
                "from < 'a'           | 6  | '<' compares numbers and times alone",
                "status contains 2    | 8  | 'contains' is for texts, and this is a number",
                "statu == 200         | 1  | no field 'statu', there are call-id, cause",
                "retransmission       | 1  | that is asked of messages, as in any(retransmission)",
                "status == 200 and    | 18 | expected a value, not the end",
                "status == 200 AND 1  | 15 | it is written 'and'",
                "(status == 200       | 15 | expected ')', not the end",
                "from == 'al          | 9  | the text has no closing '",
                "srd < 2parsec        | 7  | '2parsec' is no number, time",
                "status == 200 §      | 15 | '§' means nothing here",
                "INVITE then bye      | 13 | expected a method (INVITE), a status",
                "200 of 180           | 8  | expected a method, not '180'",
                "any(INVITE)          | 5  | an order is asked of a call",
                "count(request)       | 1  | this is a number",
                "from matches '('     | 14 | no pattern",
                "from matches to      | 14 | matches wants a pattern in quotes",
                "header(From) == 'x'  | 8  | expected the name of a header field in quotes",
                "header('a b') == 'x' | 8  | no header field has such a name",
                "all(calls status)    | 11 | expected ')', not 'status'",
                "180                  | 1  | this is a number"
            })
    void aFaultIsToldWithItsColumn(String text, int column, String why) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.parse(text))
                .withMessageStartingWith("column " + column + ": ")
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.column()).isEqualTo(column));
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        for (String open : List.of("(", "not ", "any(calls, ")) {
            assertThatExceptionOfType(ExpressionException.class)
                    .isThrownBy(() -> Expression.parse(open.repeat(100_000)))
                    .withMessageContaining("nested too deep");
        }
    }

    @Test
    void whatIsTooLongIsRefused() throws ExpressionException {
        for (String sign : List.of(" or ", " and ")) {
            String most = "status == 1" + (sign + "status == 1").repeat(999);
            assertThat(check(most, CALL).holds()).isFalse();
            assertThatExceptionOfType(ExpressionException.class)
                    .isThrownBy(() -> Expression.parse(most + sign + "status == 1"))
                    .withMessageContaining("more than 1000 terms");
        }
    }

    @Test
    void anAssertionIsMadeOfEveryCall() throws ExpressionException {
        assertThat(check("status == 200", CALL, BUSY)).isEqualTo(failing("busy"));
        assertThat(check("INVITE then ACK", CALL, BUSY)).isEqualTo(new Verdict(true, List.of()));
        assertThat(check("count(method == 'INVITE') == 1", CALL, BUSY)).isEqualTo(failing("call"));
    }

    @Test
    void whatIsAskedOfAllCallsIsAskedOnce() throws ExpressionException {
        assertThat(check("count(calls, state == 'BUSY') == 1", CALL, BUSY).holds()).isTrue();
        assertThat(check("all(calls, status == 200)", CALL, BUSY)).isEqualTo(failing());
        assertThat(check("any(calls, none(retransmission))", CALL, BUSY).holds()).isTrue();
        assertThat(check("count(calls) == 2 and status == 486", CALL, BUSY))
                .isEqualTo(failing("call"));
    }

    @Test
    void withoutACallNothingHoldsButACount() throws ExpressionException {
        assertThat(check("status == 200").holds()).isFalse();
        assertThat(check("all(calls, status == 200)").holds()).isFalse();
        assertThat(check("count(calls) == 0").holds()).isTrue();
    }

    private static Verdict check(String text, CallFlow... flows) throws ExpressionException {
        return Expression.parse(text).check(List.of(flows), LATER);
    }

    private static Verdict failing(String... callIds) {
        return new Verdict(false, List.of(callIds));
    }
}
