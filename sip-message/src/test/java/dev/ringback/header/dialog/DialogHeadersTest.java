package dev.ringback.header.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.header.HeaderField;
import dev.ringback.header.Method;
import dev.ringback.header.Parameters;
import dev.ringback.header.address.ReferTo;
import dev.ringback.sample.Strict;
import dev.ringback.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The header fields that name requests, responses, dialogs and sessions.
class DialogHeadersTest {
    private static final String WORD = "intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{";
    private static final String UUID = "ab30317f1a784dc48ff824d0d3715d86";

    @Test
    void callIdsAreWords() {
        assertThat(CallId.FIELD.parse(" " + WORD)).isEqualTo(WORD);
        assertThat(CallId.FIELD.parse("a;b,c")).isEqualTo("a;b,c");
        assertThat(Strict.faults(CallId.FIELD, WORD)).isEmpty();
        assertThat(Strict.faults(CallId.FIELD, "f81d4fae-7dec-11d0-a765-00a0c91e6bf6@b.com"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a@b@c, 3", "a;b, 1", "@a, 0", "a@, 1", "'a,b', 1"})
    void whatIsNoWordIsAFault(String callId, int place) {
        assertThat(CallId.FIELD.parse(callId)).isEqualTo(callId);
        assertThat(Strict.faults(CallId.FIELD, callId))
                .containsExactly("error " + place + " Call-ID is no word (RFC 3261 §25.1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\u00e9", "a\tb", "a\u007f"})
    void nonsenseIsNoCallId(String text) {
        assertThat(CallId.FIELD.parse(text)).isNull();
    }

    @Test
    void severalCallsCanBeAnswered() {
        List<String> read = new ArrayList<>();
        byte[] line = Ascii.bytes("70710@saturn, " + WORD + " ,17320@saturn");
        assertThat(InReplyTo.FIELD.readLine(line, 0, line.length, read)).isEqualTo(-1);
        assertThat(read).containsExactly("70710@saturn", WORD, "17320@saturn");
        assertThat(InReplyTo.FIELD.readOnly(line, 0, line.length)).isNull();
        assertThat(InReplyTo.FIELD.readOnly(line, 0, 12)).isEqualTo("70710@saturn");
        assertThat(Strict.faults(InReplyTo.FIELD, "a@b@c, x"))
                .containsExactly("error 3 Call-ID is no word (RFC 3261 §25.1)");
        assertThat(Strict.faults(InReplyTo.FIELD, "a,,b"))
                .containsExactly("error 2 Malformed In-Reply-To header field (RFC 3261 §20.21)");
    }

    @Test
    void requestsAreCounted() {
        CSeq cSeq = Strict.value(CSeq.FIELD, "4711  INVITE");
        assertThat(cSeq.number()).isEqualTo(4711);
        assertThat(Strict.faults(CSeq.FIELD, "0009 INVITE")).isEmpty();
        assertThat(Strict.faults(CSeq.FIELD, "2147483648 INVITE"))
                .containsExactly("error 0 Malformed CSeq header field (RFC 3261 §20.16)");
    }

    @Test
    void reliableResponsesAreCounted() {
        RAck rAck = Strict.value(RAck.FIELD, "776656 1 INVITE");
        assertThat(rAck).isEqualTo(new RAck(776656, new CSeq(1, Method.INVITE)));
        assertThat(RAck.FIELD.parse("776656\t 1  INVITE")).isEqualTo(rAck);
        assertThat(RAck.FIELD.parse("4294967295 1 X")).isNotNull();
        assertThat(RSeq.FIELD.parse("988789")).isEqualTo(988789);
        assertThat(RSeq.FIELD.parse("4294967296")).isNull();
        assertThat(Strict.faults(RSeq.FIELD, "1")).isEmpty();
        assertThat(Strict.faults(RSeq.FIELD, "0"))
                .containsExactly("error 0 RSeq is not positive (RFC 3262 §7.1)");
        assertThat(Strict.faults(RAck.FIELD, "0 1 INVITE"))
                .containsExactly("error 0 RSeq is not positive (RFC 3262 §7.1)");
        assertThat(Strict.faults(RAck.FIELD, "1 1 INVITE")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RAck(1L << 32, new CSeq(1, Method.INVITE)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RAck(-1, new CSeq(1, Method.INVITE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1 2",
                "1 INVITE",
                "1 2INVITE",
                "x 1 INVITE",
                "1 2 IN VITE",
                "1 x y"
            })
    void nonsenseIsNoRAck(String text) {
        assertThat(RAck.FIELD.parse(text)).isNull();
    }

    @Test
    void dialogsAreReplacedAndJoined() {
        Replaces replaces =
                Strict.value(
                        Replaces.FIELD, "12adf2f34456gs5;to-tag=12345;from-tag=54321;early-only");
        assertThat(replaces.callId()).isEqualTo("12adf2f34456gs5");
        assertThat(replaces.toTag()).isEqualTo("12345");
        assertThat(replaces.fromTag()).isEqualTo("54321");
        assertThat(replaces.earlyOnly()).isTrue();
        assertThat(Replaces.of("98732@sip.example.com", "ff87ff", "r33th4x0r"))
                .hasToString("98732@sip.example.com;to-tag=ff87ff;from-tag=r33th4x0r");
        Join join = Strict.value(Join.FIELD, "12adf ; to-tag = 1 ; from-tag=2;x");
        assertThat(join.toTag() + join.fromTag() + join.callId()).isEqualTo("1212adf");
        assertThat(join).hasToString("12adf;to-tag=1;from-tag=2;x");
        assertThat(Join.of("a", "b", "c").fromTag()).isEqualTo("c");
        TargetDialog target =
                Strict.value(
                        TargetDialog.FIELD,
                        "fa77as7dad8-sd98ajzz@host.com;local-tag=kkaz-;" + "remote-tag=6544");
        assertThat(target.localTag()).isEqualTo("kkaz-");
        assertThat(target.remoteTag()).isEqualTo("6544");
        assertThat(TargetDialog.of("a", "r", "l")).hasToString("a;remote-tag=r;local-tag=l");
    }

    @Test
    void aReferenceNamesTheDialogToReplace() {
        ReferTo reference =
                Strict.value(
                        ReferTo.FIELD,
                        "<sip:dave@denver.example.org?Replaces=12345%40192.168.118.3%3B"
                                + "to-tag%3D12345%3Bfrom-tag%3D5FFE-3994>");
        assertThat(reference.embedded(Replaces.FIELD))
                .containsExactly(Replaces.of("12345@192.168.118.3", "12345", "5FFE-3994"));
    }

    @Test
    void aCallIdWithQuotesHasParametersToo() {
        Replaces replaces = Strict.value(Replaces.FIELD, WORD + ";to-tag=a;from-tag=b");
        assertThat(replaces.callId()).isEqualTo(WORD);
        assertThat(Strict.faults(Replaces.FIELD, replaces.toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", ";to-tag=1;from-tag=2", "a;to-tag=1", "a;from-tag=1", "a b"})
    void withoutBothTagsNoDialogIsNamed(String text) {
        assertThat(Replaces.FIELD.parse(text)).isNull();
        assertThat(Join.FIELD.parse(text)).isNull();
        assertThat(TargetDialog.FIELD.parse(text.replace("to-tag", "remote-tag"))).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new Replaces(
                                        text,
                                        Objects.requireNonNull(Parameters.parse(";to-tag=1"))));
    }

    @Test
    void whatCannotStandInAReferenceIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Replaces.of("a;b", "1", "2"));
        assertThatIllegalArgumentException().isThrownBy(() -> Join.of("", "1", "2"));
        assertThatIllegalArgumentException().isThrownBy(() -> Join.of("a", "1;x", "2"));
        assertThatIllegalArgumentException().isThrownBy(() -> TargetDialog.of("a", "1", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "a@b@c;to-tag=1;from-tag=2, error 3 Call-ID is no word (RFC 3261 §25.1)",
        "a;to-tag=\"1\";from-tag=2, error 9 Malformed to-tag parameter (RFC 3891 §6.1)",
        "a;to-tag=1;from-tag, error 11 Malformed from-tag parameter (RFC 3891 §6.1)",
        "a;to-tag=1;from-tag=2;to-tag=3, error 22 Repeated parameter (RFC 3261 §7.3.1)",
        "a;to-tag=1;from-tag=2;early-only=1, error 33 Malformed early-only parameter"
                + " (RFC 3891 §6.1)",
    })
    void referencesAreStrict(String text, String fault) {
        assertThat(Strict.faults(Replaces.FIELD, text)).containsExactly(fault);
        String clause = fault.contains("early") ? "" : fault.replace("3891 §6.1", "3911 §7.1");
        assertThat(String.join("", Strict.faults(Join.FIELD, text))).isEqualTo(clause);
    }

    @Test
    void sessionsAreNamedByTwoHalves() {
        String other = "47755a9de7794ba387653f2099600ef2";
        SessionId session = Strict.value(SessionId.FIELD, UUID + " ;remote=" + other);
        assertThat(session).isEqualTo(SessionId.of(UUID, other));
        assertThat(session.remote()).isEqualTo(other);
        assertThat(SessionId.of(UUID, SessionId.NIL).remote()).isEqualTo(SessionId.NIL);
        assertThat(Strict.value(SessionId.FIELD, UUID).remote()).isNull();
        assertThat(Strict.value(SessionId.FIELD, UUID + ";remote=1").remote()).isNull();
        SessionId capitals =
                Objects.requireNonNull(SessionId.FIELD.parse("AB" + UUID.substring(2)));
        assertThat(capitals.local()).isEqualTo(UUID);
        assertThatIllegalArgumentException().isThrownBy(() -> SessionId.of(UUID, "1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionId("AB" + UUID.substring(2), Parameters.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        ";remote=00000000000000000000000000000000, ''",
        "'', warning 32 Missing remote parameter (RFC 7989 §5)",
        ";remote=0, error 40 Malformed remote parameter (RFC 7989 §5)",
        ";remote=0A755a9de7794ba387653f2099600ef2,"
                + " error 40 Malformed remote parameter (RFC 7989 §5)",
    })
    void sessionsAreStrict(String rest, String fault) {
        HeaderField<SessionId> field = SessionId.FIELD;
        assertThat(String.join("|", Strict.faults(field, UUID + rest))).isEqualTo(fault);
        String capitals = "AB" + UUID.substring(2) + ";remote=" + SessionId.NIL;
        assertThat(Strict.faults(field, capitals))
                .containsExactly("error 0 UUID is not in lower case (RFC 7989 §5)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "gb30317f1a784dc48ff824d0d3715d86", UUID + "0", UUID + " x"})
    void nonsenseIsNoSession(String text) {
        assertThat(SessionId.FIELD.parse(text)).isNull();
    }
}
