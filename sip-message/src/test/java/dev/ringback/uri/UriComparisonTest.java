package dev.ringback.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Objects;
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
                arguments("sip:a@h;%6Cr", "sip:a@h;lr"),
                arguments("sip:[2001:db8::1]", "sip:[2001:DB8:0:0::1]"),
                arguments("sip:[::ffff:192.0.2.1]", "sip:[::FFFF:C000:201]"),
                arguments("sip:[2001:db8:::192.0.2.1]", "sip:[2001:db8::c000:201]"),
                arguments("sip:a@h:05060", "sip:a@h:5060"),
                arguments("sip:a@h;maddr=A.b", "sip:a@h;maddr=a.B"),
                arguments("sip:a@h;x=1&2", "sip:a@h;x=1&2"),
                arguments("sip:a@h;gr", "sip:a@h"),
                arguments("sip:a@h;lr", "sip:a@h"),
                arguments("sip:a@h;lr;ob", "sip:a@h;ob;lr"),
                arguments("sip:a@h?f=x", "sip:a@h?From=X"),
                arguments("sip:a@h?a=1&b=2&a=3", "sip:a@h?b=2&A=1&a=3"));
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
                arguments("sip:a@h?a=1&a=1", "sip:a@h?a=1"),
                arguments("sip:a@h?a=1&a=2", "sip:a@h?a=2&a=1"),
                arguments("sip:a@h?a=", "sip:a@h"),
                arguments("sip:a@h?body=x", "sip:a@h?body=X"),
                arguments("sip:a@h?a=x%26b", "sip:a@h?a=x&b="),
                arguments("sip:a@h;method=invite", "sip:a@h;method=INVITE"),
                arguments("sip:a@h;x=1&2", "sip:a@h;x=1&3"),
                arguments("sip:a@h;x", "sip:a@h;x=1"),
                arguments("sip:a@h;x=1;x=2", "sip:a@h;x=1"),
                arguments("sip:a@h;x=a:b", "sip:a@h;x=a%3ab"),
                arguments("sip:[::ffff:192.0.2.1]", "sip:192.0.2.1"),
                arguments("sip:[::192.0.2.1]", "sip:[::ffff:192.0.2.1]"),
                arguments("sip:%ff@h", "sip:%fe@h"),
                arguments("sip:a@h:5060", "sip:a@h:5061"));
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

    /// The RFC's own note: sets of equivalent URIs are none.
    @Test
    void equivalenceIsNotTransitive() {
        SipUri plain = uri("sip:carol@chicago.com");
        SipUri on = uri("sip:carol@chicago.com;security=on");
        SipUri off = uri("sip:carol@chicago.com;security=off");
        assertThat(plain.equivalent(on)).isTrue();
        assertThat(plain.equivalent(off)).isTrue();
        assertThat(on.equivalent(off)).isFalse();
    }

    @Test
    void theDefaultPortIsAnotherUriButTheSameAddressOfRecord() {
        SipUri without = uri("sip:bob@[2001:DB8:0::1]");
        SipUri with = uri("sip:bob@[2001:db8::1]:5060");
        assertThat(without.equivalent(with)).isFalse();
        assertThat(without.addressOfRecord()).isEqualTo(with.addressOfRecord());
        assertThat(with.addressOfRecord()).isEqualTo("bob@[2001:db8::1]");
    }

    @Test
    void urisOfDifferentKindsAreNeverEquivalent() {
        List<String> texts =
                List.of("sip:a@h", "sips:a@h", "tel:+1", "urn:ab:c", "http://h", "x:y");
        for (String one : texts) {
            for (String other : texts) {
                Uri left = Objects.requireNonNull(Uri.parse(one));
                Uri right = Objects.requireNonNull(Uri.parse(other));
                assertThat(left.equivalent(right)).isEqualTo(one.equals(other));
            }
        }
    }

    @Test
    void equalityIsAboutLettersAndNotTransitiveAsEquivalenceIs() {
        assertThat(uri("sip:a@h")).isEqualTo(uri("sip:a@h")).isNotEqualTo(uri("sip:a@H"));
        assertThat(uri("sip:a@h").hashCode()).isEqualTo(uri("sip:a@h").hashCode());
    }

    private static SipUri uri(String text) {
        assertThat(Uri.parse(text)).as(text).isInstanceOf(SipUri.class);
        return (SipUri) Objects.requireNonNull(Uri.parse(text));
    }
}
