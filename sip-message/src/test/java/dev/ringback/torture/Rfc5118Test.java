package dev.ringback.torture;

import static dev.ringback.torture.Row.refused;
import static dev.ringback.torture.Row.tolerated;
import static dev.ringback.torture.Row.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.address.Contact;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.parse.Fault;
import dev.ringback.sample.Corpus;
import dev.ringback.sample.Samples;
import dev.ringback.uri.SipUri;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The 12 messages of RFC 5118, each with the verdict that its text gives and what it is read as.
class Rfc5118Test {
    @SuppressWarnings("unused") // by name
    private static final List<String> FILES = Corpus.RFC_5118;

    static Stream<Row> table() {
        return Stream.of(
                valid("4.1", "ipv6-good"),
                refused("4.2", "ipv6-bad", Fault.START_LINE, 400),
                valid("4.3", "port-ambiguous"),
                valid("4.4", "port-unambiguous"),
                tolerated("4.5", "via-received-param-with-delim", true),
                valid("4.5", "via-received-param-no-delim"),
                valid("4.6", "ipv6-in-sdp"),
                valid("4.7", "mult-ip-in-header"),
                valid("4.8", "mult-ip-in-sdp"),
                valid("4.9", "ipv4-mapped-ipv6"),
                tolerated("4.10", "ipv6-bug-abnf-3-colons", true),
                valid("4.10", "ipv6-correct-abnf-2-colons"));
    }

    /// As it would be on the wire. The length that `ipv6-in-sdp` names is 17 more than it has,
    /// which no text speaks of: here it is the right one.
    private static String text(String file) {
        return Corpus.rfc5118(file).replace("Content-Length: 268", "Content-Length: 251");
    }

    private static SipRequest request(String file) {
        return Samples.request(text(file));
    }

    private static SipUri sip(SipRequest request) {
        return (SipUri) request.requestUri();
    }

    private static SipUri contact(SipRequest request) {
        return (SipUri)
                Objects.requireNonNull(
                        Objects.requireNonNull(request.read(Contact.FIELD).first()).uri());
    }

    @ParameterizedTest
    @MethodSource("table")
    void verdictIsThatOfTheText(Row row) {
        row.check(Corpus.octets(text(row.file())));
    }

    @Test
    void theTableHasEveryMessage() {
        assertThat(table().map(Row::file)).hasSize(12).isEqualTo(FILES);
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void withTheBareLineFeedsOfTheArchiveNoneIsSip(String file) {
        new Row("A.1", file, Row.Says.INVALID, Fault.NOT_SIP, 0, false)
                .check(Corpus.octets(Corpus.archived5118(file)));
    }

    @Test
    void theLengthThatTheArchiveGivesIpv6InSdpIsMoreThanItHas() {
        refused("4.6", "ipv6-in-sdp", Fault.CONTENT_LENGTH, 400)
                .check(Corpus.octets(Corpus.rfc5118("ipv6-in-sdp")));
    }

    @Test
    void ipv6References() {
        SipRequest request = request("ipv6-good");
        assertThat(sip(request).host()).isEqualTo("2001:db8::10");
        assertThat(sip(request).port()).isEqualTo(-1);
        assertThat(request.topVia().host()).isEqualTo("2001:db8::9:1");
        assertThat(request.topVia().port()).isEqualTo(-1);
        assertThat(contact(request).host()).isEqualTo("2001:db8::1");
    }

    @Test
    void portsStandOutsideTheBrackets() {
        assertThat(sip(request("port-ambiguous")).host()).isEqualTo("2001:db8::10:5070");
        assertThat(sip(request("port-ambiguous")).port()).isEqualTo(-1);
        assertThat(sip(request("port-unambiguous")).host()).isEqualTo("2001:db8::10");
        assertThat(sip(request("port-unambiguous")).port()).isEqualTo(5070);
    }

    @Test
    void receivedIsTakenWithBracketsAndWithout() {
        Via with = request("via-received-param-with-delim").topVia();
        Via without = request("via-received-param-no-delim").topVia();
        assertThat(with.received()).isEqualTo("2001:db8::9:255");
        assertThat(without.received()).isEqualTo("2001:db8::9:255");
        assertThat(with.branch()).isEqualTo("z9hG4bKas3-111");
    }

    @Test
    void addressesOfBothFamilies() {
        SipRequest request = request("mult-ip-in-header");
        List<Via> vias = request.read(Via.FIELD).values();
        assertThat(vias)
                .extracting(Via::host)
                .containsExactly("2001:db8::9:1", "192.0.2.1", "2001:db8::9:255");
        assertThat(vias).extracting(Via::port).containsExactly(6050, -1, -1);
        assertThat(vias.getLast().received()).isEqualTo("192.0.2.200");
        assertThat(request("ipv6-in-sdp").bodyLength()).isEqualTo(251);
        assertThat(request("mult-ip-in-sdp").bodyLength()).isEqualTo(181);
    }

    @Test
    void ipv4MappedAddresses() {
        SipRequest request = request("ipv4-mapped-ipv6");
        List<Via> vias = request.read(Via.FIELD).values();
        assertThat(vias)
                .extracting(Via::host)
                .containsExactly("::ffff:192.0.2.10", "::ffff:192.0.2.2");
        assertThat(vias).extracting(Via::port).containsExactly(19823, -1);
        assertThat(contact(request).host()).isEqualTo("::ffff:192.0.2.2");
    }

    @Test
    void theColonTooManyOfTheGrammarIsTaken() {
        SipUri wrong = sip(request("ipv6-bug-abnf-3-colons"));
        SipUri right = sip(request("ipv6-correct-abnf-2-colons"));
        assertThat(wrong.user()).isEqualTo(right.user());
        assertThat(right.host()).isEqualTo("2001:db8::c000:201");
        assertThat(wrong.host()).isEqualTo(right.host());
        assertThat(wrong.equivalent(right)).isTrue();
        assertThat(wrong.hostText()).isEqualTo("[2001:db8:::192.0.2.1]");
    }
}
