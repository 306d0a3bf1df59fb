package dev.ringback.resolver;

import static dev.ringback.resolver.FakeNameServer.name;
import static dev.ringback.resolver.FakeNameServer.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.DnsStep.Outcome;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// What replies mean, and how long: RFC 1034 §4.3, RFC 2308.
class ReplyTest {
    private static final String SOA = "ns.example. admin.example. 1 3600 600 86400 ";

    private static Message message(int type, int code, Record... answers) {
        Message message = new Message();
        message.addRecord(Record.newRecord(name("a.example"), type, DClass.IN), Section.QUESTION);
        message.getHeader().setRcode(code);
        for (Record answer : answers) {
            message.addRecord(answer, Section.ANSWER);
        }
        return message;
    }

    private static Message withAuthority(Message message, long ttl, long minimum) {
        message.addRecord(record("example", Type.SOA, ttl, SOA + minimum), Section.AUTHORITY);
        return message;
    }

    private static Reply read(Message message) {
        return Reply.read(message, name("a.example"), message.getQuestion().getType());
    }

    private static Answer answer(Message message) {
        return Objects.requireNonNull(read(message).answer());
    }

    private static Answer none(Outcome outcome, long seconds) {
        return new Answer.NoRecords(outcome, Duration.ofSeconds(seconds));
    }

    @Test
    void recordsLiveAsLongAsTheShortestLivedOfThemAndOfTheirAliases() {
        Record alias = record("a.example", Type.CNAME, 40, "B.example.");
        Record first = record("b.example", Type.A, 60, "192.0.2.1");
        Record second = record("b.example", Type.A, 50, "192.0.2.2");
        Answer.Records found = (Answer.Records) answer(message(Type.A, 0, alias, first, second));
        assertThat(found.records()).hasSize(2);
        assertThat(found.life()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void noLifeIsLongerThanAnHour() {
        Message message = message(Type.A, 0, record("a.example", Type.A, 99_999, "192.0.2.1"));
        assertThat(((Answer.Records) answer(message)).life()).isEqualTo(Reply.LONGEST);
    }

    @Test
    void servicesAndRulesAreReadAsTheyAre() {
        Message services =
                message(
                        Type.SRV,
                        0,
                        record("a.example", Type.SRV, 60, "10 20 5060 Host.Example."),
                        record("a.example", Type.SRV, 60, "0 0 0 ."));
        assertThat(((Answer.Records) answer(services)).records())
                .containsExactly(
                        new DnsRecord.Srv(10, 20, 5060, "host.example"),
                        new DnsRecord.Srv(0, 0, 0, ""));
        String rule = "50 60 \"s\" \"SIP+D2T\" \"\" _sip._tcp.example.";
        Message rules = message(Type.NAPTR, 0, record("a.example", Type.NAPTR, 60, rule));
        assertThat(((Answer.Records) answer(rules)).records())
                .containsExactly(
                        new DnsRecord.Naptr(50, 60, "s", "SIP+D2T", "", "_sip._tcp.example"));
    }

    @Test
    void absenceLivesAsLongAsTheZoneSays() {
        assertThat(answer(withAuthority(message(Type.A, Rcode.NXDOMAIN), 600, 30)))
                .isEqualTo(none(Outcome.NO_SUCH_NAME, 30));
        assertThat(answer(withAuthority(message(Type.A, 0), 20, 600)))
                .isEqualTo(none(Outcome.NO_DATA, 20));
        assertThat(answer(withAuthority(message(Type.A, 0), 9_000, 9_000)))
                .isEqualTo(none(Outcome.NO_DATA, 300));
        assertThat(answer(message(Type.A, Rcode.NXDOMAIN)))
                .isEqualTo(none(Outcome.NO_SUCH_NAME, 0));
    }

    @Test
    void theEndOfAnAliasDecidesWhatIsAbsent() {
        Record alias = record("a.example", Type.CNAME, 40, "b.example.");
        assertThat(answer(withAuthority(message(Type.A, Rcode.NXDOMAIN, alias), 60, 60)))
                .isEqualTo(none(Outcome.NO_SUCH_NAME, 60));
        assertThat(answer(withAuthority(message(Type.A, 0, alias), 60, 60)))
                .isEqualTo(none(Outcome.NO_DATA, 60));
        Reply open = read(message(Type.A, 0, alias));
        assertThat(open.answer()).isNull();
        assertThat(open.alias()).isEqualTo(name("b.example"));
    }

    @Test
    void aliasesInACircleAreNonsense() {
        assertThat(
                        answer(
                                message(
                                        Type.A,
                                        0,
                                        record("a.example", Type.CNAME, 40, "b.example."),
                                        record("b.example", Type.CNAME, 40, "a.example."))))
                .isEqualTo(Reply.failed(Outcome.NONSENSE));
        assertThat(answer(message(Type.A, 0, record("a.example", Type.CNAME, 40, "a.example."))))
                .isEqualTo(Reply.failed(Outcome.NONSENSE));
    }

    @Test
    void tooManyRecordsAreNonsense() {
        Message message = message(Type.A, 0);
        for (int i = 0; i <= Reply.MOST_RECORDS; i++) {
            message.addRecord(record("a.example", Type.A, 60, "192.0.2." + i), Section.ANSWER);
        }
        assertThat(answer(message)).isEqualTo(Reply.failed(Outcome.NONSENSE));
    }

    @Test
    void whateverElseAServerSaysIsAFailureThatIsBelievedShortly() {
        for (int code : List.of(Rcode.SERVFAIL, Rcode.FORMERR, Rcode.NOTIMP, Rcode.REFUSED)) {
            assertThat(answer(message(Type.A, code)))
                    .isEqualTo(none(Outcome.SERVER_FAILED, Reply.FAILURE.toSeconds()));
        }
    }
}
