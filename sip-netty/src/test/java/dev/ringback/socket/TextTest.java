package dev.ringback.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.stack.Transport;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void peerTextIsOnOneLineAndShort() {
        assertThat(PeerText.escape("plain text")).isEqualTo("plain text");
        assertThat(PeerText.escape("a\r\nb\t\u001b[31m\\\u00e9\u2028"))
                .isEqualTo("a\\x0d\\x0ab\\x09\\x1b[31m\\x5c\\xe9\\u2028");
        assertThat(PeerText.escape("x".repeat(500))).hasSize(201).endsWith("x…");
    }

    @Test
    void reasonsAreShortWords() {
        assertThat(SocketError.reason(new IOException("bind(..) failed: Address already in use")))
                .isEqualTo("address already in use");
        assertThat(SocketError.reason(new ConnectTimeoutException("x")))
                .isEqualTo("connect timed out");
        assertThat(SocketError.reason(new ClosedChannelException())).isEqualTo("connection closed");
        assertThat(SocketError.reason(new IOException("odd\nthing"))).isEqualTo("odd\\x0athing");
        assertThat(SocketError.reason(new IOException())).isEqualTo("IOException");
    }

    @Test
    void listenAddressReadsAsTheOperatorWritesIt() {
        InetSocketAddress six = new InetSocketAddress(InetAddress.ofLiteral("::1"), 5060);
        InetSocketAddress four = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 0);
        assertThat(new ListenAddress(Transport.TCP, six)).hasToString("tcp:[0:0:0:0:0:0:0:1]:5060");
        assertThat(new ListenAddress(Transport.UDP, four)).hasToString("udp:192.0.2.1:0");
    }
}
