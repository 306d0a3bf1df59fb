package dev.ringback.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Reply;
import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.MemoryLocation;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// RFC 3327 at the registrar, and RFC 3608.
class RegistrarPathTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "localhost");
    private static final String PHONE = "Contact: <sip:alice@127.0.0.1:5070>";
    private static final String PATH = "Path: <sip:p3.example;lr>,<sip:p1.example;lr>;x=\"y\"";
    private static final String SUPPORTED = "Supported: timer, PATH";

    private final MemoryLocation location = new MemoryLocation();
    private PromptRegistrar registrar = registrar(PathRule.SUPPORTED);
    private int sequence;

    @Test
    void aPathIsStoredWithTheBindingInItsOrderAndReturnedAsItCame() {
        SipResponse response = register(PHONE, PATH, "Path: <sip:p0.example;lr>", SUPPORTED);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.values(HeaderName.PATH))
                .containsExactly(
                        "<sip:p3.example;lr>,<sip:p1.example;lr>;x=\"y\"", "<sip:p0.example;lr>");
        assertThat(stored())
                .containsExactly(
                        "<sip:p3.example;lr>",
                        "<sip:p1.example;lr>;x=\"y\"",
                        "<sip:p0.example;lr>");
    }

    @Test
    void aRefreshBringsItsOwnPath() {
        register(PHONE, PATH, SUPPORTED);
        register(PHONE, "Path: <sip:other.example;lr>", SUPPORTED);
        assertThat(stored()).containsExactly("<sip:other.example;lr>");
        assertThat(register(PHONE, SUPPORTED).has(HeaderName.PATH)).isFalse();
        assertThat(stored()).isEmpty();
    }

    @Test
    void aPathThatTheClientKnowsNothingOfIsABadExtension() {
        Reply reply = reply(PHONE, PATH, "Supported: timer");
        assertThat(reply.response().status()).isEqualTo(420);
        assertThat(reply.response().value(HeaderName.UNSUPPORTED)).isEqualTo("path");
        assertThat(reply.cause()).isEqualTo(new Cause.CheckFailed(Check.PATH, "path"));
        assertThat(location.size()).isZero();
        registrar = registrar(PathRule.ALWAYS);
        assertThat(register(PHONE, PATH).status()).isEqualTo(200);
        assertThat(stored()).hasSize(2);
    }

    @Test
    void aRegistrarMayInsistThatClientsSupportPath() {
        assertThat(register(PHONE).status()).isEqualTo(200);
        registrar = registrar(PathRule.REQUIRED);
        Reply reply = reply(PHONE);
        assertThat(reply.response().status()).isEqualTo(421);
        assertThat(reply.response().value(HeaderName.REQUIRE)).isEqualTo("path");
        assertThat(reply.cause()).isEqualTo(new Cause.CheckFailed(Check.EXTENSION, "path"));
        assertThat(register(PHONE, SUPPORTED).status()).isEqualTo(200);
    }

    @Test
    void aProxyMayRequireThatTheRegistrarKnowsPath() {
        SipResponse response = register(PHONE, PATH, SUPPORTED, "Require: path");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.value(HeaderName.SUPPORTED)).isEqualTo("path, outbound");
        SipResponse refused = register(PHONE, SUPPORTED, "Require: path, timer");
        assertThat(refused.status()).isEqualTo(420);
        assertThat(refused.value(HeaderName.UNSUPPORTED)).isEqualTo("timer");
    }

    @Test
    void aPathThatCannotBeFollowedIsRefused() {
        for (String path :
                List.of(
                        "Path: nonsense",
                        "Path: <tel:+1234>",
                        "Path: <sip:p1.example;lr?Route=%3Csip:x%3E>",
                        "Path: <sip:p1.example;lr>, <sip:>")) {
            Reply reply = reply(PHONE, path, SUPPORTED);
            assertThat(reply.response().status()).as(path).isEqualTo(400);
            assertThat(reply.cause()).isEqualTo(new Cause.CheckFailed(Check.PATH, "Path"));
        }
        assertThat(location.size()).isZero();
    }

    @Test
    void ourselvesAtTheBeginningAreLeftOutOfTheRoute() {
        SipResponse response =
                register(
                        PHONE,
                        "Path: <sip:us.example;lr>, <sip:us.example:5060;lr>, <sip:p1.example;lr>",
                        "Path: <sip:us.example;lr>",
                        SUPPORTED);
        assertThat(response.values(HeaderName.PATH)).hasSize(2);
        assertThat(stored())
                .as("later on we may be wanted a second time")
                .containsExactly("<sip:p1.example;lr>", "<sip:us.example;lr>");
    }

    @Test
    void aLongPathIsRefused() {
        List<String> lines = new ArrayList<>(List.of(PHONE, SUPPORTED));
        for (int i = 0; i < 100; i++) {
            lines.add("Path: <sip:proxy-number-" + i + ".of.many.example;lr;token=0123456789>");
        }
        assertThat(register(lines.toArray(String[]::new)).status()).isEqualTo(403);
        assertThat(location.size()).isZero();
    }

    @Test
    void everySuccessHasTheServiceRouteInItsOrderAndNothingElseHasIt() {
        assertThat(register(PHONE).values(HeaderName.SERVICE_ROUTE))
                .containsExactly("<sip:edge.example;lr>", "<sip:home.example:5080;lr>");
        assertThat(register().values(HeaderName.SERVICE_ROUTE)).hasSize(2);
        assertThat(register(PHONE, "Expires: 1").has(HeaderName.SERVICE_ROUTE)).isFalse();
        assertThat(register(PHONE, PATH).has(HeaderName.SERVICE_ROUTE)).isFalse();
    }

    private SipResponse register(String... headers) {
        return reply(headers).response();
    }

    private Reply reply(String... headers) {
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.add("CSeq: " + ++sequence + " REGISTER");
        SipRequest request = Requests.of("REGISTER sip:localhost", lines.toArray(String[]::new));
        Reply refusal = registrar.check(request);
        return refusal == null
                ? registrar.register(
                        request, Requests.flow(Transport.UDP, 5070), ALICE, 1_000, Instant.EPOCH)
                : refusal;
    }

    private List<String> stored() {
        return location.bindings(ALICE, 1_000).getFirst().registration().path().stream()
                .map(NameAddress::toString)
                .toList();
    }

    private PromptRegistrar registrar(PathRule rule) {
        Duration hour = Duration.ofHours(1);
        RegistrarSettings settings =
                new RegistrarSettings(
                        new Lifetimes(Duration.ofMinutes(1), hour, hour),
                        10,
                        4096,
                        rule,
                        List.of(
                                address("<sip:edge.example;lr>"),
                                address("<sip:home.example:5080;lr>")));
        return new PromptRegistrar(
                location, settings, uri -> uri.toString().contains("us.example"), () -> "tag");
    }

    private static NameAddress address(String text) {
        return Objects.requireNonNull(NameAddress.parse(text));
    }
}
