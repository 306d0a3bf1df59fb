package dev.ringback.it.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipRequest;
import dev.ringback.reaction.NewBody;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.SipFailure;
import dev.ringback.sip.CallOptions;
import dev.ringback.sip.Registration;
import dev.ringback.sip.UserAgent;
import dev.ringback.uri.Uri;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/// The codes after which a request is sent again, changed.
final class MendedRows {
    private static final String OTHER =
            """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=other
            t=0 0
            """
                    .replace("\n", "\r\n");

    private MendedRows() {}

    static List<ReactionRow> all() {
        return List.of(
                new ReactionRow(
                        413,
                        "waits for Retry-After",
                        new Script().refuse(413, "Retry-After: 1").take().end(),
                        stage -> {
                            stage.call(stage.agent());
                            assertThat(stage.waited("INVITE", 0))
                                    .isBetween(Duration.ofMillis(990), Duration.ofSeconds(2));
                        }),
                anotherBody(413, "without a time goes with a shorter body"),
                anotherBody(415, "goes with what is accepted", "Accept: application/sdp"),
                new ReactionRow(
                        416,
                        "goes to a SIP URI",
                        new Script().refuse(416).take().end(),
                        stage -> {
                            stage.call(
                                    stage.agent(
                                            agent -> agent.proxy("sip:127.0.0.1:" + stage.port()),
                                            UnaryOperator.identity()),
                                    "tel:+15551234",
                                    CallOptions.defaults());
                            List<SipRequest> invites = stage.requests("INVITE");
                            assertThat(invites.get(0).requestUri()).hasToString("tel:+15551234");
                            assertThat(invites.get(1).requestUri())
                                    .hasToString(
                                            "sip:+15551234@127.0.0.1:%d;user=phone"
                                                    .formatted(stage.port()));
                        }),
                new ReactionRow(
                        420,
                        "goes without the extension",
                        new Script().refuse(420, "Unsupported: foo").take().end(),
                        stage -> {
                            stage.call(
                                    stage.agent(),
                                    stage.bob(),
                                    CallOptions.defaults().header("Require", "foo"));
                            List<SipRequest> invites = stage.requests("INVITE");
                            assertThat(invites.get(0).value(HeaderName.REQUIRE)).contains("foo");
                            assertThat(invites.get(1).has(HeaderName.REQUIRE)).isFalse();
                        }),
                new ReactionRow(
                        421,
                        "goes with the extension",
                        new Script().refuse(421, "Require: foo").take().end(),
                        stage -> {
                            stage.call(
                                    stage.agent(reactions -> reactions.extensions(List.of("foo"))));
                            List<SipRequest> invites = stage.requests("INVITE");
                            assertThat(supported(invites.get(0))).doesNotContain("foo");
                            assertThat(supported(invites.get(1))).contains("foo");
                        }),
                new ReactionRow(
                        421,
                        "that we lack is reported",
                        new Script().refuse(421, "Require: foo"),
                        stage -> {
                            SipFailure failure = stage.failedCall(stage.agent());
                            assertThat(failure.status()).isEqualTo(421);
                            assertThat(stage.methods()).containsExactly("INVITE", "ACK");
                        }),
                interval(),
                overlap(),
                anotherBody(488, "offers again", "Warning: 304 here \"no video\""),
                anotherBody(606, "offers again", "Warning: 370 here \"no bandwidth\""),
                anotherBody(493, "encrypts again"));
    }

    private static String supported(SipRequest request) {
        return String.valueOf(request.value(HeaderName.SUPPORTED));
    }

    private static ReactionRow anotherBody(int status, String what, String... lines) {
        return new ReactionRow(
                status,
                what,
                new Script().refuse(status, lines).take().end(),
                stage -> {
                    byte[] other = OTHER.getBytes(StandardCharsets.ISO_8859_1);
                    UnaryOperator<Reactions.Builder> bodies =
                            reactions ->
                                    reactions.bodies(
                                            (_, _) -> NewBody.of("application/sdp", other));
                    stage.call(stage.agent(bodies));
                    List<SipRequest> invites = stage.requests("INVITE");
                    assertThat(invites).hasSize(2);
                    assertThat(invites.get(0).body()).isNotEqualTo(other);
                    assertThat(invites.get(1).body()).isEqualTo(other);
                });
    }

    private static ReactionRow interval() {
        return new ReactionRow(
                423,
                "registers for the least time",
                new Script()
                        .receive("REGISTER")
                        .answer(423, "Min-Expires: 1800")
                        .receive("REGISTER")
                        .answer(200, "[last_Contact:]")
                        .receive("REGISTER")
                        .answer(200),
                stage -> {
                    UnaryOperator<UserAgent.Builder> shortly =
                            agent -> agent.expires(Duration.ofMinutes(1));
                    Registration registration =
                            stage.agent(shortly, UnaryOperator.identity()).register();
                    registration.close();
                    List<SipRequest> registers = stage.requests("REGISTER");
                    assertThat(lifetime(registers.get(0))).isEqualTo(60);
                    assertThat(lifetime(registers.get(1))).isEqualTo(1800);
                    assertThat(lifetime(registers.get(2))).isZero();
                });
    }

    private static long lifetime(SipRequest register) {
        Contact contact = register.read(Contact.FIELD).first();
        long own = contact == null ? -1 : contact.expires();
        String expires = register.value(HeaderName.EXPIRES);
        return own >= 0 ? own : Long.parseLong(String.valueOf(expires));
    }

    private static ReactionRow overlap() {
        return new ReactionRow(
                484,
                "dials more digits until there are enough",
                new Script().refuse(484).refuse(484).take().end(),
                stage -> {
                    UnaryOperator<Reactions.Builder> digits =
                            reactions ->
                                    reactions.digits(
                                            (refused, _, then) ->
                                                    then.accept(
                                                            Uri.parse(
                                                                    refused.requestUri()
                                                                            .toString()
                                                                            .replace("@", "5@"))));
                    stage.call(
                            stage.agent(digits),
                            "sip:1@127.0.0.1:" + stage.port(),
                            CallOptions.defaults());
                    assertThat(stage.requests("INVITE"))
                            .extracting(request -> request.requestUri().toString())
                            .containsExactly(
                                    "sip:1@127.0.0.1:" + stage.port(),
                                    "sip:15@127.0.0.1:" + stage.port(),
                                    "sip:155@127.0.0.1:" + stage.port());
                });
    }
}
