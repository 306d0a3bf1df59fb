package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenTest {
    @ParameterizedTest
    @CsvSource({
        "udp:127.0.0.1:5060, udp:127.0.0.1:5060",
        "UDP:127.0.0.1:5070, udp:127.0.0.1:5070",
        "tcp:*:5061, tcp:*:5061",
        "tcp:*, tcp:*:5060",
        "udp:10.1.2.3, udp:10.1.2.3:5060",
        "udp:localhost:0, udp:127.0.0.1:0",
        "udp:[0::1]:5060, udp:[::1]:5060",
        "udp:[::1], udp:[::1]:5060",
        "tls:*, tls:*:5061",
        "ws:*, ws:*:8080",
        "wss:127.0.0.1, wss:127.0.0.1:8443",
        "ws:*:8080/sip, ws:*:8080/sip",
        "ws:[::1]:80/a/b, ws:[::1]:80/a/b",
    })
    void socketsAreReadAsFingersWriteThem(String text, String listen) {
        assertThat(Listen.parse(text)).hasToString(listen);
        assertThat(Listen.parse(listen)).isEqualTo(Listen.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5060",
                "127.0.0.1:5060",
                "sctp:127.0.0.1:5060",
                "udp:",
                "udp:example.com:5060",
                "udp:127.0.0.1:",
                "udp:127.0.0.1:+5",
                "udp:127.0.0.1:65536",
                "udp:127.0.0.1:-1",
                "udp:127.0.0.1:5060:1",
                "udp:[::1]5060",
                "udp:[::1",
                "udp:::1",
                "udp:*:5060 ",
                "udp:*:5060/sip",
            })
    void whatIsNoSocketIsRefusedInOneLine(String text) {
        assertThatThrownBy(() -> Listen.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageNotContaining("\n");
    }

    @Test
    void theAddressIsResolved() {
        assertThat(Listen.parse("udp:*:5060").address().getAddress().isAnyLocalAddress()).isTrue();
        assertThat(Listen.parse("udp:[::1]:5060").address().getPort()).isEqualTo(5060);
        assertThat(Listen.parse("udp:127.0.0.9").loopback()).isTrue();
        assertThat(Listen.parse("udp:[::1]").loopback()).isTrue();
        assertThat(Listen.parse("udp:*").loopback()).isFalse();
        assertThat(Listen.parse("udp:192.0.2.1").loopback()).isFalse();
    }
}
