package dev.ringback.resolver;

import static dev.ringback.resolver.FakeNameServer.record;
import static dev.ringback.resolver.FakeNameServer.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.DnsStep.Outcome;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Question;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Name servers that are silent, broken, or lie.
class NameServersTest {
    private static final Duration TIMEOUT = Duration.ofMillis(600);
    private static final byte[] SILENCE = {};

    private static FakeNameServer server(Function<Message, Message> replies) {
        return new FakeNameServer(query -> replies.apply(query).toWire());
    }

    private static FakeNameServer silent() {
        return new FakeNameServer(_ -> SILENCE);
    }

    private static FakeNameServer failing(int code) {
        return server(
                query -> {
                    Message reply = reply(query);
                    reply.getHeader().setRcode(code);
                    return reply;
                });
    }

    private static FakeNameServer honest() {
        return server(
                query -> {
                    Message reply = reply(query);
                    reply.addRecord(record("a.example", Type.A, 7, "192.0.2.1"), Section.ANSWER);
                    return reply;
                });
    }

    private static Answer ask(String name, FakeNameServer... servers) throws Exception {
        List<InetSocketAddress> addresses =
                Arrays.stream(servers).map(FakeNameServer::address).toList();
        return new NameServers(addresses, TIMEOUT)
                .lookUp(new Question.Dns(name, DnsRecord.Type.A))
                .get(5, TimeUnit.SECONDS);
    }

    private static final Answer FOUND =
            new Answer.Records(
                    List.of(new DnsRecord.Address(InetAddress.ofLiteral("192.0.2.1"))),
                    Duration.ofSeconds(7));

    @Test
    void aServerThatAnswersIsAskedOnce() throws Exception {
        try (FakeNameServer server = honest()) {
            assertThat(ask("a.example", server)).isEqualTo(FOUND);
            assertThat(server.asked).containsExactly("a.example A");
        }
    }

    @Test
    void aSilentServerIsFollowedByTheNext() throws Exception {
        try (FakeNameServer first = silent();
                FakeNameServer second = honest()) {
            assertThat(ask("a.example", first, second)).isEqualTo(FOUND);
            assertThat(first.asked).hasSize(1);
        }
    }

    @Test
    void aServerThatFailsOrRefusesIsFollowedByTheNext() throws Exception {
        try (FakeNameServer first = failing(Rcode.SERVFAIL);
                FakeNameServer second = failing(Rcode.REFUSED);
                FakeNameServer third = honest()) {
            assertThat(ask("a.example", first, second, third)).isEqualTo(FOUND);
            assertThat(ask("a.example", first, second).outcome()).isEqualTo(Outcome.SERVER_FAILED);
            assertThat(first.asked).hasSize(2);
        }
    }

    @Test
    void silenceEndsInTimeAfterSomeAttempts() throws Exception {
        try (FakeNameServer server = silent()) {
            long from = System.nanoTime();
            assertThat(ask("a.example", server).outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - from))
                    .isBetween(TIMEOUT.minusMillis(50), TIMEOUT.plusSeconds(2));
            assertThat(server.asked).hasSize(3);
        }
    }

    @Test
    void repliesToOtherQuestionsAreNotBelieved() throws Exception {
        try (FakeNameServer other =
                        server(
                                query -> {
                                    Message reply = reply(query);
                                    reply.removeAllRecords(Section.QUESTION);
                                    reply.addRecord(
                                            record("b.example", Type.A, 7, "192.0.2.66"),
                                            Section.QUESTION);
                                    reply.addRecord(
                                            record("a.example", Type.A, 7, "192.0.2.66"),
                                            Section.ANSWER);
                                    return reply;
                                });
                FakeNameServer id =
                        server(
                                query -> {
                                    Message reply = reply(query);
                                    reply.getHeader().setID(query.getHeader().getID() ^ 1);
                                    reply.addRecord(
                                            record("a.example", Type.A, 7, "192.0.2.66"),
                                            Section.ANSWER);
                                    return reply;
                                })) {
            assertThat(ask("a.example", other)).isInstanceOf(Answer.NoRecords.class);
            assertThat(ask("a.example", id)).isInstanceOf(Answer.NoRecords.class);
        }
    }

    @Test
    void recordsOfOtherNamesAreNotBelieved() throws Exception {
        try (FakeNameServer server =
                server(
                        query -> {
                            Message reply = reply(query);
                            reply.addRecord(
                                    record("bank.example", Type.A, 7, "192.0.2.66"),
                                    Section.ANSWER);
                            return reply;
                        })) {
            assertThat(ask("a.example", server).outcome()).isEqualTo(Outcome.NO_DATA);
        }
    }

    @Test
    void rubbishIsNoReply() throws Exception {
        try (FakeNameServer server = new FakeNameServer(_ -> new byte[] {1, 2, 3})) {
            assertThat(ask("a.example", server).outcome()).isEqualTo(Outcome.TIMED_OUT);
        }
    }

    @Test
    void anAliasIsFollowedToItsEnd() throws Exception {
        try (FakeNameServer server =
                server(
                        query -> {
                            boolean alias = asked(query).startsWith("www.");
                            Message reply = reply(query);
                            reply.addRecord(
                                    alias
                                            ? record("www.example", Type.CNAME, 9, "a.example.")
                                            : record("a.example", Type.A, 7, "192.0.2.1"),
                                    Section.ANSWER);
                            return reply;
                        })) {
            assertThat(ask("www.example", server)).isEqualTo(FOUND);
            assertThat(server.asked).containsExactly("www.example A", "a.example A");
        }
    }

    @Test
    void aliasesWithoutEndAreNonsense() throws Exception {
        try (FakeNameServer server =
                server(
                        query -> {
                            Message reply = reply(query);
                            String name = asked(query);
                            reply.addRecord(
                                    record(name, Type.CNAME, 9, "x" + name + "."), Section.ANSWER);
                            return reply;
                        })) {
            assertThat(ask("a.example", server).outcome()).isEqualTo(Outcome.NONSENSE);
            assertThat(server.asked).hasSizeLessThanOrEqualTo(Reply.MOST_ALIASES + 1);
        }
    }

    @Test
    void namesThatCannotBeAreNotAsked() throws Exception {
        try (FakeNameServer server = honest()) {
            List<String> names = new ArrayList<>(List.of("a..example", "x".repeat(64)));
            names.add("x.".repeat(130) + "example");
            for (String name : names) {
                assertThat(ask(name, server).outcome()).isEqualTo(Outcome.NONSENSE);
            }
            assertThat(server.asked).isEmpty();
        }
    }

    private static String asked(Message query) {
        return query.getQuestion().getName().toString(true);
    }
}
