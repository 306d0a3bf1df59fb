package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Via;
import dev.ringback.header.security.Identity;
import dev.ringback.identity.BorderRules;
import dev.ringback.location.Lookup;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stir.CertificateSource;
import dev.ringback.stir.CertificateSource.Fetched;
import dev.ringback.stir.Keys;
import dev.ringback.stir.Signer;
import dev.ringback.stir.SigningKey.Style;
import dev.ringback.stir.Stir;
import dev.ringback.stir.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Signed calls through the server's core: RFC 8224 §6, each refusal of §6.2.2.
class StirTest {
    private static final String CALLER = "<sip:+12025550150@far.example;user=phone>;tag=c1";

    private final BorderBench bench = verifying(false, true, BorderRules.PLAIN);

    private static BorderBench verifying(boolean required, boolean rejects, BorderRules rules) {
        return new BorderBench(
                rules,
                new Stir(
                        Signer.NONE,
                        new Verifier(
                                Keys.verifier(),
                                Keys.source(),
                                Keys.replays(),
                                required,
                                rejects)));
    }

    private static SipRequest signed(String key, Style style) {
        return signed(key, style, "sip:bob@example.com");
    }

    private static SipRequest signed(String key, Style style, String to) {
        SipRequest invite =
                Requests.parse(
                        CoreBench.text("INVITE", to, key + style)
                                .replace("<sip:carol@far.example>;tag=c1", CALLER));
        return Keys.signer(key, style)
                .sign(
                        new Signer.Signable(invite, invite.requestUri(), BorderBench.ALICE, false),
                        Instant.EPOCH);
    }

    private static void send(BorderBench to, SipRequest request) {
        to.core.receive(CoreBench.CALLER, request.toString());
    }

    private void refused(SipRequest request, int status, String reason, Check check) {
        refused(bench, request, status, reason, check);
    }

    private static void refused(
            BorderBench at, SipRequest request, int status, String reason, Check check) {
        int before = at.core.forwarded("INVITE").size();
        send(at, request);
        SipResponse refusal = at.core.lastResponse();
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(at.core.cause()).isInstanceOf(Cause.CheckFailed.class);
        assertThat(((Cause.CheckFailed) at.core.cause()).check()).isEqualTo(check);
        assertThat(at.core.forwarded("INVITE")).hasSize(before);
    }

    @Test
    void aGoodSignatureLetsACallPass() {
        for (Style style : Style.values()) {
            send(bench, signed("numbers", style));
        }
        assertThat(bench.core.forwarded("INVITE")).hasSize(Style.values().length);
    }

    @Test
    void aWrongOneIsA438() {
        SipRequest good = signed("numbers", Style.FULL);
        SipRequest bad = good.edit().set(HeaderName.FROM, CALLER.replace("150", "151")).build();
        refused(bad, 438, "Invalid Identity Header", Check.IDENTITY);
    }

    @Test
    void anOldOneIsA403() {
        bench.core.pass(Duration.ofSeconds(61));
        refused(signed("numbers", Style.COMPACT), 403, "Stale Date", Check.DATE);
    }

    @Test
    void aStrangersCertificateIsA437() {
        refused(signed("forged", Style.FULL), 437, "Unsupported Credential", Check.CREDENTIAL);
    }

    @Test
    void aCertificateThatIsNotThereIsA436() {
        SipRequest good = signed("numbers", Style.COMPACT);
        String line = Objects.requireNonNull(good.value(HeaderName.IDENTITY));
        String elsewhere = line.replace("numbers.pem", "absent.pem");
        refused(
                good.edit().set(HeaderName.IDENTITY, elsewhere).build(),
                436,
                "Bad Identity Info",
                Check.CREDENTIAL);
    }

    @Test
    void noSignatureIsA428WhereOneIsRequired() {
        BorderBench strict = verifying(true, true, BorderRules.PLAIN);
        SipRequest good = signed("numbers", Style.FULL);
        SipRequest unsigned = good.edit().remove(HeaderName.IDENTITY).build();
        refused(strict, unsigned, 428, "Use Identity Header", Check.IDENTITY);
        SipRequest unknown =
                signed("numbers", Style.A)
                        .edit()
                        .set(
                                HeaderName.IDENTITY,
                                Objects.requireNonNull(good.value(HeaderName.IDENTITY))
                                        + ";ppt=rcd")
                        .build();
        refused(strict, unknown, 428, "Use Supported PASSporT Format", Check.IDENTITY);
        send(strict, signed("numbers", Style.B));
        assertThat(strict.core.forwarded("INVITE")).hasSize(1);
        bench.stranger();
        assertThat(bench.core.forwarded("INVITE")).as("where none is").hasSize(1);
        strict.alice("sip:bob@example.com");
        assertThat(strict.core.forwarded("INVITE")).as("a user of ours").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "numbers, TN-Validation-Passed",
        "forged, TN-Validation-Failed",
        "none, No-TN-Validation"
    })
    void theTrustDomainIsToldHowItEnded(String key, String mark) {
        BorderBench carrier = verifying(false, false, BorderBench.RULES);
        carrier.core.bind("alice", "sip:alice@10.1.1.1");
        SipRequest call =
                signed(key.equals("none") ? "numbers" : key, Style.A, "sip:alice@example.com");
        if (key.equals("none")) {
            call = call.edit().remove(HeaderName.IDENTITY).build();
        }
        send(carrier, call);
        SipRequest copy = carrier.core.forwarded("INVITE").getFirst();
        assertThat(copy.value(HeaderName.FROM))
                .isEqualTo("<sip:+12025550150;verstat=" + mark + "@far.example;user=phone>;tag=c1");
        carrier.core.answer(copy, 180, "b");
        assertThat(carrier.core.lastResponse().value(HeaderName.FROM))
                .as("the caller is not told, and gets its From back")
                .isEqualTo(CALLER);
    }

    @Test
    void strangersAreNotTold() {
        BorderBench carrier = verifying(false, false, BorderBench.RULES);
        send(carrier, signed("numbers", Style.A));
        assertThat(carrier.core.forwarded("INVITE").getFirst().value(HeaderName.FROM))
                .isEqualTo(CALLER);
    }

    @Test
    void whatIsAssertedByTheTrustDomainIsWhatCounts() {
        BorderBench carrier = verifying(false, true, BorderBench.RULES);
        SipRequest call =
                signed("numbers", Style.A)
                        .edit()
                        .set(HeaderName.FROM, "<sip:anything@far.example>;tag=c1")
                        .set(HeaderName.P_ASSERTED_IDENTITY, "<tel:+12025550150>")
                        .build();
        carrier.core.receive(BorderBench.CARRIER, call.toString());
        assertThat(carrier.core.forwarded("INVITE")).hasSize(1);
        send(
                carrier,
                call.edit().set(Via.FIELD, Via.of("UDP", "192.0.2.10", 5060, "z9hG4bKs")).build());
        assertThat(carrier.core.lastResponse().status())
                .as("of a stranger From is all that counts")
                .isEqualTo(438);
    }

    @Test
    void aCallIsVerifiedOnce() {
        BorderBench carrier = verifying(true, true, BorderBench.RULES);
        String told = "P-Asserted-Identity: <tel:+12025550150;verstat=TN-Validation-Passed>";
        carrier.carrier(told);
        assertThat(carrier.core.forwarded("INVITE")).hasSize(1);
        carrier.core.receive(
                CoreBench.CALLER, CoreBench.text("INVITE", "sip:bob@example.com", "forged", told));
        assertThat(carrier.core.lastResponse().status()).isEqualTo(428);
    }

    @Test
    void aCertificateMayTakeItsTime() {
        List<Consumer<Lookup.Settled<Map<String, Fetched>>>> asked = new ArrayList<>();
        CertificateSource slow = _ -> new Lookup.Pending<>(asked::add);
        BorderBench waiting =
                new BorderBench(
                        BorderRules.PLAIN,
                        new Stir(
                                Signer.NONE,
                                new Verifier(Keys.verifier(), slow, Keys.replays(), false, true)));
        send(waiting, signed("numbers", Style.FULL));
        assertThat(waiting.core.forwarded("INVITE")).isEmpty();
        asked.getLast()
                .accept(
                        new Lookup.Found<>(
                                Map.of(
                                        Keys.PLACE + "numbers.pem",
                                        new CertificateSource.Found(Keys.credential("numbers")))));
        runLater(waiting);
        assertThat(waiting.core.forwarded("INVITE")).hasSize(1);
        send(waiting, signed("provider", Style.B));
        waiting.core.receive(
                CoreBench.CALLER, CoreBench.text("CANCEL", "sip:bob@example.com", "providerB"));
        assertThat(waiting.core.lastResponse().status()).as("given up").isEqualTo(487);
        send(waiting, signed("limited", Style.FULL));
        waiting.core.pass(Duration.ofSeconds(10));
        assertThat(waiting.core.lastResponse().status()).as("nobody answers").isEqualTo(436);
    }

    private static void runLater(BorderBench bench) {
        List<Runnable> due = List.copyOf(bench.core.later);
        bench.core.later.clear();
        due.forEach(action -> bench.core.handle(new Input.Command(action)));
    }

    @Test
    void usersAreSignedForUnlessTheyWantToBeNobody() {
        BorderBench signing =
                new BorderBench(BorderBench.RULES, new Stir(Keys.signer("numbers", Style.A), null));
        signing.core.bind("bob", "sip:bob@192.0.2.20");
        String assertion = "P-Preferred-Identity: <tel:+12025550123>";
        SipRequest sent = signing.alice("sip:bob@example.com", assertion);
        assertThat(sent.has(HeaderName.IDENTITY)).isTrue();
        assertThat(sent.has(HeaderName.DATE)).isTrue();
        SipRequest hidden = signing.alice("sip:bob@example.com", "Privacy: user", assertion);
        assertThat(hidden.has(HeaderName.IDENTITY)).as("nobody signs").isFalse();
        assertThat(signing.stranger().has(HeaderName.IDENTITY)).isFalse();
    }

    /// A second request with a signature that is known already.
    private void again(SipRequest signed, String branch, Flow from) {
        Via via = Via.of("UDP", "192.0.2.10", 5060, "z9hG4bK" + branch);
        bench.core.receive(from, signed.edit().set(Via.FIELD, via).build().toString());
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void aSignatureOfOneCallIsNoneForAnother(Style style) {
        SipRequest signed = signed("numbers", style);
        send(bench, signed);
        assertThat(bench.core.forwarded("INVITE")).hasSize(1);
        SipRequest other = signed.edit().set(HeaderName.CALL_ID, "another").build();
        refused(branched(other, "other"), 438, "Invalid Identity Header", Check.IDENTITY);
        SipRequest tagged =
                signed.edit().set(HeaderName.FROM, CALLER.replace("tag=c1", "tag=c2")).build();
        refused(branched(tagged, "tagged"), 438, "Invalid Identity Header", Check.IDENTITY);
        again(signed, "elsewhere", CoreBench.udp("192.0.2.77", 5060));
        assertThat(bench.core.lastResponse().status()).as("of somebody else").isEqualTo(438);
        assertThat(bench.core.forwarded("INVITE")).hasSize(1);
    }

    private static SipRequest branched(SipRequest request, String branch) {
        Via via = Via.of("UDP", "192.0.2.10", 5060, "z9hG4bK" + branch);
        return request.edit().set(Via.FIELD, via).build();
    }

    @Test
    void oneCallMayComeMoreThanOnce() {
        bench.core.bind("carol", "sip:carol@192.0.2.21");
        SipRequest signed = signed("numbers", Style.FULL);
        send(bench, signed);
        send(bench, signed);
        assertThat(bench.core.forwarded("INVITE")).as("a retransmission").hasSize(1);
        again(signed, "second", CoreBench.CALLER);
        assertThat(bench.core.forwarded("INVITE")).as("another try of its sender").hasSize(2);
        SipRequest forked =
                signed.edit().requestUri(BorderBench.uri("sip:carol@example.com")).build();
        again(forked, "fork", CoreBench.udp("192.0.2.77", 5060));
        assertThat(bench.core.forwarded("INVITE")).as("a fork by another way").hasSize(3);
    }

    @Test
    void whatASignatureWasOnIsForgottenOnceItIsStale() {
        SipRequest signed = signed("numbers", Style.FULL);
        send(bench, signed);
        bench.core.pass(Duration.ofSeconds(121));
        SipRequest other = signed.edit().set(HeaderName.CALL_ID, "another").build();
        refused(branched(other, "late"), 403, "Stale Date", Check.DATE);
    }

    @ParameterizedTest
    @CsvSource({"COMPACT, 2", "FULL, 1", "A, 1"})
    void whatIsRefusedInTheCompactFormIsSentInTheFullOneOnce(Style style, int sendings) {
        BorderBench signing =
                new BorderBench(BorderBench.RULES, new Stir(Keys.signer("numbers", style), null));
        SipRequest first =
                signing.alice("sip:bob@example.com", "P-Preferred-Identity: <tel:+12025550123>");
        assertThat(identity(first).compact()).isEqualTo(style == Style.COMPACT);
        bob(signing, first, 438);
        SipRequest last = signing.core.forwarded("INVITE").getLast();
        assertThat(identity(last).compact()).isFalse();
        assertThat(Objects.equals(last.topVia().branch(), first.topVia().branch()))
                .isEqualTo(sendings == 1);
        if (sendings == 2) {
            bob(signing, last, 438);
        }
        assertThat(signing.core.lastResponse().status()).isEqualTo(438);
        assertThat(branches(signing)).as("sendings").isEqualTo(sendings);
    }

    private static long branches(BorderBench bench) {
        return bench.core.forwarded("INVITE").stream()
                .map(sent -> sent.topVia().branch())
                .distinct()
                .count();
    }

    private static Identity identity(SipRequest request) {
        return Objects.requireNonNull(request.read(Identity.FIELD).first());
    }

    private static void bob(BorderBench bench, SipRequest request, int status) {
        bench.core.receive(
                CoreBench.udp("192.0.2.20", 5060),
                SipResponse.replyTo(request, status).toTag("b").build().toString());
    }
}
