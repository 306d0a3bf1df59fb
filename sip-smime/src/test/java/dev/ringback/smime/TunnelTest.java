package dev.ringback.smime;

import static dev.ringback.smime.People.ALICES;
import static dev.ringback.smime.People.BOBS;
import static dev.ringback.smime.People.NOW;
import static dev.ringback.smime.People.aes;
import static dev.ringback.smime.People.invite;
import static dev.ringback.smime.People.reader;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.body.BodyPart;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.smime.key.Keyring;
import dev.ringback.smime.key.Standing;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A message inside of itself shows what was changed on the way.
class TunnelTest {
    private static SipRequest signed() {
        return Tunnel.around(invite(), Signing.sign(Tunnel.of(invite()), ALICES, NOW));
    }

    private static Tunnelled received(SipMessage outer) {
        SmimeResult opened = reader(BOBS).open(outer, NOW);
        BodyPart content =
                switch (opened) {
                    case SmimeResult.Signed signed -> signed.content();
                    case SmimeResult.Encrypted encrypted -> encrypted.content();
                    default -> throw new AssertionError(opened.toString());
                };
        boolean encrypted = opened instanceof SmimeResult.Encrypted;
        return requireNonNull(Tunnelled.of(content, outer, encrypted, NOW));
    }

    private static Tunnelled after(UnaryOperator<SipRequest.Builder> change) {
        return received(change.apply(signed().edit()).build());
    }

    @Test
    void whatNobodyChangedIsIntact() {
        Tunnelled tunnelled = received(signed());
        assertThat(tunnelled.discrepancies()).isEmpty();
        assertThat(tunnelled.intact()).isTrue();
        assertThat(tunnelled.authenticates()).isTrue();
        assertThat(tunnelled.clock()).isNull();
        assertThat(requireNonNull(tunnelled.body()).content()).isEqualTo(invite().body());
        assertThat(requireNonNull(tunnelled.body()).contentType()).hasToString("application/sdp");
    }

    @Test
    void proxiesMayRoute() {
        Tunnelled tunnelled =
                after(
                        builder ->
                                builder.requestUri(People.uri("sip:bob@192.0.2.4"))
                                        .addFirst(HeaderName.VIA, "SIP/2.0/TCP p;branch=z9hG4bKx")
                                        .addFirst(HeaderName.RECORD_ROUTE, "<sip:p;lr>")
                                        .set(HeaderName.MAX_FORWARDS, "12")
                                        .add(HeaderName.ROUTE, "<sip:q;lr>")
                                        .add(HeaderName.PROXY_AUTHORIZATION, "Digest realm=\"a\""));
        assertThat(tunnelled.discrepancies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "From | Alice <sip:alice@atlanta.example>;tag=1928301774",
                "From | <sip:alice@atlanta.com>;tag=1928301775",
                "To | <sip:carol@biloxi.com>",
                "Contact | <sip:alice@pc34.atlanta.com>",
                "Subject | Secret Meeting",
                "Date | Sat, 21 Feb 2026 13:02:04 GMT",
                "Call-ID | A84b4c76e66710",
                "CSeq | 314160 INVITE",
                "Supported | timer",
            })
    void everyChangeOfAHeaderFieldIsAViolation(String name, String value) {
        Tunnelled tunnelled = after(builder -> builder.set(HeaderName.of(name), value));
        assertThat(tunnelled.intact()).isFalse();
        assertThat(tunnelled.discrepancies())
                .singleElement()
                .satisfies(found -> assertThat(found.field()).isEqualTo(name))
                .satisfies(found -> assertThat(found.outer()).containsExactly(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "From | \"A. Lice\" <sip:alice@ATLANTA.com>;tag=1928301774",
                "Contact | <SIP:alice@pc33.Atlanta.COM>",
                "Supported | Timer,replaces",
            })
    void anotherSpellingIsNone(String name, String value) {
        assertThat(after(builder -> builder.set(HeaderName.of(name), value)).discrepancies())
                .isEmpty();
    }

    @Test
    void whatWasTakenOutOrPutInIsAViolation() {
        assertThat(after(builder -> builder.remove(HeaderName.SUBJECT)).intact()).isFalse();
        assertThat(after(builder -> builder.set(HeaderName.REPLY_TO, "<sip:x@y>")).intact())
                .isFalse();
    }

    @Test
    void whatTheRfcDoesNotDefineIsIgnored() {
        Tunnelled tunnelled = after(builder -> builder.add(HeaderName.of("X-Trace"), "1"));
        assertThat(tunnelled.intact()).isTrue();
        assertThat(tunnelled.discrepancies())
                .singleElement()
                .satisfies(d -> assertThat(d.kind()).isEqualTo(Discrepancy.Kind.IGNORED));
    }

    @Test
    void oneOctetOfTheInnerHeaderFieldsIsTampering() {
        SipRequest outer = signed();
        byte[] body = outer.body();
        int at = People.text(body).indexOf("Secret");
        body[at] = 's';
        SipRequest changed =
                outer.edit()
                        .body(requireNonNull(outer.value(HeaderName.CONTENT_TYPE)), body)
                        .build();
        assertThat(reader(BOBS).open(changed, NOW)).isInstanceOf(SmimeResult.Tampered.class);
    }

    @Test
    void aMethodAndAStatusAreNotChanged() {
        BodyPart inner =
                People.part(
                        "message/sip",
                        People.text(invite().toBytes())
                                .replace("INVITE sip:", "MESSAGE sip:")
                                .replace("314159 INVITE", "314159 MESSAGE"));
        Tunnelled request = requireNonNull(Tunnelled.of(inner, invite(), false, NOW));
        assertThat(request.discrepancies())
                .extracting(Discrepancy::field)
                .containsExactly("Request-Line", "CSeq");
        SipResponse busy = SipResponse.replyTo(invite(), 486).toTag("b").build();
        Tunnelled response =
                requireNonNull(
                        Tunnelled.of(Tunnel.of(busy), busy.edit().status(200).build(), false, NOW));
        assertThat(response.discrepancies())
                .singleElement()
                .satisfies(d -> assertThat(d.field()).isEqualTo("Status-Line"));
    }

    @Test
    void headerFieldsAreHiddenAndShownToTheUser() {
        BodyPart inner = Signing.sign(Tunnel.of(invite()), ALICES, NOW);
        BodyPart secured =
                aes(ContentCipher.AES_128_CBC).encrypt(inner, List.of(BOBS.certificate()));
        SipRequest outer = Tunnel.around(Tunnel.anonymous(invite()), secured);
        assertThat(outer.toString())
                .doesNotContain("Secret", "alice@atlanta.com>;tag")
                .contains("<sip:anonymous@anonymous.invalid>;tag=1928301774");
        Tunnelled tunnelled = received(outer);
        assertThat(tunnelled.discrepancies()).isEmpty();
        assertThat(tunnelled.display(HeaderName.SUBJECT, outer)).containsExactly("Secret meeting");
        assertThat(tunnelled.display(HeaderName.FROM, outer))
                .containsExactly("Alice <sip:alice@atlanta.com>;tag=1928301774");
        assertThat(tunnelled.display(HeaderName.CALL_ID, outer)).containsExactly("a84b4c76e66710");
    }

    @Test
    void theKeyOfWhoIsInsideIsLookedFor() {
        BodyPart inner = Signing.sign(Tunnel.of(invite()), ALICES, NOW);
        BodyPart secured =
                aes(ContentCipher.AES_128_CBC).encrypt(inner, List.of(BOBS.certificate()));
        SipRequest outer = Tunnel.around(Tunnel.anonymous(invite()), secured);
        Keyring keyring = Keyring.EMPTY.with(BOBS).remembering(People.ALICE, ALICES.certificate());
        SmimeResult opened = new SmimeReader(keyring, People.LIMITS).open(outer, NOW);
        Standing standing = requireNonNull(((SmimeResult.Encrypted) opened).standing());
        assertThat(standing.holder()).isEqualTo("alice@atlanta.com");
        assertThat(standing.trusted()).isTrue();
    }

    @Test
    void whatMayNotBeHiddenIsCompared() {
        BodyPart secured =
                aes(ContentCipher.AES_128_CBC)
                        .encrypt(Tunnel.of(invite()), List.of(BOBS.certificate()));
        SipRequest outer = Tunnel.around(invite(), secured);
        Tunnelled date =
                received(
                        outer.edit().set(HeaderName.DATE, "Sat, 21 Feb 2026 12:02:03 GMT").build());
        assertThat(date.intact()).isFalse();
        Tunnelled contact =
                received(outer.edit().set(HeaderName.CONTACT, "<sip:eve@evil.example>").build());
        assertThat(contact.intact()).isFalse();
        Tunnelled priority = received(outer.edit().set(HeaderName.PRIORITY, "urgent").build());
        assertThat(priority.intact()).isTrue();
    }

    @Test
    void aFragmentVouchesForWhatItHas() {
        SipRequest outer =
                Tunnel.around(invite(), Signing.sign(Tunnel.identity(invite()), ALICES, NOW));
        Tunnelled tunnelled = received(outer);
        assertThat(tunnelled.whole()).isFalse();
        assertThat(tunnelled.authenticates()).isTrue();
        assertThat(tunnelled.discrepancies()).isEmpty();
        Tunnelled changed =
                received(outer.edit().set(HeaderName.FROM, "<sip:eve@e.example>;tag=1").build());
        assertThat(changed.intact()).isFalse();
        Tunnelled subject = received(outer.edit().set(HeaderName.SUBJECT, "Other").build());
        assertThat(subject.intact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-120, 60, 90})
    void aClockThatIsFarOffIsTold(long minutes) {
        Tunnelled tunnelled =
                requireNonNull(
                        Tunnelled.of(
                                Tunnel.of(invite()),
                                invite(),
                                false,
                                NOW.plus(Duration.ofMinutes(minutes))));
        assertThat(tunnelled.clock()).isEqualTo(Duration.ofMinutes(Math.abs(minutes)));
    }

    @Test
    void aClockThatIsNearIsNot() {
        Tunnelled tunnelled =
                requireNonNull(
                        Tunnelled.of(
                                Tunnel.of(invite()),
                                invite(),
                                false,
                                NOW.plus(Duration.ofMinutes(59))));
        assertThat(tunnelled.clock()).isNull();
    }

    @Test
    void whatIsNoMessageIsNoTunnel() {
        assertThat(Tunnelled.of(People.sdp(), invite(), false, NOW)).isNull();
        assertThat(Tunnelled.of(People.part("message/sip", "::"), invite(), false, NOW)).isNull();
    }
}
