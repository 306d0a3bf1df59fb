package dev.ringback.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.cause.Reply;
import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.location.Binding;
import dev.ringback.location.Registration;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Transport;
import dev.ringback.uri.Uri;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RedirectServerTest {
    private static final Cause WHY = new Cause.Served(Element.REDIRECT_SERVER);
    private static final SipRequest INVITE = Requests.of("INVITE sip:bob@example.com");
    private static final Alternative PHONE = place("sip:bob@192.0.2.7:5070");
    private static final Alternative DESK = new Alternative(uri("sips:bob@desk.example"), 500, 60);

    private final RedirectServer server = new RedirectServer(() -> "to-tag");

    @Test
    void placesThatWereFoundAreNoneOneOrSeveral() {
        assertThat(answer(Redirection.found(List.of())).status()).isEqualTo(404);
        assertThat(answer(Redirection.found(List.of(PHONE))).status()).isEqualTo(302);
        assertThat(answer(Redirection.found(List.of(PHONE, DESK))).status()).isEqualTo(300);
    }

    @Test
    void theContactsKeepTheirOrderPreferenceAndLifetime() {
        SipResponse response = answer(new Redirection.Choices(List.of(DESK, PHONE)));
        assertThat(response.status()).isEqualTo(300);
        assertThat(response.values(HeaderName.CONTACT))
                .containsExactly(
                        "<sips:bob@desk.example>;q=0.5;expires=60", "<sip:bob@192.0.2.7:5070>");
        assertThat(response.to().tag()).isEqualTo("to-tag");
        assertThat(response.callId()).isEqualTo(INVITE.callId());
    }

    @Test
    void aBindingIsOfferedForAsLongAsItLasts() {
        Registration registration = new Registration("call", 1, Requests.flow(Transport.UDP, 5070));
        long end = Duration.ofSeconds(100).toNanos();
        Binding binding =
                new Binding(uri("sip:bob@192.0.2.7"), Parameters.NONE, 700, end, registration);
        long now = Duration.ofSeconds(40).toNanos();
        SipResponse response =
                answer(new Redirection.Temporary(List.of(Alternative.of(binding, now))));
        assertThat(response.values(HeaderName.CONTACT))
                .containsExactly("<sip:bob@192.0.2.7>;q=0.7;expires=60");
    }

    @Test
    void eachKindHasItsCodeAndTheCauseOfItsCaller() {
        Reply moved = server.answer(INVITE, new Redirection.Permanent(List.of(PHONE)), WHY);
        assertThat(moved.response().status()).isEqualTo(301);
        assertThat(moved.cause()).isEqualTo(WHY);
        assertThat(answer(new Redirection.Temporary(List.of(PHONE))).status()).isEqualTo(302);
        assertThat(answer(new Redirection.Gone()).status()).isEqualTo(410);
        assertThat(answer(new Redirection.NotFound()).status()).isEqualTo(404);
    }

    @Test
    void anAlternativeServiceIsDescribedInTheBody() {
        SipResponse response = answer(new Redirection.Service("text/plain", "Write to bób"));
        assertThat(response.status()).isEqualTo(380);
        assertThat(response.value(HeaderName.CONTENT_TYPE)).isEqualTo("text/plain");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("Write to bób");
        assertThat(response.has(HeaderName.CONTACT)).isFalse();
    }

    @Test
    void aPlaceThatEqualsTheRequestUriIsLeftOut() {
        Alternative itself = place("sip:%62ob@EXAMPLE.com");
        SipResponse response = answer(new Redirection.Choices(List.of(itself, PHONE)));
        assertThat(response.values(HeaderName.CONTACT)).containsExactly(PHONE.toString());
        Alternative overTcp = place("sip:bob@example.com;transport=tcp");
        assertThat(answer(new Redirection.Temporary(List.of(overTcp))).status())
                .as("other transport parameters are another place")
                .isEqualTo(302);
    }

    @Test
    void aCallerIsNeverSentToWhereItCalledAlready() {
        Alternative itself = place("sip:bob@example.com");
        for (Redirection circle :
                List.of(
                        new Redirection.Choices(List.of(itself, itself)),
                        new Redirection.Permanent(List.of(itself)),
                        new Redirection.Temporary(List.of(itself)))) {
            Reply reply = server.answer(INVITE, circle, WHY);
            assertThat(reply.response().status()).as(circle.toString()).isEqualTo(404);
            assertThat(reply.response().has(HeaderName.CONTACT)).isFalse();
            assertThat(reply.cause())
                    .isEqualTo(new Cause.CheckFailed(Check.REDIRECTION, "Contact"));
        }
    }

    @Test
    void ambiguousUsersAreListedHiddenOrDenied() {
        List<Alternative> choices = List.of(place("sip:j.b@example.com"), PHONE);
        SipResponse listed = answer(new Redirection.Ambiguous(choices, Ambiguity.LIST));
        assertThat(listed.status()).isEqualTo(485);
        assertThat(listed.values(HeaderName.CONTACT))
                .containsExactly("<sip:j.b@example.com>", "<sip:bob@192.0.2.7:5070>");
        SipResponse hidden = answer(new Redirection.Ambiguous(choices, Ambiguity.HIDE));
        assertThat(hidden.status()).isEqualTo(485);
        assertThat(hidden.has(HeaderName.CONTACT)).isFalse();
        SipResponse denied = answer(new Redirection.Ambiguous(choices, Ambiguity.DENY));
        assertThat(denied.status()).isEqualTo(404);
        assertThat(denied.reason()).isEqualTo(answer(new Redirection.NotFound()).reason());
        assertThat(denied.has(HeaderName.CONTACT)).isFalse();
    }

    @Test
    void whatItDoesNotUnderstandIsIgnored() {
        SipRequest odd =
                Requests.of(
                        "DANCE sip:bob@example.com",
                        "Require: sec-agree, unheard-of",
                        "Proxy-Require: unheard-of",
                        "X-New: thing");
        Reply reply = server.answer(odd, new Redirection.Temporary(List.of(PHONE)), WHY);
        assertThat(reply.response().status()).isEqualTo(302);
        assertThat(reply.response().has(HeaderName.UNSUPPORTED)).isFalse();
    }

    @Test
    void placesMayBeOfAnyScheme() {
        SipResponse response =
                answer(new Redirection.Temporary(List.of(place("mailto:bob@example.com"))));
        assertThat(response.values(HeaderName.CONTACT)).containsExactly("<mailto:bob@example.com>");
    }

    private SipResponse answer(Redirection redirection) {
        return server.answer(INVITE, redirection, WHY).response();
    }

    private static Alternative place(String uri) {
        return Alternative.of(uri(uri));
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text), text);
    }
}
