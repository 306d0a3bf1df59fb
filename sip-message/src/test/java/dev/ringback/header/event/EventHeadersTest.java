package dev.ringback.header.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.header.HeaderField;
import dev.ringback.header.Method;
import dev.ringback.header.Parameters;
import dev.ringback.header.Presence;
import dev.ringback.sample.Samples;
import dev.ringback.sample.Strict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The header fields of subscriptions, publications, INFO and REFER.
class EventHeadersTest {
    @Test
    void eventsHaveATypeAndPerhapsAnId() {
        Event event = Strict.value(Event.FIELD, "presence.winfo ; id=7");
        assertThat(event.type()).isEqualTo("presence.winfo");
        assertThat(event.id()).isEqualTo("7");
        assertThat(Strict.value(Event.FIELD, "dialog").id()).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> new Event("a b", Parameters.NONE));
        assertThat(Strict.value(AllowEvents.FIELD, "spirits-INDPs")).isEqualTo("spirits-INDPs");
    }

    @ParameterizedTest
    @CsvSource({
        "presence.winfo;id=7, ''",
        "presence..winfo, error 8 Empty part of an event type (RFC 6665 §8.4)",
        ".winfo, error 0 Empty part of an event type (RFC 6665 §8.4)",
        "presence., error 8 Empty part of an event type (RFC 6665 §8.4)",
        "a;id=\"7\", error 5 Malformed id parameter (RFC 6665 §8.4)",
        "a;x;X, error 4 Repeated parameter (RFC 3261 §7.3.1)",
    })
    void eventsAreStrict(String text, String fault) {
        assertThat(String.join("|", Strict.faults(Event.FIELD, text))).isEqualTo(fault);
    }

    @Test
    void severalEventsAreAllowed() {
        String head =
                Samples.BARE.strip() + "\r\nu: presence, dialog\r\nAllow-Events: refer\r\n\r\n";
        assertThat(Samples.request(head).read(AllowEvents.FIELD).values())
                .containsExactly("presence", "dialog", "refer");
        assertThat(Strict.faults(AllowEvents.FIELD, "presence, a..b"))
                .containsExactly("error 11 Empty part of an event type (RFC 6665 §8.4)");
        assertThat(Strict.faults(AllowEvents.FIELD, ""))
                .containsExactly("error 0 Empty Allow-Events header field (RFC 6665 §8.2.2)");
    }

    @Test
    void subscriptionsHaveAState() {
        SubscriptionState active =
                Strict.value(SubscriptionState.FIELD, "Active;expires=601;reason=x");
        assertThat(active.state()).isEqualTo("active");
        assertThat(active.active()).isTrue();
        assertThat(active.pending()).isFalse();
        assertThat(active.terminated()).isFalse();
        assertThat(active.expires()).isEqualTo(Duration.ofSeconds(601));
        assertThat(active.retryAfter()).isNull();
        SubscriptionState over =
                Strict.value(SubscriptionState.FIELD, "terminated;reason=Probation;retry-after=30");
        assertThat(over.terminated()).isTrue();
        assertThat(over.reason()).isEqualTo("probation");
        assertThat(over.retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(over.expires()).isNull();
        assertThat(Strict.value(SubscriptionState.FIELD, "pending").pending()).isTrue();
        assertThat(Strict.value(SubscriptionState.FIELD, "waiting;expires=x").expires()).isNull();
        assertThat(Strict.value(SubscriptionState.FIELD, "waiting").reason()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubscriptionState("", Parameters.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "terminated;reason=timeout, ''",
        "active;expires=x, error 15 Malformed expires parameter (RFC 6665 §8.4)",
        "active;expires=4294967296, error 15 Malformed expires parameter (RFC 6665 §8.4)",
        "active;retry-after, error 7 Malformed retry-after parameter (RFC 6665 §8.4)",
        "terminated;reason=\"timeout\", error 18 Malformed reason parameter (RFC 6665 §8.4)",
    })
    void statesAreStrict(String text, String fault) {
        assertThat(String.join("|", Strict.faults(SubscriptionState.FIELD, text))).isEqualTo(fault);
    }

    @Test
    void publicationsHaveVersions() {
        for (HeaderField<String> field : List.of(SipETag.FIELD, SipIfMatch.FIELD)) {
            assertThat(field.parse(" dx200xyz ")).isEqualTo("dx200xyz");
            assertThat(field.parse("\"dx\"")).isNull();
            assertThat(field.parse("a b")).isNull();
        }
        assertThat(SipETag.FIELD.use().inResponse(Method.PUBLISH, 200))
                .isEqualTo(Presence.MANDATORY);
        assertThat(SipIfMatch.FIELD.use().inRequest(Method.PUBLISH)).isEqualTo(Presence.OPTIONAL);
    }

    @Test
    void infoPackagesAreNamedAndTaken() {
        assertThat(Strict.value(InfoPackage.FIELD, "foo ;bar=1").name()).isEqualTo("foo");
        assertThat(Strict.value(RecvInfo.FIELD, "R").parameters().isEmpty()).isTrue();
        assertThat(Strict.faults(RecvInfo.FIELD, "P, R;a=b")).isEmpty();
        assertThat(Strict.faults(RecvInfo.FIELD, "")).isEmpty();
        assertThat(Strict.faults(InfoPackage.FIELD, "foo;a;A"))
                .containsExactly("error 6 Repeated parameter (RFC 3261 §7.3.1)");
        assertThat(Strict.faults(InfoPackage.FIELD, "")).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InfoPackage("a;b", Parameters.NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecvInfo("", Parameters.NONE));
    }

    @Test
    void aReferMayGoWithoutASubscription() {
        assertThat(Strict.value(ReferSub.FIELD, "False").subscribed()).isFalse();
        assertThat(Strict.value(ReferSub.FIELD, "true;x")).hasToString("true;x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "true false", "true;", ";x"})
    void otherWordsAreNoReferSub(String text) {
        assertThat(ReferSub.FIELD.parse(text)).isNull();
    }
}
