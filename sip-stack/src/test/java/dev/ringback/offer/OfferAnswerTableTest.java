package dev.ringback.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.sdp.SdpResult;
import dev.ringback.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every state of the machine against every message, RFC 6337 §2 and §4: a row each. The columns
/// are the carriers in their order, each twice: with a description (or the wish for one), and
/// without.
class OfferAnswerTableTest {
    private static final List<Carrier> CARRIERS = List.of(Carrier.values());

    /// `.` nothing, `O` an offer that is taken, `A` an answer, `B` broken, or the refusal.
    private static final String RECEIVED =
            """
            -                 INVITE   1xx  REL  2xx  ACK  PRACK P-2xx UPDATE U-2xx
            FRESH             O   .    . .  . .  . .  . .  O   . . .   O   .  . .
            AGREED            O   .    . .  . .  . .  . .  O   . . .   O   .  . .
            OFFERED_INVITE    491 491  A .  A .  A B  . .  491 . . .   491 .  . .
            OFFERED_1XX       500 500  . .  . .  . .  . .  A   B . .   491 .  . .
            OFFERED_2XX       491 491  . .  . .  . .  A B  491 . . .   491 .  . .
            OFFERED_PRACK     491 491  . .  . .  . .  . .  491 . A B   491 .  . .
            OFFERED_UPDATE    491 491  . .  . .  . .  . .  491 . . .   491 .  A B
            ANSWERING_INVITE  500 500  . .  . .  . .  . .  500 . . .   500 .  . .
            ANSWERING_1XX     491 491  . .  . .  . .  . .  500 . . .   500 .  . .
            ANSWERING_2XX     500 500  . .  . .  . .  . .  500 . . .   500 .  . .
            ANSWERING_PRACK   500 500  . .  . .  . .  . .  500 . . .   500 .  . .
            ANSWERING_UPDATE  500 500  . .  . .  . .  . .  500 . . .   500 .  . .
            OFFER_DUE         500 500  . .  . .  . .  . .  491 . . .   491 .  . .
            OFFER_AWAITED     491 491  . .  O .  O B  . .  491 . . .   491 .  . .
            UNACKNOWLEDGED    500 500  . .  . .  . .  . .  O   . . .   O   .  . .
            """;

    /// `.` no description, `o` an offer, `a` the answer, `!` it may not be sent so.
    private static final String SENT =
            """
            -                 INVITE  1xx  REL  2xx  ACK  PRACK P-2xx UPDATE U-2xx
            FRESH             o .     . .  . .  . .  . .  ! .   . .   o .    . .
            AGREED            o .     . .  . .  . .  . .  o .   . .   o .    . .
            OFFERED_INVITE    ! !     . .  . .  . .  . .  ! .   . .   ! .    . .
            OFFERED_1XX       ! !     . .  . .  . .  . .  ! .   . .   ! .    . .
            OFFERED_2XX       ! !     . .  . .  . .  . .  ! .   . .   ! .    . .
            OFFERED_PRACK     ! !     . .  . .  . .  . .  ! .   . .   ! .    . .
            OFFERED_UPDATE    ! !     . .  . .  . .  . .  ! .   . .   ! .    . .
            ANSWERING_INVITE  ! !     a .  a .  a a  . .  ! .   . .   ! .    . .
            ANSWERING_1XX     ! !     . .  . .  . .  . .  a a   . .   ! .    . .
            ANSWERING_2XX     ! !     . .  . .  . .  a a  ! .   . .   ! .    . .
            ANSWERING_PRACK   ! !     . .  . .  . .  . .  ! .   a a   ! .    . .
            ANSWERING_UPDATE  ! !     . .  . .  . .  . .  ! .   . .   ! .    a a
            OFFER_DUE         ! !     . .  o o  o o  . .  ! .   . .   ! .    . .
            OFFER_AWAITED     ! !     . .  . .  . .  . .  ! .   . .   ! .    . .
            UNACKNOWLEDGED    ! !     . .  . .  . .  . .  ! .   . .   ! .    . .
            """;

    @TestFactory
    List<DynamicTest> whatComesInMeansWhatTheTableSays() {
        return tests(RECEIVED, (situation, column) -> received(situation, column));
    }

    @TestFactory
    List<DynamicTest> whatGoesOutCarriesWhatTheTableSays() {
        return tests(SENT, (situation, column) -> sent(situation, column));
    }

    private static List<DynamicTest> tests(
            String table, BiFunction<Situation, Integer, String> actual) {
        List<DynamicTest> tests = new ArrayList<>();
        for (String row : table.lines().skip(1).toList()) {
            String[] cells = row.split(" +");
            Situation situation = Situation.valueOf(cells[0]);
            assertThat(cells).as(row).hasSize(1 + 2 * CARRIERS.size());
            for (int i = 0; i + 1 < cells.length; i++) {
                String expected = cells[i + 1];
                int column = i;
                tests.add(
                        DynamicTest.dynamicTest(
                                situation + " " + name(column),
                                () ->
                                        assertThat(actual.apply(situation, column))
                                                .isEqualTo(expected)));
            }
        }
        assertThat(tests).hasSize(Situation.values().length * 2 * CARRIERS.size());
        return tests;
    }

    private static String name(int column) {
        return carrier(column) + (with(column) ? " with" : " without");
    }

    private static Carrier carrier(int column) {
        return CARRIERS.get(column / 2);
    }

    private static boolean with(int column) {
        return column % 2 == 0;
    }

    private static OfferAnswer in(Situation situation) {
        OfferAnswer machine = new OfferAnswer(new ScriptedMedia());
        situation.reach(machine);
        return machine;
    }

    private static String received(Situation situation, int column) {
        SdpResult body = with(column) ? ScriptedMedia.read(ScriptedMedia.THEIRS) : null;
        return switch (in(situation).received(carrier(column), body)) {
            case Received.Nothing _ -> ".";
            case Received.Offered _ -> "O";
            case Received.Answer _ -> "A";
            case Received.Broken _ -> "B";
            case Received.Refused refused -> "" + refused.status();
        };
    }

    private static String sent(Situation situation, int column) {
        OfferAnswer machine = in(situation);
        MediaControl.Wish wish = with(column) ? MediaControl.Wish.TALK : null;
        boolean answering = machine.phase() == OfferAnswer.Phase.ANSWERING;
        @Nullable SessionDescription sent;
        try {
            sent = machine.send(carrier(column), wish);
        } catch (IllegalStateException expected) {
            return "!";
        }
        if (sent == null) {
            return ".";
        }
        return answering ? "a" : "o";
    }
}
