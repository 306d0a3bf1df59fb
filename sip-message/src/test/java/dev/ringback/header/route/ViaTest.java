package dev.ringback.header.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViaTest {
    private static Via via(String text) {
        return Objects.requireNonNull(Via.parse(text), text);
    }

    @Test
    void allPartsAreFound() {
        Via via =
                via(
                        "SIP / 2.0 / udp First.example.com : 4000 ;ttl=16 ; maddr=224.2.0.1"
                                + ";branch=z9hG4bKa7c6a8dlze.1;received=192.0.2.207;rport=5062");
        assertThat(via.protocol()).isEqualTo("SIP/2.0");
        assertThat(via.transport()).isEqualTo("UDP");
        assertThat(via.host()).isEqualTo("first.example.com");
        assertThat(via.hostText()).isEqualTo("First.example.com");
        assertThat(via.port()).isEqualTo(4000);
        assertThat(via.ttl()).isEqualTo(16);
        assertThat(via.maddr()).isEqualTo("224.2.0.1");
        assertThat(via.branch()).isEqualTo("z9hG4bKa7c6a8dlze.1");
        assertThat(via.received()).isEqualTo("192.0.2.207");
        assertThat(via.rport()).isEqualTo(5062);
        assertThat(via)
                .hasToString(
                        "SIP/2.0/udp First.example.com:4000;ttl=16;maddr=224.2.0.1"
                                + ";branch=z9hG4bKa7c6a8dlze.1;received=192.0.2.207;rport=5062");
    }

    @Test
    void absentPartsAreAbsent() {
        Via via = via("SIP/2.0/TCP [2001:DB8::1]");
        assertThat(via.host()).isEqualTo("2001:db8::1");
        assertThat(via.port()).isEqualTo(-1);
        assertThat(via.branch()).isNull();
        assertThat(via.received()).isNull();
        assertThat(via.rport()).isEqualTo(-1);
        assertThat(via.ttl()).isEqualTo(-1);
        assertThat(via.parameters().isEmpty()).isTrue();
    }

    @Test
    void rportMayStandWithoutValue() {
        assertThat(via("SIP/2.0/UDP h;rport").rport()).isZero();
        assertThat(via("SIP/2.0/UDP h;rport=99999").rport()).isZero();
        assertThat(via("SIP/2.0/UDP h;received=[::1]").received()).isEqualTo("::1");
        assertThat(via("SIP/2.0/UDP h;received=::1").received()).isEqualTo("::1");
        assertThat(via("SIP/2.0/UDP h;received=[::1").received()).isEqualTo("::1");
        assertThat(via("SIP/2.0/UDP h;received=[").received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SIP/2.0/UDP",
                "SIP/2.0 h",
                "SIP/2.0/UDPh",
                "SIP/2.0/UDP h:",
                "SIP/2.0/UDP h:0",
                "SIP/2.0/UDP h:x",
                "SIP/2.0/UDP h;",
                "SIP/2.0/UDP h;;",
                "SIP/2.0/UDP h x",
                "/2.0/UDP h",
                "SIP//UDP h",
                "SIP/2.0/ h",
                "SIP/2.0/UDP [::1",
                "SIP/2.0/UDP h,",
                "SIP/2.0/UDP ;branch=1",
                "SIP/2.0/UDP h:70000"
            })
    void nonsenseIsRefused(String text) {
        assertThat(Via.parse(text)).isNull();
    }

    @Test
    void ourOwnHaveTheirParts() {
        Via via = Via.of("TLS", "::1", 5061, "z9hG4bKx").withParameter("rport", null);
        assertThat(via).hasToString("SIP/2.0/TLS [::1]:5061;branch=z9hG4bKx;rport");
        assertThat(via).isEqualTo(via(via.toString())).hasSameHashCodeAs(via(via.toString()));
        assertThat(Via.of("UDP", "h", -1, "b")).hasToString("SIP/2.0/UDP h;branch=b");
        assertThatIllegalArgumentException().isThrownBy(() -> Via.of("UDP", "h;x", -1, "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> Via.of("UDP", "h", 0, "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> Via.of("UDP", "h", 1, "b;c"));
    }
}
