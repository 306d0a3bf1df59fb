package dev.ringback.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostSyntaxTest {
    /// RFC 5952 §1 to §5, and what RFC 5118 §4.10 tolerates.
    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8::0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:0:1::1, 2001:db8::1:0:0:1",
        "2001:db8:0000:0:1::1, 2001:db8::1:0:0:1",
        "2001:DB8:0:0:1::1, 2001:db8::1:0:0:1",
        "2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "::, ::",
        "0:0:0:0:0:0:0:0, ::",
        "1::, 1::",
        "::1, ::1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::FFFF:C000:201, ::ffff:192.0.2.1",
        "0:0:0:0:0:ffff:192.0.2.1, ::ffff:192.0.2.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "2001:db8:::192.0.2.1, 2001:db8::c000:201",
        ":::1.2.3.4, ::102:304"
    })
    void ipv6HasOneSpelling(String written, String canonical) {
        byte[] bytes = Ascii.bytes(written);
        assertThat(HostSyntax.isIpv6(bytes, 0, bytes.length)).isTrue();
        assertThat(HostSyntax.canonical("[" + written + "]")).isEqualTo(canonical);
        assertThat(HostSyntax.canonical("[" + canonical + "]")).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                ":::",
                "::::1",
                "1:::2",
                "1::2::3",
                ":::1.2.3",
                "::1:::1.2.3.4",
                "1:2:3:4:5:6:7:::1.2.3.4",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "g::",
                "fe80::1%eth0",
                "1.2.3.4"
            })
    void whatIsNoIpv6AddressIsRefused(String text) {
        byte[] bytes = Ascii.bytes(text);
        assertThat(HostSyntax.isIpv6(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void otherHostsAreInLowerCase() {
        assertThat(HostSyntax.canonical("A.Example.COM")).isEqualTo("a.example.com");
        assertThat(HostSyntax.canonical("192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void everySpellingMeansTheAddressThatThePlatformReads() throws UnknownHostException {
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] address = new byte[16];
            for (int group = 0; group < 8; group++) {
                if (random.nextBoolean()) {
                    address[2 * group] = (byte) random.nextInt(3);
                    address[2 * group + 1] = (byte) random.nextInt(256);
                }
            }
            address[0] = 0x20;
            String full = Inet6Address.getByAddress("", address, -1).getHostAddress();
            String canonical = HostSyntax.canonical("[" + full + "]");
            assertThat(InetAddress.ofLiteral(canonical).getAddress()).as(full).isEqualTo(address);
            assertThat(canonical).doesNotContain(":0:0:0:0:").matches("[0-9a-f:]+");
        }
    }
}
