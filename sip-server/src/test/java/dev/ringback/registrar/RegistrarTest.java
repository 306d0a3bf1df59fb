package dev.ringback.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.cause.Policy;
import dev.ringback.cause.Reply;
import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.MemoryLocation;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrarTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "localhost");
    private static final Flow FLOW = Requests.flow(Transport.TCP, 40_000);
    private static final Instant WALL = Instant.parse("2026-03-01T09:05:07Z");
    private static final String PHONE = "Contact: <sip:alice@127.0.0.1:5070>";
    private static final String LAPTOP = "Contact: <sip:alice@127.0.0.1:5080>";

    private final MemoryLocation location = new MemoryLocation();
    private final PromptRegistrar registrar =
            new PromptRegistrar(
                    location,
                    new RegistrarSettings(
                            new Lifetimes(
                                    Duration.ofSeconds(60),
                                    Duration.ofSeconds(1800),
                                    Duration.ofSeconds(3600)),
                            3),
                    _ -> false,
                    () -> "to-tag");
    private long now = 1_000;
    private int sequence;
    private Cause last = new Cause.Cancelled();

    @Test
    void addsABindingAndListsItWithItsLifetime() {
        SipResponse response = register(PHONE, "Expires: 120");
        assertThat(response.status()).isEqualTo(200);
        assertThat(contacts(response)).containsExactly("<sip:alice@127.0.0.1:5070>;expires=120");
        assertThat(response.value(HeaderName.DATE)).isEqualTo("Sun, 01 Mar 2026 09:05:07 GMT");
        assertThat(response.to().tag()).isEqualTo("to-tag");
    }

    @Test
    void remembersTheFlowAndTheRequest() {
        register(PHONE);
        Binding binding = location.bindings(ALICE, now).getFirst();
        assertThat(binding.registration().flow()).isEqualTo(FLOW);
        assertThat(binding.registration().callId()).isEqualTo("phone");
        assertThat(binding.registration().cseq()).isEqualTo(sequence);
    }

    @Test
    void withoutContactItOnlyTellsTheBindings() {
        assertThat(contacts(register())).isEmpty();
        register(PHONE, "Expires: 120");
        now += Duration.ofSeconds(20).toNanos();
        assertThat(contacts(register("Expires: 0")))
                .containsExactly("<sip:alice@127.0.0.1:5070>;expires=100");
    }

    @Test
    void aRefreshKeepsOneBinding() {
        register(PHONE, "Expires: 120");
        now += Duration.ofSeconds(100).toNanos();
        assertThat(contacts(register(PHONE, "Expires: 120")))
                .containsExactly("<sip:alice@127.0.0.1:5070>;expires=120");
        assertThat(location.size()).isEqualTo(1);
    }

    @Test
    void aRefreshFindsTheContactByUriComparison() {
        register("Contact: <sip:alice@HOST.example:5070;transport=tcp>");
        SipResponse response =
                register("Contact: <sip:%61lice@host.EXAMPLE:5070;Transport=TCP>;expires=90");
        assertThat(contacts(response)).hasSize(1);
        assertThat(contacts(response).getFirst()).endsWith(";expires=90");
    }

    @Test
    void aBindingExpires() {
        register(PHONE, "Expires: 60");
        now += Duration.ofSeconds(60).toNanos();
        assertThat(contacts(register())).isEmpty();
    }

    @Test
    void expiresZeroRemovesThatContact() {
        register(PHONE);
        register(LAPTOP);
        SipResponse response = register(PHONE + ";expires=0");
        assertThat(contacts(response)).containsExactly("<sip:alice@127.0.0.1:5080>;expires=1800");
    }

    @Test
    void removingWhatIsNotThereSucceeds() {
        SipResponse response = register(PHONE, "Expires: 0");
        assertThat(response.status()).isEqualTo(200);
        assertThat(contacts(response)).isEmpty();
        assertThat(location.size()).isZero();
    }

    @Test
    void theContactsOwnExpiryGoesBeforeTheHeadersAndThatBeforeTheDefault() {
        assertThat(contacts(register(PHONE + ";expires=70", LAPTOP, "Expires: 80")))
                .containsExactly(
                        "<sip:alice@127.0.0.1:5070>;expires=70",
                        "<sip:alice@127.0.0.1:5080>;expires=80");
        assertThat(contacts(register(PHONE)).getFirst()).endsWith(";expires=1800");
    }

    @Test
    void malformedExpiriesCountAsAnHour() {
        assertThat(contacts(register(PHONE + ";expires=soon")).getFirst()).endsWith("=3600");
        assertThat(contacts(register(PHONE, "Expires: Sat, 1 Jan 2028")).getFirst())
                .endsWith("=3600");
    }

    @Test
    void longExpiriesAreCutToTheMaximum() {
        assertThat(contacts(register(PHONE, "Expires: 7200")).getFirst()).endsWith("=3600");
        assertThat(contacts(register(PHONE, "Expires: 99999999999999999999")).getFirst())
                .endsWith("=3600");
    }

    @Test
    void tooBriefIsRefusedWithTheMinimumAndChangesNothing() {
        SipResponse response = register(LAPTOP, PHONE + ";expires=59");
        assertThat(response.status()).isEqualTo(423);
        assertThat(response.value(HeaderName.MIN_EXPIRES)).isEqualTo("60");
        assertThat(location.size()).isZero();
        assertThat(register(PHONE + ";expires=60").status()).isEqualTo(200);
    }

    @Test
    void anHourIsNeverTooBrief() {
        Duration day = Duration.ofDays(1);
        PromptRegistrar slow =
                new PromptRegistrar(
                        location,
                        new RegistrarSettings(new Lifetimes(day, day, day), 3),
                        _ -> false,
                        () -> "t");
        SipRequest hour = request("phone", 1, PHONE, "Expires: 3600");
        assertThat(slow.register(hour, FLOW, ALICE, now, WALL).response().status()).isEqualTo(200);
        SipRequest less = request("phone", 2, PHONE, "Expires: 3599");
        assertThat(slow.register(less, FLOW, ALICE, now, WALL).response().status()).isEqualTo(423);
    }

    @Test
    void starRemovesAllBindings() {
        register(PHONE);
        register(LAPTOP);
        SipResponse response = register("Contact: *", "Expires: 0");
        assertThat(response.status()).isEqualTo(200);
        assertThat(contacts(response)).isEmpty();
        assertThat(location.size()).isZero();
    }

    @Test
    void starMustStandAloneAndWithExpiresZero() {
        register(PHONE);
        for (String[] headers :
                List.of(
                        new String[] {"Contact: *"},
                        new String[] {"Contact: *", "Expires: 60"},
                        new String[] {"Contact: *", "Expires: none"},
                        new String[] {"Contact: *", LAPTOP, "Expires: 0"},
                        new String[] {LAPTOP + ";expires=0", "Contact: *", "Expires: 0"},
                        new String[] {"Contact: *", "Contact: *", "Expires: 0"})) {
            SipResponse response = register(headers);
            assertThat(response.status()).as(String.join(" | ", headers)).isEqualTo(400);
        }
        assertThat(location.size()).isEqualTo(1);
    }

    @Test
    void starOfAnOldRequestOfTheSameClientChangesNothing() {
        register(PHONE);
        SipResponse response = register("phone", sequence, "Contact: *", "Expires: 0");
        assertThat(response.status()).isEqualTo(500);
        assertThat(location.size()).isEqualTo(1);
        assertThat(register("other", 1, "Contact: *", "Expires: 0").status()).isEqualTo(200);
        assertThat(location.size()).isZero();
    }

    @Test
    void aLowerOrEqualCseqOfTheSameCallIdAbortsTheWholeUpdate() {
        register("phone", 5, PHONE, "Expires: 120");
        for (int old : new int[] {4, 5}) {
            SipResponse response = register("phone", old, LAPTOP, PHONE + ";expires=0");
            assertThat(response.status()).isEqualTo(500);
        }
        assertThat(contacts(register())).containsExactly("<sip:alice@127.0.0.1:5070>;expires=120");
    }

    @Test
    void anotherCallIdReplacesWhateverItsCseq() {
        register("phone", 5, PHONE, "Expires: 120");
        assertThat(register("rebooted", 1, PHONE, "Expires: 90").status()).isEqualTo(200);
        assertThat(register("phone", 4, PHONE, "Expires: 100").status()).isEqualTo(200);
        assertThat(location.size()).isEqualTo(1);
    }

    @Test
    void theSameContactTwiceInOneRequestIsOneBinding() {
        SipResponse response = register(PHONE + ";expires=70", PHONE + ";expires=80");
        assertThat(contacts(response)).containsExactly("<sip:alice@127.0.0.1:5070>;expires=80");
    }

    @Test
    void preferencesAndForeignParametersAreKept() {
        SipResponse response =
                register(
                        "Contact: \"Desk\" <sip:alice@127.0.0.1:5070>;q=0.500"
                                + ";+sip.instance=\"<urn:uuid:1>\";expires=60",
                        LAPTOP + ";q=1",
                        "Contact: <sip:alice@127.0.0.1:5090>;q=0.007");
        assertThat(contacts(response))
                .containsExactly(
                        "<sip:alice@127.0.0.1:5070>;+sip.instance=\"<urn:uuid:1>\""
                                + ";q=0.5;expires=60",
                        "<sip:alice@127.0.0.1:5080>;q=1;expires=1800",
                        "<sip:alice@127.0.0.1:5090>;q=0.007;expires=1800");
        assertThat(location.bindings(ALICE, now))
                .extracting(Binding::q)
                .containsExactly(500, 1000, 7);
    }

    @Test
    void malformedPreferencesAndContactsAreRefusedWhole() {
        for (String contact :
                List.of(
                        PHONE + ";q=2",
                        PHONE + ";q=high",
                        PHONE + ";q=",
                        "Contact: <sip:>",
                        "Contact: <sip:alice@127.0.0.1:99999>",
                        "Contact: sip:alice@[::1")) {
            assertThat(register(LAPTOP, contact).status()).as(contact).isEqualTo(400);
        }
        assertThat(location.size()).isZero();
    }

    @Test
    void tooManyContactsAreRefusedButRefreshesAreNot() {
        register(PHONE, LAPTOP, "Contact: <sip:alice@127.0.0.1:5090>");
        SipResponse response = register("Contact: <sip:alice@127.0.0.1:5091>");
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.reason()).isEqualTo("Too Many Contacts");
        assertThat(location.size()).isEqualTo(3);
        assertThat(register(PHONE).status()).isEqualTo(200);
        assertThat(register(PHONE + ";expires=0", "Contact: <sip:alice@127.0.0.1:5091>").status())
                .isEqualTo(200);
    }

    @Test
    void unknownExtensionsAreNamed() {
        SipResponse response = register(PHONE, "Require: timer, outbound", "Require: x");
        assertThat(response.status()).isEqualTo(420);
        assertThat(response.value(HeaderName.UNSUPPORTED)).isEqualTo("timer, x");
        assertThat(last).isEqualTo(new Cause.CheckFailed(Check.REQUIRE, "timer, x"));
        assertThat(location.size()).isZero();
    }

    @Test
    void eachRefusalHasItsCause() {
        register("phone", 9, PHONE);
        assertThat(causeOf("phone", 8, PHONE))
                .isEqualTo(new Cause.CheckFailed(Check.ORDER, "CSeq"));
        assertThat(causeOf("a", 1, LAPTOP, "Expires: 1"))
                .isEqualTo(new Cause.CheckFailed(Check.INTERVAL, "Expires"));
        assertThat(causeOf("a", 1, "Contact: *", LAPTOP, "Expires: 0"))
                .isEqualTo(new Cause.CheckFailed(Check.CONTACT, "*"));
        assertThat(causeOf("a", 1, "Contact: <sip:>"))
                .isEqualTo(new Cause.CheckFailed(Check.CONTACT, "Contact"));
        assertThat(causeOf("a", 1, LAPTOP + ";q=9"))
                .isEqualTo(new Cause.CheckFailed(Check.CONTACT, "q"));
        assertThat(causeOf("a", 1, "Contact: <sip:1@h>, <sip:2@h>, <sip:3@h>"))
                .isEqualTo(new Cause.Denied(Policy.MOST_CONTACTS));
        assertThat(causeOf("a", 1, LAPTOP)).isEqualTo(new Cause.Served(Element.REGISTRAR));
    }

    @Test
    void starWithOthersIsABadRequestBeforeAnyLifetimeIsTooBrief() {
        assertThat(register(PHONE + ";expires=5", "Contact: *", "Expires: 0").status())
                .as("step 6 comes before step 7")
                .isEqualTo(400);
    }

    @Test
    void aBindingTakesSoMuchMemoryAndNoMore() {
        String name = "a".repeat(4000);
        assertThat(register("Contact: <sip:" + name + "@127.0.0.1>").status()).isEqualTo(200);
        SipResponse response = register(PHONE, "Contact: <sip:" + name + name + "@127.0.0.1>");
        assertThat(response.status()).isEqualTo(403);
        assertThat(last).isEqualTo(new Cause.Denied(Policy.BINDING_SIZE));
        assertThat(location.size()).isEqualTo(1);
        assertThat(register("x".repeat(4096), 1, PHONE).status())
                .as("what is kept of the request counts too")
                .isEqualTo(403);
    }

    @Test
    void aBodyIsRefusedUnlessItIsOptional() {
        SipResponse refused = registerWithBody(PHONE);
        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.value(HeaderName.ACCEPT)).as("nothing is accepted").isEmpty();
        assertThat(last).isEqualTo(new Cause.CheckFailed(Check.CONTENT, "Content-Type"));
        SipResponse packed = registerWithBody(PHONE, "Content-Encoding: gzip");
        assertThat(packed.status()).isEqualTo(415);
        assertThat(packed.value(HeaderName.ACCEPT_ENCODING)).isEqualTo("identity");
        assertThat(location.size()).isZero();
        String optional = "Content-Disposition: render;handling=optional";
        assertThat(registerWithBody(PHONE, optional).status()).isEqualTo(200);
    }

    @Test
    void hundredsOfContactsAreRefusedWhateverBecomesOfThem() {
        String[] contacts = new String[8];
        for (int i = 0; i < contacts.length; i++) {
            contacts[i] = "Contact: <sip:a@host>;expires=0" + ",<sip:a@host>;expires=0".repeat(31);
        }
        assertThat(register(contacts).status()).isEqualTo(200);
        contacts[0] += ",<sip:a@host>;expires=0";
        SipResponse response = register(contacts);
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.reason()).isEqualTo("Too Many Contacts");
    }

    @Test
    void recordRouteIsIgnored() {
        SipResponse response = register(PHONE, "Record-Route: <sip:127.0.0.1;lr>");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.has(HeaderName.RECORD_ROUTE)).isFalse();
    }

    @Test
    void limitsThatContradictEachOtherAreABug() {
        Duration minute = Duration.ofMinutes(1);
        Duration hour = Duration.ofHours(1);
        assertThatThrownBy(() -> new Lifetimes(hour, minute, hour))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Lifetimes(minute, hour, minute))
                .isInstanceOf(IllegalArgumentException.class);
        Lifetimes lifetimes = new Lifetimes(minute, hour, hour);
        assertThatThrownBy(() -> new RegistrarSettings(lifetimes, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private SipResponse register(String... headers) {
        return register("phone", ++sequence, headers);
    }

    private SipResponse register(String callId, int cseq, String... headers) {
        return answer(request(callId, cseq, headers));
    }

    private SipResponse answer(SipRequest request) {
        Reply refusal = registrar.check(request);
        Reply reply =
                refusal == null ? registrar.register(request, FLOW, ALICE, now, WALL) : refusal;
        last = reply.cause();
        return reply.response();
    }

    private SipResponse registerWithBody(String... headers) {
        SipRequest request = request("body", ++sequence, headers);
        return answer(
                request.edit().body("application/pidf+xml", new byte[] {'<', '/', '>'}).build());
    }

    private Cause causeOf(String callId, int cseq, String... headers) {
        register(callId, cseq, headers);
        return last;
    }

    private static SipRequest request(String callId, int cseq, String... headers) {
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.add("Call-ID: " + callId);
        lines.add("CSeq: " + cseq + " REGISTER");
        return Requests.of("REGISTER sip:localhost", lines.toArray(String[]::new));
    }

    private static List<String> contacts(SipResponse response) {
        return response.values(HeaderName.CONTACT);
    }
}
