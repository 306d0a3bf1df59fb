package dev.ringback.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 3261 §19.1.4 with every example that it prints, and its rules one by one.
class UriComparisonTest {
    static Stream<Arguments> equivalent() {
        return Stream.of(
                arguments(
                        "sip:%61lice@atlanta.com;transport=TCP",
                        "sip:alice@AtLanTa.CoM;Transport=tcp"),
                arguments("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"),
                arguments("sip:carol@chicago.com", "sip:carol@chicago.com;security=on"),
                arguments("sip:carol@chicago.com;newparam=5", "sip:carol@chicago.com;security=on"),
                arguments("sip:carol@chicago.com", "sip:carol@chicago.com;security=off"),
                arguments(
                        "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
                        "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com"),
                arguments(
                        "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
                        "sip:alice@atlanta.com?priority=urgent&subject=project%20x"),
                arguments("sip:a%c3%a9@h", "sip:a%C3%A9@h"),
                arguments("SIP:a@h", "sip:a@h"),
                arguments("sip:a:s%65cret@h", "sip:a:secret@h"),
                arguments("sip:a@[2001:DB8::1]", "sip:a@[2001:db8::1]"),
                arguments("sip:a@h;%6Cr", "sip:a@h;lr"));
    }

    static Stream<Arguments> different() {
        return Stream.of(
                arguments(
                        "SIP:ALICE@AtLanTa.CoM;Transport=udp",
                        "sip:alice@AtLanTa.CoM;Transport=UDP"),
                arguments("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"),
                arguments("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"),
                arguments("sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp"),
                arguments("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"),
                arguments("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4"),
                arguments(
                        "sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off"),
                arguments("sip:a@h", "sips:a@h"),
                arguments("sip:a@h", "sip:h"),
                arguments("sip:a@h", "sip:a:@h"),
                arguments("sip:a:x@h", "sip:a:X@h"),
                arguments("sip:a%3bb@h", "sip:a;b@h"),
                arguments("sip:a@h", "sip:a@h;user=phone"),
                arguments("sip:a@h", "sip:a@h;ttl=1"),
                arguments("sip:a@h", "sip:a@h;method=INVITE"),
                arguments("sip:a@h", "sip:a@h;maddr=1.2.3.4"),
                arguments("sip:a@h?a=1", "sip:a@h?a=2"),
                arguments("sip:a@h?a=1&a=1", "sip:a@h?a=1"));
    }

    @ParameterizedTest
    @MethodSource
    void equivalent(String one, String other) {
        assertThat(uri(one).equivalent(uri(other))).isTrue();
        assertThat(uri(other).equivalent(uri(one))).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void different(String one, String other) {
        assertThat(uri(one).equivalent(uri(other))).isFalse();
        assertThat(uri(other).equivalent(uri(one))).isFalse();
    }

    @Test
    void equalityIsAboutLettersAndNotTransitiveAsEquivalenceIs() {
        assertThat(uri("sip:a@h")).isEqualTo(uri("sip:a@h")).isNotEqualTo(uri("sip:a@H"));
        assertThat(uri("sip:a@h").hashCode()).isEqualTo(uri("sip:a@h").hashCode());
    }

    private static SipUri uri(String text) {
        assertThat(Uri.parse(text)).as(text).isInstanceOf(SipUri.class);
        return (SipUri) java.util.Objects.requireNonNull(Uri.parse(text));
    }
}
