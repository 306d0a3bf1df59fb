package dev.ringback.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.message.SipRequest;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitedClientsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "User-Agent: sipsak 0.9.8.1",
                "User-Agent: baresip v1.0.0 (x86_64/linux)",
                "User-Agent: SIPp/3.6.1"
            })
    void listedUserAgentsNeedMd5Alone(String line) {
        assertThat(LimitedClients.needsMd5Alone(register("z9hG4bKabc", line))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"User-Agent: baresip v2.4.0", "User-Agent: JsSIP 3.13", "Subject: none"})
    void othersAreOfferedEverything(String line) {
        assertThat(LimitedClients.needsMd5Alone(register("z9hG4bKabc", line))).isFalse();
    }

    @Test
    void sippIsKnownByItsBranchesUnlessItSaysItIsAnother() {
        String branch = "z9hG4bK-4711-12-0";
        assertThat(LimitedClients.needsMd5Alone(register(branch, "Subject: none"))).isTrue();
        assertThat(LimitedClients.needsMd5Alone(register(branch, "User-Agent: other"))).isFalse();
        assertThat(LimitedClients.needsMd5Alone(register(branch + "-a", "Subject: none")))
                .isFalse();
    }

    private static SipRequest register(String branch, String line) {
        String text =
                """
                REGISTER sip:example.com SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1;branch=%s
                From: <sip:a@example.com>;tag=1
                To: <sip:a@example.com>
                Call-ID: c
                CSeq: 1 REGISTER
                Max-Forwards: 70
                %s
                Content-Length: 0

                """
                        .formatted(branch, line)
                        .replace("\n", "\r\n");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Parsed parsed = (Parsed) new MessageParser(ParseLimits.defaults()).parse(bytes);
        return (SipRequest) parsed.message();
    }
}
