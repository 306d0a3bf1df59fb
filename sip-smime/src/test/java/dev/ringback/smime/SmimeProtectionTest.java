package dev.ringback.smime;

import static dev.ringback.smime.People.ALICES;
import static dev.ringback.smime.People.BOBS;
import static dev.ringback.smime.People.CAROLS;
import static dev.ringback.smime.People.NOW;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.BodyProtection;
import dev.ringback.sip.Call;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import dev.ringback.smime.SecurityNotice.Kind;
import dev.ringback.smime.SmimeSettings.Wish;
import dev.ringback.smime.key.Consent;
import dev.ringback.smime.key.Keyring;
import dev.ringback.smime.key.SelfSigned;
import dev.ringback.smime.key.UserKey;
import dev.ringback.testkit.junit.SipSimulation;
import dev.ringback.testkit.junit.SipWorld;
import dev.ringback.uri.SipUri;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two user agents that secure what they send: nobody between them reads it, and nobody changes it.
@SipSimulation
class SmimeProtectionTest {
    private static final SelfSigned MAKER = new SelfSigned(new SecureRandom(), NOW);
    private static final SipUri ALICE = People.uri("sip:alice@alice.test");
    private static final SipUri BOB = People.uri("sip:bob@bob.test");
    private static final UserKey ALICE_KEY = MAKER.create(ALICE, Duration.ofDays(9));
    private static final UserKey BOB_KEY = MAKER.create(BOB, Duration.ofDays(9));
    private static final UserKey OTHER_BOB_KEY = MAKER.create(BOB, Duration.ofDays(9));

    private final List<SecurityNotice> notices = new CopyOnWriteArrayList<>();
    private final List<SipMessage> wire = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private SmimeProtection protection(SmimeSettings settings) {
        return SmimeProtection.of(settings.telling(notices::add), InstantSource.fixed(NOW));
    }

    private UserAgent alice(SipWorld world, SmimeSettings settings) throws SipException {
        SipClient client = world.client("alice");
        client.onWire(event -> wire.add(event.message()));
        return client.userAgent("sip:alice@alice.test").protection(protection(settings)).build();
    }

    private UserAgent bob(SipWorld world, UserKey key) throws SipException {
        UserAgent bob =
                world.client("bob")
                        .userAgent("sip:bob@bob.test")
                        .protection(protection(SmimeSettings.of(key)))
                        .build();
        return bob.onMessage(request -> heard.add(requireNonNull(request.body()).text()));
    }

    private List<Integer> statuses() {
        return wire.stream()
                .filter(SipResponse.class::isInstance)
                .map(message -> ((SipResponse) message).status())
                .toList();
    }

    private static SmimeSettings both() {
        return SmimeSettings.of(ALICE_KEY, Wish.SIGN, Wish.ENCRYPT);
    }

    private static Keyring bobs() {
        return Keyring.EMPTY.remembering(BOB, BOB_KEY.certificate());
    }

    @Test
    void aMessageIsReadByItsRecipientOnly(SipWorld world) throws Exception {
        UserAgent bob = bob(world, BOB_KEY);
        UserAgent alice = alice(world, both().with(bobs()));
        assertThat(alice.sendMessage("sip:bob@bob.test", "at nine").status()).isEqualTo(200);
        assertThat(heard).containsExactly("at nine");
        assertThat(wire).noneMatch(message -> message.toString().contains("at nine"));
        assertThat(statuses()).containsExactly(200);
        assertThat(notices).extracting(SecurityNotice::kind).containsExactly(Kind.REMEMBERED);
        bob.close();
    }

    @Test
    void whoseCertificateIsUnknownIsAskedForItAndGetsTheMessageThen(SipWorld world)
            throws Exception {
        UserAgent bob = bob(world, BOB_KEY);
        UserAgent alice = alice(world, both());
        assertThat(alice.sendMessage("sip:bob@bob.test", "at nine").status()).isEqualTo(200);
        assertThat(heard).containsExactly("at nine");
        assertThat(wire).noneMatch(message -> message.toString().contains("at nine"));
        assertThat(statuses()).containsExactly(493, 200);
        assertThat(notices)
                .extracting(SecurityNotice::kind)
                .contains(Kind.ASKED_FOR_CERTIFICATE, Kind.UNDECIPHERABLE, Kind.REMEMBERED);
        alice.sendMessage("sip:bob@bob.test", "at ten");
        assertThat(statuses()).containsExactly(493, 200, 200);
        bob.close();
    }

    @Test
    void aCertificateThatTookThePlaceOfAnotherIsNotBelieved(SipWorld world) throws Exception {
        UserAgent bob = bob(world, OTHER_BOB_KEY);
        UserAgent alice = alice(world, both().with(bobs()));
        assertThatThrownBy(() -> alice.sendMessage("sip:bob@bob.test", "at nine"))
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(493));
        assertThat(heard).isEmpty();
        assertThat(statuses()).containsExactly(493);
        assertThat(notices).anyMatch(notice -> notice.text().contains("this may be an attack"));
        bob.close();
    }

    @Test
    void itIsBelievedWhenTheUserPermitsIt(SipWorld world) throws Exception {
        UserAgent bob = bob(world, OTHER_BOB_KEY);
        UserAgent alice = alice(world, both().with(bobs()).with((Consent) _ -> true));
        assertThat(alice.sendMessage("sip:bob@bob.test", "at nine").status()).isEqualTo(200);
        assertThat(statuses()).containsExactly(493, 200);
        bob.close();
    }

    @Test
    void whoKnowsNoSmimeRefusesItAndGetsNothingReadable(SipWorld world) throws Exception {
        UserAgent bob = world.client("bob").userAgent("sip:bob@bob.test").build();
        bob.onMessage(request -> heard.add(requireNonNull(request.body()).text()));
        UserAgent alice = alice(world, both());
        assertThatThrownBy(() -> alice.sendMessage("sip:bob@bob.test", "at nine"))
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(415));
        assertThat(heard).isEmpty();
        assertThat(wire).noneMatch(message -> message.toString().contains("at nine"));
    }

    @ParameterizedTest
    @EnumSource(Wish.class)
    void aCallIsSecuredInBothDirections(Wish wish, SipWorld world) throws Exception {
        UserAgent bob = bob(world, BOB_KEY);
        bob.onCall(
                call -> {
                    call.ring();
                    call.accept();
                    call.awaitBye();
                });
        UserAgent alice = alice(world, SmimeSettings.of(ALICE_KEY, Wish.SIGN, wish).with(bobs()));
        Call call = alice.call("sip:bob@bob.test");
        assertThat(call.awaitAnswer().status()).isEqualTo(200);
        call.hold();
        call.hangUp();
        assertThat(wire.stream().filter(message -> message.bodyLength() > 0))
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(message -> assertThat(type(message)).startsWith("multipart/signed"));
        boolean readable = wire.stream().anyMatch(m -> m.toString().contains("m=audio"));
        assertThat(readable).isEqualTo(wish != Wish.ENCRYPT);
        assertThat(notices).noneMatch(notice -> notice.kind() == Kind.HEADERS_CHANGED);
        bob.close();
    }

    private static String type(SipMessage message) {
        return String.valueOf(message.value(HeaderName.CONTENT_TYPE));
    }

    @Test
    void aCallBeginsWithTheCertificateOfThePeer(SipWorld world) throws Exception {
        UserAgent bob = bob(world, BOB_KEY);
        bob.onCall(
                call -> {
                    call.accept();
                    call.awaitBye();
                });
        UserAgent alice = alice(world, both());
        Call call = alice.call("sip:bob@bob.test");
        assertThat(call.awaitAnswer().status()).isEqualTo(200);
        call.hangUp();
        assertThat(statuses()).startsWith(493).contains(200);
        assertThat(wire).noneMatch(message -> message.toString().contains("m=audio"));
        bob.close();
    }

    @Test
    void changedHeaderFieldsOfATunnelAreRefused() {
        SmimeProtection bob = protection(SmimeSettings.of(BOBS));
        SipRequest invite =
                Tunnel.around(
                        People.invite(), Signing.sign(Tunnel.of(People.invite()), ALICES, NOW));
        assertThat(bob.incoming(invite))
                .isInstanceOfSatisfying(
                        BodyProtection.Opened.Usable.class,
                        opened ->
                                assertThat(opened.message().body())
                                        .isEqualTo(People.invite().body()));
        SipRequest changed = invite.edit().set(HeaderName.SUBJECT, "Nothing").build();
        assertThat(bob.incoming(changed))
                .isEqualTo(new BodyProtection.Opened.Refused(403, "Header Fields Were Changed"));
        assertThat(notices)
                .extracting(SecurityNotice::kind)
                .containsExactly(Kind.REMEMBERED, Kind.HEADERS_CHANGED);
    }

    @Test
    void whoSignsForSomebodyElseIsRefused() {
        SmimeProtection bob = protection(SmimeSettings.of(BOBS));
        SipRequest invite = People.invite();
        SipRequest forged = Tunnel.around(invite, Signing.sign(Entities.of(invite), CAROLS, NOW));
        assertThat(bob.incoming(forged))
                .isEqualTo(new BodyProtection.Opened.Refused(403, "Certificate Not Accepted"));
        assertThat(bob.keyring().holders()).isEmpty();
    }

    @Test
    void aMessageWithoutSecurityOfWhoHasACertificateIsTold() {
        Keyring keyring = Keyring.EMPTY.remembering(People.ALICE, ALICES.certificate());
        SmimeProtection bob = protection(SmimeSettings.of(BOBS).with(keyring));
        bob.incoming(People.invite());
        assertThat(notices).extracting(SecurityNotice::kind).containsExactly(Kind.NOT_SECURED);
    }

    @Test
    void aBodyInBase64IsDecoded() {
        SmimeProtection bob = protection(SmimeSettings.of(BOBS));
        SipRequest encoded =
                People.invite()
                        .edit()
                        .body("text/plain", "aGVsbG8=".getBytes(StandardCharsets.US_ASCII))
                        .set(HeaderName.of("Content-Transfer-Encoding"), "base64")
                        .build();
        assertThat(bob.incoming(encoded))
                .isInstanceOfSatisfying(
                        BodyProtection.Opened.Usable.class,
                        opened ->
                                assertThat(opened.message().body()).asString().isEqualTo("hello"));
    }
}
