package dev.ringback.stir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.header.security.Identity;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Lookup;
import dev.ringback.message.SipRequest;
import dev.ringback.stir.CertificateSource.Fetched;
import dev.ringback.stir.SigningKey.Style;
import dev.ringback.stir.Verification.Fault;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing and verifying: RFC 8224 §6, RFC 8226 §9, RFC 8588, RFC 8946.
class VerificationServiceTest {
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final AddressOfRecord SOMEBODY = new AddressOfRecord("a", "example.com");
    private static final String NUMBER = "<sip:+12025550150@example.com;user=phone>";
    private static final Verification PASSED = passed(new Party.Telephone("12025550150"), null);

    private static SipRequest invite(String from, String... more) {
        String[] lines = new String[more.length + 2];
        lines[0] = "From: " + from + ";tag=f";
        lines[1] = "To: <sip:+442079460000@carrier.example;user=phone>";
        System.arraycopy(more, 0, lines, 2, more.length);
        return Requests.of("INVITE sip:+442079460000@carrier.example", lines);
    }

    private static SipRequest signed(String key, Style style, SipRequest request) {
        return Keys.signer(key, style)
                .sign(new Signer.Signable(request, request.requestUri(), SOMEBODY, false), NOW);
    }

    private static Verification judge(SipRequest request) {
        return judge(request, NOW);
    }

    private static Verification judge(SipRequest request, Instant when) {
        VerificationService verifier = Keys.verifier();
        Lookup<Map<String, Fetched>> found = Keys.source().fetch(verifier.places(request));
        Map<String, Fetched> certificates = ((Lookup.Found<Map<String, Fetched>>) found).value();
        return bare(verifier.judge(request, certificates, when));
    }

    private static Verification passed(Party caller, @Nullable String attest) {
        return new Verification.Passed(caller, attest, List.of());
    }

    /// A verdict without what tells its signatures from others.
    private static Verification bare(Verification verdict) {
        return verdict instanceof Verification.Passed(Party caller, String attest, var _)
                ? passed(caller, attest)
                : verdict;
    }

    private static Verification failed(Fault fault) {
        return new Verification.Failed(fault);
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void whatIsSignedIsVerified(Style style) {
        SipRequest signed = signed("numbers", style, invite(NUMBER));
        assertThat(signed.value(HeaderName.DATE)).isEqualTo("Sun, 22 Nov 2026 08:00:00 GMT");
        Identity identity = Objects.requireNonNull(signed.read(Identity.FIELD).first());
        assertThat(identity.compact()).isEqualTo(style == Style.COMPACT);
        assertThat(identity.ppt()).isEqualTo(style.shaken() ? "shaken" : null);
        String attest = style.shaken() ? style.name() : null;
        assertThat(judge(signed)).isEqualTo(passed(new Party.Telephone("12025550150"), attest));
    }

    @Test
    void anAddressIsSignedByTheCertificateOfItsDomain() {
        SipRequest alice = signed("domain", Style.FULL, invite("<sip:alice@example.com>"));
        assertThat(judge(alice)).isEqualTo(passed(new Party.Name("sip:alice@example.com"), null));
        assertThat(
                        signed("domain", Style.FULL, invite("<sip:a@other.example>"))
                                .has(HeaderName.IDENTITY))
                .isFalse();
        assertThat(
                        signed("domain", Style.FULL, invite("<sip:a@x.wild.example>"))
                                .has(HeaderName.IDENTITY))
                .as("no wildcards")
                .isFalse();
    }

    @Test
    void nothingIsSignedThatTheCertificateDoesNotSpeakFor() {
        SipRequest foreign = invite("<sip:+12025550200@example.com>");
        assertThat(signed("numbers", Style.FULL, foreign)).isSameAs(foreign);
        assertThat(signed("provider", Style.A, foreign).has(HeaderName.IDENTITY))
                .as("a provider speaks for its customers in SHAKEN")
                .isTrue();
        assertThat(signed("provider", Style.FULL, foreign)).isSameAs(foreign);
    }

    @Test
    void aStaleOrUnreadableDateIsNotSigned() {
        SipRequest stale = invite(NUMBER, "Date: Sun, 22 Nov 2026 07:58:59 GMT");
        assertThat(signed("numbers", Style.FULL, stale)).isSameAs(stale);
        SipRequest broken = invite(NUMBER, "Date: yesterday");
        assertThat(signed("numbers", Style.FULL, broken)).isSameAs(broken);
        SipRequest near = invite(NUMBER, "Date: Sun, 22 Nov 2026 07:59:01 GMT");
        assertThat(judge(signed("numbers", Style.COMPACT, near))).isEqualTo(PASSED);
    }

    /// Each octet of each signed part is changed in turn.
    @ParameterizedTest
    @EnumSource(
            value = Style.class,
            names = {"FULL", "COMPACT", "A"})
    void noOctetOfAnIdentityCanBeChanged(Style style) {
        SipRequest signed = signed("numbers", style, invite(NUMBER));
        String digest = Objects.requireNonNull(signed.read(Identity.FIELD).first()).digest();
        String line = Objects.requireNonNull(signed.value(HeaderName.IDENTITY));
        String rest = line.substring(digest.length());
        for (int i = 0; i < digest.length(); i++) {
            char other = digest.charAt(i) == 'A' ? 'B' : 'A';
            boolean paddingBits = i == digest.length() - 1;
            if (digest.charAt(i) == '.' || paddingBits) {
                continue;
            }
            String changed = digest.substring(0, i) + other + digest.substring(i + 1) + rest;
            SipRequest bad = signed.edit().set(HeaderName.IDENTITY, changed).build();
            assertThat(judge(bad)).as("octet " + i).isInstanceOf(Verification.Failed.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    From | <sip:+12025550151@example.com;user=phone>;tag=f
                    From | <sip:alice@example.com>;tag=f
                    P-Asserted-Identity | <tel:+12025550151>
                    Date | Sun, 22 Nov 2026 07:59:59 GMT
                    """)
    void noFieldThatIsSignedCanBeChanged(String name, String value) {
        for (Style style : Style.values()) {
            SipRequest signed = signed("numbers", style, invite(NUMBER));
            boolean date = name.equals("Date");
            boolean repeatsIat = date && style != Style.COMPACT;
            SipRequest changed = signed.edit().set(HeaderName.of(name), value).build();
            assertThat(judge(changed))
                    .as(style + ", where iat counts and Date is fresh")
                    .isInstanceOf(
                            repeatsIat ? Verification.Passed.class : Verification.Failed.class);
        }
    }

    @Test
    void aSignatureForOneCalleeIsNoneForAnother() {
        String other = "<sip:+442079460001@carrier.example;user=phone>";
        for (Style style : Style.values()) {
            SipRequest cut =
                    signed("numbers", style, invite(NUMBER))
                            .edit()
                            .set(HeaderName.TO, other)
                            .requestUri(uri("sip:+442079460001@carrier.example"))
                            .build();
            assertThat(judge(cut)).as(style.name()).isEqualTo(failed(Fault.INVALID));
        }
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text));
    }

    @Test
    void itIsFreshForAMinute() {
        for (Style style : Style.values()) {
            SipRequest signed = signed("numbers", style, invite(NUMBER));
            assertThat(judge(signed, NOW.plusSeconds(60))).isInstanceOf(Verification.Passed.class);
            assertThat(judge(signed, NOW.plusSeconds(61))).isEqualTo(failed(Fault.STALE));
            assertThat(judge(signed, NOW.minusSeconds(61))).isEqualTo(failed(Fault.STALE));
        }
        SipRequest undated =
                signed("numbers", Style.FULL, invite(NUMBER))
                        .edit()
                        .remove(HeaderName.DATE)
                        .build();
        assertThat(judge(undated)).as("iat alone").isEqualTo(PASSED);
        undated =
                signed("numbers", Style.COMPACT, invite(NUMBER))
                        .edit()
                        .remove(HeaderName.DATE)
                        .build();
        assertThat(judge(undated)).as("nothing to compare").isEqualTo(failed(Fault.INVALID));
    }

    @ParameterizedTest
    @CsvSource({"forged", "provider", "domain", "wide", "encipher", "stranger"})
    void aCertificateThatDoesNotSpeakForTheNumberIsUnsupported(String other) {
        SipRequest signed = signed("numbers", Style.FULL, invite(NUMBER));
        VerificationService verifier = Keys.verifier();
        Map<String, Fetched> swapped =
                Map.of(
                        Keys.PLACE + "numbers.pem",
                        new CertificateSource.Found(Keys.credential(other)));
        Verification verdict = verifier.judge(signed, swapped, NOW);
        boolean trusted = other.equals("provider") || other.equals("domain");
        assertThat(verdict)
                .as("the signature is of another key, or the certificate is no good")
                .isEqualTo(failed(trusted ? Fault.INVALID : Fault.UNSUPPORTED));
        SipRequest forged = signed("forged", Style.FULL, invite(NUMBER));
        assertThat(judge(forged)).isEqualTo(failed(Fault.UNSUPPORTED));
    }

    @Test
    void whatACertificateMayVouchForIsLimited() {
        SipRequest within = signed("limited", Style.FULL, invite(NUMBER));
        assertThat(judge(within)).isEqualTo(PASSED);
        SipRequest listed = invite("<sip:+12155551212@example.com;user=phone>");
        assertThat(judge(signed("numbers", Style.FULL, listed)))
                .isInstanceOf(Verification.Passed.class);
        assertThat(Keys.credential("limited").covers(new Party.Telephone("12155551212"), false))
                .as("its issuer may not vouch for that number")
                .isFalse();
        assertThat(Keys.credential("limited").covers(new Party.Telephone("13105550100"), true))
                .isFalse();
    }

    @Test
    void aProvidersCodeIsEnoughForItsAttestationOnly() {
        Credential provider = Keys.credential("provider");
        assertThat(provider.covers(new Party.Telephone("1"), true)).isTrue();
        assertThat(provider.covers(new Party.Telephone("1"), false)).isFalse();
        assertThat(judge(signed("provider", Style.B, invite(NUMBER))))
                .isEqualTo(passed(new Party.Telephone("12025550150"), "B"));
    }

    @Test
    void aCertificateThatCannotBeHadIsBadIdentityInfo() {
        SipRequest signed = signed("numbers", Style.FULL, invite(NUMBER));
        Map<String, Fetched> none =
                Map.of(Keys.PLACE + "numbers.pem", new CertificateSource.Missing("timeout"));
        assertThat(Keys.verifier().judge(signed, none, NOW)).isEqualTo(failed(Fault.UNAVAILABLE));
        assertThat(Keys.verifier().judge(signed, Map.of(), NOW))
                .isEqualTo(failed(Fault.UNAVAILABLE));
    }

    @Test
    void oneGoodSignatureIsEnough() {
        SipRequest signed = signed("numbers", Style.FULL, invite(NUMBER));
        String good = Objects.requireNonNull(signed.value(HeaderName.IDENTITY));
        SipRequest both =
                signed.edit()
                        .set(HeaderName.IDENTITY, good.replace("numbers.pem", "absent.pem"))
                        .add(HeaderName.IDENTITY, good)
                        .build();
        assertThat(judge(both)).isEqualTo(PASSED);
    }

    @Test
    void unknownExtensionsAreIgnored() {
        SipRequest signed = signed("numbers", Style.FULL, invite(NUMBER));
        String good = Objects.requireNonNull(signed.value(HeaderName.IDENTITY));
        SipRequest strange = signed.edit().set(HeaderName.IDENTITY, good + ";ppt=rph").build();
        assertThat(judge(strange)).isEqualTo(new Verification.Unsigned());
        assertThat(judge(invite(NUMBER))).isEqualTo(new Verification.Unsigned());
        SipRequest other = signed.edit().set(HeaderName.IDENTITY, good + ";ppt=shaken").build();
        assertThat(judge(other))
                .as("the header says nothing of it")
                .isEqualTo(failed(Fault.INVALID));
        SipRequest alg =
                signed.edit()
                        .set(HeaderName.IDENTITY, good.replace("alg=ES256", "alg=none"))
                        .build();
        assertThat(judge(alg)).isEqualTo(failed(Fault.UNSUPPORTED));
        assertThat(judge(invite(NUMBER, "Identity: ???"))).isEqualTo(failed(Fault.INVALID));
    }

    @Test
    void theKeysOfTheMediaAreSigned() {
        String sdp = "v=0\r\na=fingerprint:SHA-256 4A:AD:B9\r\na=fingerprint:sha-1 01:02\r\n";
        SipRequest call = invite(NUMBER).edit().body("application/sdp", sdp.getBytes(UTF)).build();
        for (Style style : new Style[] {Style.FULL, Style.COMPACT}) {
            SipRequest signed = signed("numbers", style, call);
            assertThat(judge(signed)).isEqualTo(PASSED);
            String other = sdp.replace("4A:AD:B9", "4A:AD:BA");
            SipRequest changed = signed.edit().body("application/sdp", other.getBytes(UTF)).build();
            assertThat(judge(changed)).isEqualTo(failed(Fault.INVALID));
            assertThat(judge(signed.edit().noBody().build())).isEqualTo(failed(Fault.INVALID));
        }
        SipRequest plain = signed("numbers", Style.FULL, invite(NUMBER));
        assertThat(judge(plain.edit().body("application/sdp", sdp.getBytes(UTF)).build()))
                .as("keys that nobody signed")
                .isEqualTo(failed(Fault.INVALID));
    }

    private static final java.nio.charset.Charset UTF = java.nio.charset.StandardCharsets.UTF_8;

    @Test
    void aCallThatGoesOnIsFollowed() {
        String called = "sip:+12155551212@b.example;user=phone";
        SipRequest first =
                signed(
                        "numbers",
                        Style.A,
                        Requests.of(
                                "INVITE " + called,
                                "From: " + NUMBER + ";tag=f",
                                "To: <" + called + ">"));
        assertThat(judge(first)).isInstanceOf(Verification.Passed.class);
        SipRequest moved = moved(first, called, "sip:+13105550100@c.example;user=phone");
        assertThat(moved.values(HeaderName.IDENTITY)).hasSize(2);
        assertThat(moved.values(HeaderName.IDENTITY).get(1)).endsWith(";ppt=div");
        SipRequest unnamed = moved.edit().set(HeaderName.TO, "<sip:x@c.example>").build();
        assertThat(judge(unnamed)).isInstanceOf(Verification.Passed.class);
        SipRequest twice =
                moved(
                        unnamed,
                        "sip:+13105550100@c.example;user=phone",
                        "sip:+442079460000@d.example;user=phone");
        assertThat(twice.values(HeaderName.IDENTITY)).hasSize(3);
        assertThat(judge(twice)).isInstanceOf(Verification.Passed.class);
        String broken = twice.values(HeaderName.IDENTITY).get(1).replace("eyJ", "eyK");
        SipRequest gap =
                twice.edit()
                        .remove(HeaderName.IDENTITY)
                        .add(HeaderName.IDENTITY, twice.values(HeaderName.IDENTITY).get(0))
                        .add(HeaderName.IDENTITY, broken)
                        .add(HeaderName.IDENTITY, twice.values(HeaderName.IDENTITY).get(2))
                        .build();
        assertThat(judge(gap)).as("a link is missing").isEqualTo(failed(Fault.INVALID));
        SipRequest alone =
                moved.edit()
                        .set(HeaderName.IDENTITY, moved.values(HeaderName.IDENTITY).get(1))
                        .build();
        assertThat(judge(alone)).as("nothing goes on").isEqualTo(failed(Fault.INVALID));
    }

    private static SipRequest moved(SipRequest request, String from, String to) {
        assertThat(request.requestUri()).hasToString(from);
        return Keys.signer("numbers", Style.A)
                .sign(new Signer.Signable(request, uri(to), null, false), NOW)
                .edit()
                .requestUri(uri(to))
                .build();
    }

    @Test
    void whoeverWritesHundredsOfTokensHasFewOfThemSigned() {
        String called = "sip:+12155551212@b.example;user=phone";
        Party.Telephone dest = new Party.Telephone("12155551212");
        String[] lines = new String[150];
        for (int i = 0; i < lines.length; i++) {
            Party.Telephone caller = new Party.Telephone("1202555" + i);
            Map<String, Object> claims = Passport.claims(caller, dest, NOW.getEpochSecond());
            lines[i] =
                    "Identity: "
                            + Passport.of(null, "https://x.example/", claims).full(new byte[64])
                            + ";info=<https://x.example/>;alg=ES256";
        }
        SipRequest flooded = Requests.of("INVITE " + called, lines);
        SipRequest on = moved(flooded, called, "sip:+13105550100@c.example;user=phone");
        assertThat(on.values(HeaderName.IDENTITY)).hasSize(lines.length + 8);
    }

    @ParameterizedTest
    @ValueSource(longs = {253_402_300_800L, Long.MAX_VALUE})
    void aTokenOfNoPossibleTimeIsInvalid(long iat) {
        Party.Telephone caller = new Party.Telephone("12025550150");
        Party.Telephone dest = new Party.Telephone("442079460000");
        String place = Keys.PLACE + "numbers.pem";
        Passport passport = Passport.of(null, place, Passport.claims(caller, dest, iat));
        String line = passport.full(new byte[64]) + ";info=<" + place + ">;alg=ES256";
        assertThat(judge(invite(NUMBER, "Identity: " + line))).isEqualTo(failed(Fault.INVALID));
    }

    @Test
    void aDialogIsSignedOnce() {
        SipRequest later =
                invite(NUMBER).edit().set(HeaderName.TO, "<sip:x@y.example>;tag=t").build();
        assertThat(signed("numbers", Style.FULL, later)).isSameAs(later);
        SipRequest strangers = invite(NUMBER);
        Signer.Signable nobodys =
                new Signer.Signable(strangers, strangers.requestUri(), null, false);
        assertThat(Keys.signer("numbers", Style.FULL).sign(nobodys, NOW)).isSameAs(strangers);
    }

    @Test
    void aNumberThatIsAssertedCanBeSigned() {
        SipRequest signed =
                signed(
                        "numbers",
                        Style.A,
                        invite(
                                "<sip:alice@example.com>",
                                "P-Asserted-Identity: <sip:alice@example.com>",
                                "P-Asserted-Identity: <tel:+1-202-555-0150>"));
        assertThat(judge(signed)).isEqualTo(passed(new Party.Telephone("12025550150"), "A"));
        SipRequest hidden = signed.edit().remove(HeaderName.P_ASSERTED_IDENTITY).build();
        assertThat(judge(hidden)).isEqualTo(failed(Fault.INVALID));
    }

    @Test
    void freshnessIsAMatterOfPolicy() {
        VerificationService patient =
                new VerificationService(
                        new TrustedRoots(Keys.credential("root").chain()),
                        NumberPlan.GLOBAL,
                        Duration.ofMinutes(5));
        SipRequest signed = signed("numbers", Style.FULL, invite(NUMBER));
        Map<String, Fetched> found =
                Map.of(
                        Keys.PLACE + "numbers.pem",
                        new CertificateSource.Found(Keys.credential("numbers")));
        assertThat(bare(patient.judge(signed, found, NOW.plusSeconds(299)))).isEqualTo(PASSED);
    }
}
