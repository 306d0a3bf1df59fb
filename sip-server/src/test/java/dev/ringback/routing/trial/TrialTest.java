package dev.ringback.routing.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.routing.Route;
import dev.ringback.routing.RoutingRequest;
import dev.ringback.stack.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialTest {
    @Test
    void whatIsNotSaidIsUsual() {
        RoutingRequest request = Trial.request("INVITE sip:bob@example.com").toRouting();
        assertThat(request.method()).isEqualTo("INVITE");
        assertThat(request.user()).isEqualTo("bob");
        assertThat(request.domain()).isEqualTo("example.com");
        assertThat(request.sender()).isNull();
        assertThat(request.registered()).isFalse();
        assertThat(request.source().transport()).isEqualTo(Transport.UDP);
        assertThat(request.message().maxForwards()).isEqualTo(70);
    }

    @Test
    void everythingThatIsSaidIsSeen() {
        RoutingRequest request =
                Trial.request("message", "sip:bob@example.com")
                        .from("sip:alice@example.com")
                        .source("192.0.2.7:5070")
                        .transport(Transport.TCP)
                        .header("Max-Forwards", "3")
                        .header("X-Tenant", "a")
                        .header("X-Tenant", "b")
                        .authenticatedAs("alice")
                        .registered("bob")
                        .registered("carol@example.org")
                        .toRouting();
        assertThat(request.method()).isEqualTo("MESSAGE");
        assertThat(request.message().from().uri()).hasToString("sip:alice@example.com");
        assertThat(request.source().address().getHostAddress()).isEqualTo("192.0.2.7");
        assertThat(request.source().port()).isEqualTo(5070);
        assertThat(request.message().topVia().toString()).startsWith("SIP/2.0/TCP 192.0.2.7:5070");
        assertThat(request.message().maxForwards()).isEqualTo(3);
        assertThat(request.headers("X-Tenant")).containsExactly("a", "b");
        assertThat(request.sender()).isEqualTo(new AddressOfRecord("alice", "example.com"));
        assertThat(request.registered()).isTrue();
        assertThat(request.registered("carol@example.org")).isTrue();
        assertThat(request.registered("carol")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,192.0.2.7,5060",
        "192.0.2.7:9,192.0.2.7,9",
        "2001:db8::7,2001:db8:0:0:0:0:0:7,5060",
        "[2001:db8::7],2001:db8:0:0:0:0:0:7,5060",
        "[2001:db8::7]:65535,2001:db8:0:0:0:0:0:7,65535"
    })
    void sourceIsAnAddressWithOrWithoutPort(String text, String address, int port) {
        Trial trial = Trial.request("OPTIONS sip:bob@example.com").source(text);
        assertThat(trial.source().address().getHostAddress()).isEqualTo(address);
        assertThat(trial.source().port()).isEqualTo(port);
        assertThat(trial.message().has(HeaderName.VIA)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "192.0.2",
                "192.0.2.7:0",
                "192.0.2.7:65536",
                "[::1",
                "x:1"
            })
    void sourceThatIsNoAddressIsRefused(String text) {
        Trial trial = Trial.request("OPTIONS sip:bob@example.com");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.source(text))
                .withMessage(
                        "'"
                                + text
                                + "' is no address: write it like 192.0.2.7 or"
                                + " [2001:db8::7]:5070");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INVITE",
                "INVITE sip:bob@example.com SIP/2.0",
                "",
                "INVITE bob",
                "(x) sip:a@b"
            })
    void lineThatIsNoRequestIsRefused(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trial.request(line))
                .withMessageStartingWith("'");
    }

    @Test
    void foreignDomainIsNotOurs() {
        Trial trial = Trial.request("INVITE sip:bob@example.net").domains("example.com");
        assertThat(trial.toRouting().domain()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.authenticatedAs("alice").toRouting())
                .withMessage("'alice' needs a domain, the Request-URI names none of ours");
    }

    @Test
    void routesAreAsked() {
        Trial trial = Trial.request("INVITE sip:bob@example.com");
        assertThat(trial.route(request -> Route.reply(486))).isEqualTo(Route.reply(486));
        assertThat(trial.route(request -> null)).isNull();
    }
}
