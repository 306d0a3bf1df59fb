package dev.ringback.stir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.auth.SourceNetwork;
import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.header.security.Identity;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Lookup;
import dev.ringback.message.SipRequest;
import dev.ringback.stir.CertificateSource.Fetched;
import dev.ringback.stir.SigningKey.Style;
import dev.ringback.uri.Uri;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Signatures that come a second time: RFC 8224 §12.1.
class ReplaysTest {
    private static final SourceNetwork SOURCE =
            SourceNetwork.of(InetAddress.ofLiteral("192.0.2.1"));
    private static final String CALLEE = "sip:+442079460000@carrier.example;user=phone";

    /// n of P-256.
    private static final BigInteger ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

    private final Replays replays = new Replays(7, Duration.ofSeconds(60));

    private static SipRequest call(String callId) {
        return Requests.of(
                "INVITE " + CALLEE,
                "From: <sip:+12025550150@example.com;user=phone>;tag=f",
                "To: <" + CALLEE + ">",
                "Call-ID: " + callId);
    }

    private static SipRequest signed(Style style, SipRequest request, boolean full) {
        var signable =
                new Signer.Signable(
                        request,
                        request.requestUri(),
                        new AddressOfRecord("a", "example.com"),
                        full);
        return Keys.signer("numbers", style).sign(signable, VerificationServiceTest.NOW);
    }

    private static List<String> seals(SipRequest request) {
        VerificationService verifier = Keys.verifier();
        Lookup<Map<String, Fetched>> found = Keys.source().fetch(verifier.places(request));
        Map<String, Fetched> certificates = ((Lookup.Found<Map<String, Fetched>>) found).value();
        Verification verdict = verifier.judge(request, certificates, VerificationServiceTest.NOW);
        assertThat(verdict).isInstanceOf(Verification.Passed.class);
        return ((Verification.Passed) verdict).seals();
    }

    private boolean repeated(SipRequest request) {
        return replays.repeated(
                seals(request), new Replays.Arrival(request, request.requestUri(), SOURCE), 0);
    }

    private static SipRequest carrying(SipRequest request, Identity identity) {
        return request.edit().set(Identity.FIELD, identity).build();
    }

    private static Identity identity(SipRequest request) {
        return Objects.requireNonNull(request.read(Identity.FIELD).first());
    }

    @Test
    void everyCallHasASignatureOfItsOwn() {
        for (Style style : Style.values()) {
            assertThat(repeated(signed(style, call("one" + style), false))).isFalse();
            assertThat(repeated(signed(style, call("two" + style), false)))
                    .as("the same caller, callee and second")
                    .isFalse();
        }
    }

    @Test
    void neitherAnotherFormNorTheOtherHalfMakesItAnotherSignature() {
        SipRequest first = signed(Style.FULL, call("first"), false);
        assertThat(repeated(first)).isFalse();
        Identity full = identity(first);
        SipRequest other = first.edit().set(HeaderName.CALL_ID, "other").build();
        Identity compact = new Identity(".." + full.signature(), full.info(), full.parameters());
        assertThat(repeated(carrying(other, compact))).as("compact").isTrue();
        byte[] turned = turned(Base64.getUrlDecoder().decode(full.signature()));
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(turned);
        Identity half =
                new Identity(
                        full.digest().replace(full.signature(), text),
                        full.info(),
                        full.parameters());
        assertThat(repeated(carrying(other, half))).as("s turned round").isTrue();
    }

    /// The other good signature of the same r.
    private static byte[] turned(byte[] signature) {
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        byte[] other = ORDER.subtract(s).toByteArray();
        byte[] result = Arrays.copyOf(signature, 64);
        Arrays.fill(result, 32, 64, (byte) 0);
        int length = Math.min(32, other.length);
        System.arraycopy(other, other.length - length, result, 64 - length, length);
        return result;
    }

    @Test
    void aDiversionIsAUseOfItsOwn() {
        SipRequest first = signed(Style.A, diverted("first"), false);
        assertThat(repeated(first)).isFalse();
        SipRequest back =
                Keys.signer("numbers", Style.A)
                        .sign(
                                new Signer.Signable(
                                        first,
                                        Objects.requireNonNull(Uri.parse("tel:+12025550160")),
                                        null,
                                        false),
                                VerificationServiceTest.NOW)
                        .edit()
                        .requestUri(Objects.requireNonNull(Uri.parse("tel:+12025550160")))
                        .set(HeaderName.CALL_ID, "second")
                        .build();
        assertThat(back.values(HeaderName.IDENTITY)).hasSize(2);
        assertThat(repeated(back)).as("diverted by somebody with a call of its own").isFalse();
        SipRequest again = back.edit().set(HeaderName.CALL_ID, "third").build();
        assertThat(repeated(again)).isTrue();
    }

    private static SipRequest diverted(String callId) {
        return Requests.of(
                "INVITE tel:+12025550155",
                "From: <sip:+12025550150@example.com;user=phone>;tag=f",
                "To: <tel:+12025550155>",
                "Call-ID: " + callId);
    }

    @Test
    void aFirstUseIsForgottenOnceItCannotBeFresh() {
        SipRequest first = signed(Style.FULL, call("first"), false);
        SipRequest other = first.edit().set(HeaderName.CALL_ID, "other").build();
        List<String> seals = seals(first);
        var one = new Replays.Arrival(first, first.requestUri(), SOURCE);
        var two = new Replays.Arrival(other, other.requestUri(), SOURCE);
        assertThat(replays.repeated(seals, one, 0)).isFalse();
        assertThat(replays.repeated(seals, two, Duration.ofSeconds(119).toNanos())).isTrue();
        assertThat(replays.repeated(seals, two, Duration.ofMinutes(2).toNanos())).isFalse();
    }
}
