package dev.ringback.cli.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.cli.terminal.UsageException;
import dev.ringback.message.SipRequest;
import dev.ringback.offer.AudioFormat;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.sip.CallReply;
import dev.ringback.sip.OutgoingRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What the options of `answer` and `call` stand for.
class OptionsTest {
    @Test
    void repliesAreCodesWithTheirPhrases() throws UsageException {
        assertThat(Reply.parse("180, 182 two before you,200"))
                .containsExactly(
                        new Reply(180, null),
                        new Reply(182, "two before you"),
                        new Reply(200, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "99", "700", "1800", "486,180", "200,200", "180,,200"})
    void whatIsNoListOfRepliesIsRefused(String text) {
        assertThatThrownBy(() -> Reply.parse(text)).isInstanceOf(UsageException.class);
    }

    @Test
    void withoutOptionsItRingsAndAnswers() throws UsageException {
        assertThat(statuses(options())).containsExactly(180, 200);
        assertThat(statuses(options("--busy"))).containsExactly(486);
        assertThat(statuses(options("--dnd"))).containsExactly(480);
        assertThat(statuses(options("--redirect", "sip:carol@example.com"))).containsExactly(302);
        assertThatThrownBy(() -> options("--dnd", "--busy").replies())
                .isInstanceOf(UsageException.class);
    }

    @Test
    void theQueueTellsThePosition() throws UsageException {
        List<Reply> replies = options("--queue", "2", "--delay", "10s").replies();

        assertThat(replies)
                .containsExactly(
                        new Reply(182, "2 calls queued; expected waiting time is 20 seconds"),
                        new Reply(182, "1 call queued; expected waiting time is 10 seconds"),
                        new Reply(200, null));
    }

    /// The column "must carry" of the codes that a user agent server makes.
    @ParameterizedTest
    @CsvSource({
        "300, Contact, <sip:carol@example.com>",
        "301, Contact, <sip:carol@example.com>",
        "302, Contact, <sip:carol@example.com>",
        "305, Contact, <sip:carol@example.com>",
        "485, Contact, <sip:carol@example.com>",
        "405, Allow, 'ACK, BYE, CANCEL, OPTIONS'",
        "413, Retry-After, 7",
        "415, Accept, application/sdp",
        "420, Unsupported, 'foo, bar'",
        "421, Require, 100rel",
        "423, Min-Expires, 3600",
        "480, Retry-After, 7",
        "486, Retry-After, 7",
        "488, Warning, '305 ringback \"Incompatible media format\"'",
        "500, Retry-After, 7",
        "503, Retry-After, 7",
        "600, Retry-After, 7",
        "603, Retry-After, 7",
        "606, Warning, '305 ringback \"Incompatible media format\"'"
    })
    void eachCodeCarriesWhatItMust(int status, String name, String value) throws UsageException {
        CallReply made =
                reply(status, "--redirect", "sip:carol@example.com", "--retry-after", "7s");

        assertThat(values(made, name)).containsExactly(value);
    }

    @Test
    void challengesAreThereForEachAlgorithmTheStrongestFirst() throws UsageException {
        List<String> values = values(reply(401), "WWW-Authenticate");

        assertThat(values).hasSize(2);
        assertThat(values.get(0)).contains("realm=\"example.com\"", "algorithm=SHA-256");
        assertThat(values.get(1)).contains("algorithm=MD5");
        assertThat(values(reply(407), "Proxy-Authenticate")).hasSize(2);
    }

    @Test
    void bodiesAreThereWhereACodeHasOne() throws UsageException {
        CallReply refused = reply(488);

        assertThat(refused.body()).isNotNull();
        assertThat(String.valueOf(refused.body())).startsWith("application/sdp");
        assertThat(String.valueOf(reply(380).body())).startsWith("text/plain");
        assertThat(reply(486).body()).isNull();
    }

    @Test
    void aServiceThatIsAwaySaysWhenItIsBack() throws UsageException {
        assertThat(values(reply(503), "Retry-After")).containsExactly("10");
    }

    @Test
    void whatTheUserWroteGoesFirst() throws UsageException {
        Replies replies =
                new Replies(
                        options(),
                        List.of(new HeaderOption("allow", "BYE")),
                        List.of(AudioFormat.PCMU));

        CallReply made = replies.of(new Reply(405, "No"), invite());

        assertThat(values(made, "Allow")).containsExactly("BYE");
        assertThat(made.reason()).isEqualTo("No");
    }

    @Test
    void aRedirectionNeedsATarget() {
        assertThatThrownBy(() -> new Replies(options("-r", "301"), List.of(), List.of()).check())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--redirect");
    }

    @Test
    void recordingsOfFurtherCallsHaveTheirNumber() {
        SoundOptions sound = new SoundOptions();
        parse(sound, "--record", "/tmp/a.wav");

        assertThat(sound.record(1)).isEqualTo(Path.of("/tmp/a.wav"));
        assertThat(sound.record(3)).isEqualTo(Path.of("/tmp/a-3.wav"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject", ": x", "a b: c", "X: a\u0001b"})
    void whatIsNoHeaderLineIsRefused(String text) {
        assertThatThrownBy(() -> HeaderOption.parse("--header", text))
                .isInstanceOf(UsageException.class);
    }

    private static void parse(Object options, String... arguments) {
        CommandSpec spec = CommandSpec.create();
        spec.addMixin("options", CommandSpec.forAnnotatedObject(options));
        new CommandLine(spec).parseArgs(arguments);
    }

    private static ReplyOptions options(String... arguments) {
        ReplyOptions options = new ReplyOptions();
        parse(options, arguments);
        return options;
    }

    private static List<Integer> statuses(ReplyOptions options) throws UsageException {
        return options.replies().stream().map(Reply::status).toList();
    }

    private static CallReply reply(int status, String... arguments) throws UsageException {
        Replies replies = new Replies(options(arguments), List.of(), List.of(AudioFormat.PCMU));
        return replies.of(new Reply(status, null), invite());
    }

    private static List<String> values(CallReply reply, String name) {
        List<String> values = new ArrayList<>();
        for (OutgoingRequest.Field field : reply.headers()) {
            if (field.name().toString().equalsIgnoreCase(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    private static SipRequest invite() {
        String text =
                """
                INVITE sip:bob@example.com SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1
                Max-Forwards: 70
                From: <sip:alice@example.com>;tag=1
                To: <sip:bob@example.com>
                Call-ID: 1
                CSeq: 1 INVITE
                Require: foo, bar
                Content-Length: 0

                """;
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return (SipRequest)
                ((Parsed) new MessageParser(ParseLimits.defaults()).parse(bytes)).message();
    }
}
