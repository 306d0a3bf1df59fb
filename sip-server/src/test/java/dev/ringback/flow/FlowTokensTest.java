package dev.ringback.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 5626 §5.2.
class FlowTokensTest {
    private final FlowTokens tokens = tokens(1);

    @ParameterizedTest
    @CsvSource({
        "UDP, 192.0.2.1, 198.51.100.7, 0",
        "WSS, 192.0.2.1, 198.51.100.7, 9223372036854775807",
        "TLS, 2001:db8::1, 2001:db8::7, 1"
    })
    void aTokenNamesItsFlow(Transport transport, String here, String there, long connection) {
        Flow flow = new Flow(transport, at(here, 65_535), at(there, 1), connection);
        for (FlowLoss loss : FlowLoss.values()) {
            FlowUse use = new FlowUse(flow, loss);
            String token = tokens.inDialog(use);
            assertThat(token).matches("[A-Za-z0-9_-]{48,100}");
            assertThat(tokens.read(token)).isEqualTo(new FlowTokens.Named(use, false));
        }
        assertThat(tokens.read(tokens.inPath(flow)))
                .isEqualTo(new FlowTokens.Named(new FlowUse(flow, FlowLoss.FLOW_FAILED), true));
    }

    @Test
    void noChangedCharacterIsBelieved() {
        String token = tokens.inPath(flow());
        for (int i = 0; i < token.length(); i++) {
            for (char c : new char[] {'A', 'f', '0', '_', '=', '%', '\u00e9'}) {
                String changed = token.substring(0, i) + c + token.substring(i + 1);
                if (!changed.equals(token)) {
                    assertThat(tokens.read(changed))
                            .as(changed)
                            .isInstanceOfAny(FlowTokens.Faulty.class);
                }
            }
            assertThat(tokens.read(token.substring(i + 1))).isInstanceOf(FlowTokens.Faulty.class);
        }
        assertThat(tokens.read(token + "A".repeat(500)))
                .isEqualTo(new FlowTokens.Faulty(FlowFault.FORGED));
    }

    @Test
    void aTokenOfAnEarlierLifeIsKnownAsOne() {
        assertThat(tokens(2).read(tokens.inPath(flow())))
                .isEqualTo(new FlowTokens.Faulty(FlowFault.GONE));
    }

    private static Flow flow() {
        return new Flow(Transport.TCP, at("192.0.2.1", 5060), at("192.0.2.9", 4000), 7);
    }

    private static FlowTokens tokens(int life) {
        byte[] key = new byte[32];
        key[0] = (byte) life;
        return new FlowTokens(new SecretKeySpec(key, "HmacSHA256"));
    }

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
