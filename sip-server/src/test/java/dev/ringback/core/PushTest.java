package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.admission.Admission;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Store;
import dev.ringback.fixture.LaterLocation;
import dev.ringback.flow.FlowLoss;
import dev.ringback.flow.FlowPhone;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.location.Registration;
import dev.ringback.message.SipResponse;
import dev.ringback.push.PushAddress;
import dev.ringback.push.PushService;
import dev.ringback.push.PushSettings;
import dev.ringback.registrar.RegistrarSettings;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Phones that sleep, RFC 8599 §5.
class PushTest {
    private static final String PHONE =
            "<sip:c@p.invalid;transport=ws;pn-provider=fcm;pn-param=app;pn-prid=00fc13ad>";

    private static final AddressOfRecord CAROL = new AddressOfRecord("carol", "example.com");

    private final Waker waker = new Waker();
    private CoreBench bench = new CoreBench(settings(), Admission::open);
    private int sequence;

    @Test
    void aPhoneHearsThatItWillBeWoken() {
        SipResponse ok = register(1, PHONE);
        assertThat(ok.values(HeaderName.FEATURE_CAPS)).containsExactly("*;+sip.pns=\"fcm\"");
        SipResponse byItself = register(1, PHONE + ";+sip.pnsreg");
        assertThat(byItself.value(HeaderName.FEATURE_CAPS))
                .isEqualTo("*;+sip.pns=\"fcm\";+sip.pnsreg=\"121\"");
        SipResponse shouting = register(1, PHONE.replace("fcm", "FCM"));
        assertThat(shouting.values(HeaderName.FEATURE_CAPS)).containsExactly("*;+sip.pns=\"fcm\"");
    }

    @Test
    void aPhoneMayAskWhichServicesThereAre() {
        SipResponse all = register(1, "<sip:c@p.invalid;pn-provider>");
        assertThat(all.values(HeaderName.FEATURE_CAPS))
                .containsExactly("*;+sip.pns=\"fcm\"", "*;+sip.pns=\"apns\"");
    }

    @Test
    void aServiceThatNobodyReachesIs555() {
        String contact = "<sip:c@p.invalid;pn-provider=acme;pn-prid=1>";
        SipResponse refused = register(1, contact);
        assertThat(refused.status()).isEqualTo(555);
        assertThat(refused.reason()).isEqualTo("Push Notification Service Not Supported");
        SipResponse through = register(1, contact, "Feature-Caps: *;+sip.pns=\"acme\"");
        assertThat(through.status()).isEqualTo(200);
    }

    @Test
    void aPhoneOnItsConnectionIsNotWoken() {
        register(1, PHONE);
        bench.invite("carol");
        assertThat(bench.lastSend().to()).isEqualTo(flow(1));
        assertThat(waker.woken).isEmpty();
    }

    @Test
    void aCallToASleepingPhoneWaitsForItsRegister() {
        sleeping();
        assertThat(waker.woken).containsExactly(new PushAddress("fcm", "app", "00fc13ad"));
        assertThat(bench.forwarded("INVITE")).isEmpty();

        register(2, PHONE);
        runLater();
        assertThat(bench.forwarded("INVITE")).hasSize(1);
        assertThat(bench.lastSend().to()).isEqualTo(flow(2));
    }

    @Test
    void aPhoneThatDoesNotWakeIs480AfterAWhile() {
        sleeping();
        bench.pass(Duration.ofSeconds(9));
        assertThat(bench.statuses()).doesNotContain(480);
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.lastResponse().status()).isEqualTo(480);
    }

    @Test
    void aMessageThatHasNoTimeLeftBeforeThePhoneWakesIsToldWithItsCause() {
        bench = new CoreBench(settings(Duration.ofMinutes(1)), Admission::open);
        register(1, PHONE);
        bench.handle(new Input.FlowClosed(flow(1), "closed by peer"));
        bench.receive(CoreBench.CALLER, CoreBench.text("MESSAGE", "sip:carol@example.com", "1"));
        runLater();
        bench.pass(Duration.ofSeconds(33));
        Cause asleep =
                new Cause.StoreAnswered(Store.LOCATION, Finding.LOST_FLOW, "carol@example.com");
        assertThat(bench.leftUnanswered()).containsExactly(asleep);
    }

    @Test
    void anotherPhoneThatRegistersIsNotTheOneThatWasWoken() {
        sleeping();
        for (String other : List.of("pn-param=app;pn-prid=ffff", "pn-prid=00fc13ad")) {
            register(2, "<sip:c@p.invalid;transport=ws;pn-provider=fcm;" + other + ">");
            runLater();
        }
        assertThat(bench.forwarded("INVITE")).isEmpty();
        register(3, PHONE.replace("sip:c@p.invalid", "sip:moved@q.invalid"));
        runLater();
        assertThat(bench.forwarded("INVITE")).isNotEmpty();
    }

    @Test
    void aPhoneIsWokenTwoMinutesBeforeItsBindingEnds() {
        register(1, PHONE);
        bench.pass(Duration.ofSeconds(3600 - 121));
        runLater();
        assertThat(waker.woken).isEmpty();
        bench.pass(Duration.ofSeconds(2));
        runLater();
        assertThat(waker.woken).containsExactly(new PushAddress("fcm", "app", "00fc13ad"));
    }

    @Test
    void aPhoneThatRefreshesInTimeOrLeavesIsNotWoken() {
        register(1, PHONE);
        bench.pass(Duration.ofMinutes(50));
        register(1, PHONE);
        bench.pass(Duration.ofMinutes(50));
        register(1, PHONE + ";expires=0");
        bench.pass(Duration.ofHours(2));
        runLater();
        assertThat(waker.woken).isEmpty();
        assertThat(bench.stack.timerCount()).isZero();
    }

    @Test
    void soIsOneWhoseBindingIsKeptByAnotherClock() {
        LaterLocation far = new LaterLocation();
        far.drift = 1_000_000;
        bench = new CoreBench(settings(), far);
        register(1, PHONE);
        bench.pass(Duration.ofMinutes(58));
        assertThat(waker.woken).isEmpty();
        bench.pass(Duration.ofSeconds(1));
        runLater();
        runLater();
        assertThat(waker.woken).hasSize(1);
        waker.woken.clear();
        register(1, PHONE);
        far.memory.update(
                CAROL, bench.now(), old -> List.of(refreshed(old.getFirst(), flow(2), 9)));
        bench.pass(Duration.ofMinutes(59));
        runLater();
        runLater();
        assertThat(waker.woken).as("it has registered at another server").isEmpty();
    }

    @Test
    void aCallToASleepingPhoneGoesOnOnceItHasRegisteredAtAnotherServer() {
        LaterLocation far = new LaterLocation();
        bench = new CoreBench(settings(), far);
        sleeping();
        bench.pass(Duration.ofSeconds(3));
        runLater();
        assertThat(bench.forwarded("INVITE")).isEmpty();
        assertThat(waker.waiting).isNotEmpty();
        far.memory.update(
                CAROL, bench.now(), old -> List.of(refreshed(old.getFirst(), flow(2), 9)));
        bench.pass(Duration.ofSeconds(1));
        for (int step = 0; step < 3; step++) {
            runLater();
        }
        assertThat(bench.forwarded("INVITE")).hasSize(1);
        int asked = far.questions;
        bench.pass(Duration.ofSeconds(5));
        assertThat(far.questions).as("nobody waits any more").isEqualTo(asked);
    }

    private static Binding refreshed(Binding old, Flow flow, long cseq) {
        return new Binding(
                        old.contact(),
                        old.parameters(),
                        old.q(),
                        old.expiresAt() + Duration.ofHours(1).toNanos(),
                        new Registration("r", cseq, flow))
                .reachedByFlow(FlowLoss.UNAVAILABLE);
    }

    @Test
    void aWebhookThatFailsIs480AtOnce() {
        sleeping();
        waker.waiting.values().forEach(back -> back.accept(new Lookup.Found<>(false)));
        runLater();
        assertThat(bench.lastResponse().status()).isEqualTo(480);
    }

    @Test
    void aCallerThatGivesUpMeanwhileIsToldSo() {
        sleeping();
        bench.receive(CoreBench.CALLER, CoreBench.text("CANCEL", "sip:carol@example.com", "1"));
        assertThat(bench.lastResponse().status()).isEqualTo(487);
        register(2, PHONE);
        runLater();
        assertThat(bench.forwarded("INVITE")).isEmpty();
    }

    /// A phone registers, its connection ends, and it is called.
    private void sleeping() {
        register(1, PHONE);
        bench.handle(new Input.FlowClosed(flow(1), "closed by peer"));
        bench.invite("carol");
        runLater();
        runLater();
        bench.pass(Duration.ofMillis(300));
    }

    private void runLater() {
        List<Runnable> now = List.copyOf(bench.later);
        bench.later.clear();
        now.forEach(action -> bench.handle(new Input.Command(action)));
    }

    private SipResponse register(int number, String contact, String... lines) {
        sequence++;
        bench.receive(
                flow(number),
                "REGISTER sip:example.com SIP/2.0\r\nVia: SIP/2.0/WS w.invalid;branch=z9hG4bKp"
                        + sequence
                        + "\r\nMax-Forwards: 70\r\nFrom: <sip:carol@example.com>;tag=a"
                        + "\r\nTo: <sip:carol@example.com>\r\nCall-ID: r\r\nCSeq: "
                        + sequence
                        + " REGISTER\r\nContact: "
                        + contact
                        + "\r\n"
                        + String.join("", lines)
                        + (lines.length == 0 ? "" : "\r\n")
                        + "Content-Length: 0\r\n\r\n");
        runLater();
        runLater();
        return bench.lastResponse();
    }

    private static Flow flow(int number) {
        return FlowPhone.ws(number);
    }

    private ServerSettings settings() {
        return settings(Duration.ofSeconds(10));
    }

    private ServerSettings settings(Duration timeout) {
        ServerSettings usual = ServerSettings.defaults();
        RegistrarSettings registrar = usual.registrar();
        return new ServerSettings(
                usual.mode(),
                usual.directory(),
                new RegistrarSettings(
                        registrar.lifetimes(),
                        registrar.maxContacts(),
                        registrar.maxBinding(),
                        registrar.path(),
                        registrar.serviceRoute(),
                        new PushSettings(waker, timeout)),
                usual.echo(),
                usual.proxy(),
                usual.load());
    }

    /// Wakes nobody, and remembers who is waited for.
    private static final class Waker implements PushService {
        private final List<PushAddress> woken = new ArrayList<>();
        private final Map<PushAddress, Consumer<Lookup.Settled<Boolean>>> waiting = new HashMap<>();

        @Override
        public List<String> providers() {
            return List.of("fcm", "apns");
        }

        @Override
        public Lookup<Boolean> wake(AddressOfRecord aor, PushAddress phone) {
            return new Lookup.Pending<>(
                    back -> {
                        woken.add(phone);
                        waiting.put(phone, back);
                    });
        }

        @Override
        public void registered(AddressOfRecord aor, PushAddress phone) {
            Consumer<Lookup.Settled<Boolean>> back = waiting.remove(phone);
            if (back != null) {
                back.accept(new Lookup.Found<>(true));
            }
        }
    }
}
