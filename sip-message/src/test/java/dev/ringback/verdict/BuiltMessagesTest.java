package dev.ringback.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.header.feature.Allow;
import dev.ringback.header.feature.Require;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sample.Samples;
import dev.ringback.uri.SipUri;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the builders make is valid, whatever they are told: they refuse the rest.
final class BuiltMessagesTest {
    private static final int ROUNDS = 400;

    private static final List<Method> METHODS =
            List.of(
                    Method.INVITE,
                    Method.ACK,
                    Method.BYE,
                    Method.CANCEL,
                    Method.REGISTER,
                    Method.OPTIONS,
                    Method.SUBSCRIBE,
                    Method.NOTIFY,
                    Method.PUBLISH,
                    Method.REFER,
                    Method.of("FISH"));

    private static final String[] PIECES = {
        "<sip:alice@atlanta.com>",
        "sip:bob@biloxi.com",
        ";tag=1",
        "*",
        ",",
        ";",
        "\"",
        "<",
        ">",
        "a",
        "0",
        "70",
        "1",
        " ",
        "\t",
        "\r\n",
        "\u0000",
        "\u001b",
        "\u00e9",
        "/",
        "=",
        ";q=2",
        ";expires=x",
        "SIP/2.0/UDP h.example.com",
        ";branch=z9hG4bKx",
        "text/plain",
        "Digest a=\"b\"",
        "Sat, 13 Nov 2010 23:29:00 GMT",
        "%0d%0a",
        "sips:c@d.example.com",
        "SIP;cause=200"
    };

    private final MessageValidator validator = new MessageValidator();

    private static SipRequest.Builder request(Method method) {
        SipUri uri = SipUri.of(false, "bob", "biloxi.com", -1);
        return SipRequest.builder(method, uri)
                .set(HeaderName.VIA, "SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK776asdhds")
                .set(HeaderName.MAX_FORWARDS, "70")
                .set(HeaderName.TO, "<sip:bob@biloxi.com>")
                .set(HeaderName.FROM, "<sip:alice@atlanta.com>;tag=1928301774")
                .set(HeaderName.CALL_ID, "a84b4c76e66710")
                .set(HeaderName.CSEQ, "1 " + method);
    }

    private static SipRequest invite() {
        return request(Method.INVITE)
                .set(HeaderName.CONTACT, "<sip:alice@pc33.atlanta.com>")
                .add(HeaderName.RECORD_ROUTE, "<sip:p1.example.com;lr>")
                .add(HeaderName.RECORD_ROUTE, "<sip:p2.example.com;lr>")
                .build();
    }

    private void assertValid(SipMessage message) {
        Verdict verdict = validator.validate(message.toBytes());
        assertThat(verdict.valid()).as("%s%s", message, verdict.problems()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void newRequestsAreValidWhateverTheBuilderIsTold(long seed) {
        Random random = new Random(seed);
        int made = 0;
        for (int round = 0; round < ROUNDS; round++) {
            SipRequest.Builder builder = request(METHODS.get(random.nextInt(METHODS.size())));
            for (int step = random.nextInt(6); step > 0; step--) {
                attempt(() -> change(builder, random));
            }
            SipRequest request = attempt(builder::build);
            if (request != null) {
                made++;
                assertValid(request);
            }
        }
        assertThat(made).as("seed %d", seed).isGreaterThan(ROUNDS / 20);
    }

    private static SipRequest.Builder change(SipRequest.Builder builder, Random random) {
        List<HeaderField<?>> fields = HeaderCatalog.standard().fields();
        HeaderName name = fields.get(random.nextInt(fields.size())).name();
        StringBuilder value = new StringBuilder();
        for (int piece = random.nextInt(4); piece >= 0; piece--) {
            value.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return switch (random.nextInt(7)) {
            case 0 -> builder.set(name, value.toString());
            case 1 -> builder.add(name, value.toString());
            case 2 -> builder.addFirst(name, value.toString());
            case 3 -> builder.replaceFirst(name, value.toString());
            case 4 -> builder.set(HeaderName.CONTACT, "<sip:alice@pc33.atlanta.com>");
            case 5 -> builder.body("text/plain", new byte[random.nextInt(3)]);
            default -> builder.remove(name);
        };
    }

    private static <T> @Nullable T attempt(Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            assertThat(e).hasMessageMatching("(?s).+");
            return null;
        }
    }

    @Test
    void everyResponseToAGoodRequestIsValidOrSaysWhatItLacks() {
        int made = 0;
        for (int status = 100; status < 700; status++) {
            SipResponse.Builder reply = SipResponse.replyTo(invite(), status).toTag("t1");
            SipResponse response = attempt(reply::build);
            if (response != null) {
                made++;
                assertValid(response);
            }
        }
        assertThat(made).isGreaterThan(480);
    }

    @Test
    void aResponseRepeatsWhatTheRequestSays() {
        SipRequest invite =
                invite().edit()
                        .addFirst(HeaderName.VIA, "SIP/2.0/TCP p.example.com;branch=z9hG4bKp")
                        .set(HeaderName.TIMESTAMP, "54")
                        .build();
        SipResponse trying = SipResponse.replyTo(invite, 100).build();
        for (HeaderName name :
                List.of(
                        HeaderName.VIA,
                        HeaderName.FROM,
                        HeaderName.TO,
                        HeaderName.CALL_ID,
                        HeaderName.CSEQ,
                        HeaderName.TIMESTAMP)) {
            assertThat(trying.values(name)).as(name.canonical()).isEqualTo(invite.values(name));
        }
        SipResponse ringing = SipResponse.replyTo(invite, 180).toTag("t1").build();
        assertThat(ringing.to().tag()).isEqualTo("t1");
        assertThat(ringing.has(HeaderName.TIMESTAMP)).isFalse();
    }

    @Test
    void theTagOfAStatelessResponseIsTheSameForEveryCopy() {
        SipResponse one = SipResponse.replyTo(invite(), 503).statelessTag().build();
        SipResponse copy = SipResponse.replyTo(invite(), 503).statelessTag().build();
        SipRequest next = invite().edit().set(HeaderName.CALL_ID, "another").build();
        assertThat(one.to().tag()).isEqualTo(copy.to().tag());
        assertThat(one.to().tag())
                .isNotEqualTo(SipResponse.replyTo(next, 503).statelessTag().build().to().tag());
    }

    @Test
    void aResponseThatFormsADialogHasRouteTagAndContact() {
        NameAddress contact = NameAddress.of(SipUri.of(false, "bob", "192.0.2.4", -1));
        SipResponse ok = SipResponse.dialogReply(invite(), 200, "t2", contact).build();
        assertThat(ok.values(HeaderName.RECORD_ROUTE))
                .containsExactly("<sip:p1.example.com;lr>", "<sip:p2.example.com;lr>");
        assertThat(ok.to().tag()).isEqualTo("t2");
        assertThat(ok.value(HeaderName.CONTACT)).isEqualTo("<sip:bob@192.0.2.4>");
        assertValid(ok);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SipResponse.dialogReply(invite(), 404, "t2", contact));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SipResponse.dialogReply(invite(), 200, "t 2", contact));
    }

    @Test
    void whatIsMandatoryIsMissed() {
        assertThatIllegalStateException()
                .isThrownBy(request(Method.INVITE)::build)
                .withMessage("Contact is missing");
        assertThatIllegalStateException()
                .isThrownBy(request(Method.REFER).set(HeaderName.CONTACT, "<sip:a@b.c>")::build)
                .withMessage("Refer-To is missing");
        SipRequest invite = invite();
        assertThatIllegalStateException()
                .isThrownBy(SipResponse.replyTo(invite, 405).toTag("a")::build)
                .withMessage("Allow is missing");
        assertThatIllegalStateException()
                .isThrownBy(SipResponse.replyTo(invite, 486)::build)
                .withMessageContaining("To has no tag");
        assertThatIllegalStateException()
                .isThrownBy(
                        request(Method.OPTIONS)
                                        .body("text/plain", new byte[1])
                                        .remove(HeaderName.CONTENT_TYPE)
                                ::build)
                .withMessageContaining("Content-Type");
    }

    @Test
    void rulesAboutSeveralLinesAreKeptToo() {
        assertThatIllegalStateException()
                .isThrownBy(
                        request(Method.OPTIONS)
                                        .add(HeaderName.P_ASSERTED_IDENTITY, "<sip:a@b.c>")
                                        .add(HeaderName.P_ASSERTED_IDENTITY, "<sip:c@b.c>")
                                ::build)
                .withMessageContaining("Second SIP identity");
        assertThatIllegalStateException()
                .isThrownBy(
                        SipResponse.replyTo(invite(), 200).toTag("a").set(HeaderName.CONTACT, "*")
                                ::build)
                .withMessageContaining("Contact *");
    }

    @Test
    void whatPeersWroteIsCopiedAndLeftAsItIs() {
        String wire =
                Samples.INVITE.replace(
                        "Max-Forwards",
                        "Proxy-Authorization: Bearer a\r\nRoute: <broken\r\n"
                                + "Proxy-Authorization: Digest realm=\"ours\"\r\nMax-Forwards");
        SipRequest odd = Samples.request(wire);
        SipRequest less =
                odd.edit()
                        .removeIf(HeaderName.PROXY_AUTHORIZATION, value -> value.contains("ours"))
                        .build();
        assertThat(less)
                .hasToString(
                        odd.toString()
                                .replace("Proxy-Authorization: Digest realm=\"ours\"\r\n", ""));
        SipRequest copied =
                Samples.request(Samples.BARE).edit().copy(HeaderName.ROUTE, odd).build();
        assertThat(copied.values(HeaderName.ROUTE)).containsExactly("<broken");
    }

    @Test
    void valuesMayBeGivenAsWhatTheyAre() {
        SipRequest options =
                request(Method.OPTIONS)
                        .setAll(Allow.FIELD, List.of(Method.INVITE, Method.BYE))
                        .add(Require.FIELD, "100rel")
                        .add(Require.FIELD, "replaces")
                        .build();
        assertThat(options.read(Allow.FIELD).values()).containsExactly(Method.INVITE, Method.BYE);
        assertThat(options.values(HeaderName.REQUIRE)).containsExactly("100rel", "replaces");
        assertThat(options.edit().setAll(Allow.FIELD, List.of()).build().has(HeaderName.ALLOW))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(Method.OPTIONS).add(Require.FIELD, "100 rel"))
                .withMessageContaining("Require");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.request(Samples.INVITE).edit().add(HeaderName.TO, "x"))
                .withMessage("To may stand once only");
    }
}
