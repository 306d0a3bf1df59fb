package dev.ringback.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.routing.Onward;
import dev.ringback.routing.Route;
import dev.ringback.routing.trial.Trial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final Route VOICEMAIL = Route.lookup("voicemail@example.com");

    @Test
    void extensionRingsItsUser() {
        assertThat(route("INVITE sip:102@example.com"))
                .isEqualTo(withVoicemail(Route.lookup("bob@example.com")));
    }

    @Test
    void unknownExtensionDoesNotExist() {
        assertThat(route("INVITE sip:999@example.com"))
                .isEqualTo(Route.reply(404, "No Such Extension"));
    }

    @Test
    void nameRingsItsUserAndThenTheMailbox() {
        assertThat(route("INVITE sip:bob@example.com")).isEqualTo(withVoicemail(Route.lookup()));
    }

    @Test
    void onlyTheSecretaryReachesTheBoss() {
        Trial toBoss = Trial.request("INVITE sip:boss@example.com");
        assertThat(toBoss.route(new Routes()))
                .isEqualTo(Route.lookup("secretary@example.com").header("Subject", "For the boss"));
        assertThat(toBoss.authenticatedAs("secretary").route(new Routes()))
                .isEqualTo(withVoicemail(Route.lookup()));
    }

    @Test
    void whoSaysToBeTheSecretaryHasToProveIt() {
        assertThat(
                        Trial.request("INVITE sip:boss@example.com")
                                .from("sip:secretary@example.com")
                                .route(new Routes()))
                .isEqualTo(Route.lookup("secretary@example.com").header("Subject", "For the boss"));
    }

    @Test
    void callsAbroadNeedProof() {
        Trial abroad = Trial.request("INVITE sip:0044123456789@example.com");
        assertThat(abroad.route(new Routes())).isEqualTo(Route.challenge());
        assertThat(abroad.authenticatedAs("alice").route(new Routes()))
                .isEqualTo(
                        Route.forward("sip:0044123456789@gateway.example.net")
                                .header("X-Line", "1"));
    }

    @Test
    void otherMethodsTakeTheirDefaultWay() {
        assertThat(route("MESSAGE sip:102@example.com")).isNull();
    }

    private static @Nullable Route route(String line) {
        return Trial.request(line).route(new Routes());
    }

    private static Route withVoicemail(Onward route) {
        return route.ring(Duration.ofSeconds(20)).then(486, VOICEMAIL).then(408, VOICEMAIL);
    }
}
