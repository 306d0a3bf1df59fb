package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.cli.terminal.UserName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Targets, users and numbers.
final class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, udp:127.0.0.1:5060, sip:127.0.0.1",
        "pbx.example:5070, udp:pbx.example:5070, sip:pbx.example:5070",
        "udp:pbx.example:5070, udp:pbx.example:5070, sip:pbx.example:5070",
        "tcp:pbx.example, tcp:pbx.example:5060, sip:pbx.example;transport=tcp",
        "TCP:10.0.0.1:5080, tcp:10.0.0.1:5080, sip:10.0.0.1:5080;transport=tcp",
        "bob@pbx.example, udp:pbx.example:5060, sip:bob@pbx.example",
        "sip:bob@pbx.example, udp:pbx.example:5060, sip:bob@pbx.example",
        "sip:bob@h:5070;transport=tcp, tcp:h:5070, sip:bob@h:5070;transport=tcp",
        "sip:h?Subject=x, udp:h:5060, sip:h",
        "[::1], udp:[::1]:5060, sip:[::1]",
        "[::1]:5070, udp:[::1]:5070, sip:[::1]:5070",
        "::1, udp:[::1]:5060, sip:[::1]",
        "tcp:2001:db8::5, tcp:[2001:db8::5]:5060, sip:[2001:db8::5];transport=tcp",
    })
    void targetsAreReadAsFingersWriteThem(String text, String where, String uri)
            throws UsageException {
        Target target = Target.parse(text);

        assertThat(target).hasToString(where);
        assertThat(target.uri()).hasToString(uri);
    }

    @Test
    void usersMayHaveADomainAndAScheme() throws UsageException {
        assertThat(UserName.parse("alice")).isEqualTo(new UserName("alice", null));
        assertThat(UserName.parse("alice@B.example")).isEqualTo(new UserName("alice", "b.example"));
        assertThat(UserName.parse("sip:alice@b")).isEqualTo(new UserName("alice", "b"));
        assertThat(UserName.parse("alice").domainOr("x")).isEqualTo("x");
        assertThat(UserName.parse("alice@b").domainOr("x")).isEqualTo("b");
    }

    @Test
    void numbersAreForPeople() {
        assertThat(Texts.seconds(Duration.ofMillis(618))).isEqualTo("0.62 s");
        assertThat(Texts.seconds(Duration.ofSeconds(5))).isEqualTo("5 s");
        assertThat(Texts.milliseconds(Duration.ofNanos(1_340_000))).isEqualTo("1.3 ms");
        assertThat(Texts.count(1, "call")).isEqualTo("1 call");
        assertThat(Texts.count(2000, "call")).isEqualTo("2,000 calls");
        assertThat(Texts.harmless("OK\u001b[2J\u009bé")).isEqualTo("OK?[2J?é");
        assertThat(Texts.escaped("OK\u001b[2J\u009bé")).isEqualTo("OK\\x1b[2J\\x9bé");
        assertThat(Texts.escaped("a\u202eb\u2028c")).isEqualTo("a\\u202eb\\u2028c");
    }
}
