package dev.ringback.header.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.sample.Strict;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The parameters that later RFCs gave to Via, and what a strict reader says of all of them.
class ViaExtensionsTest {
    private static Via via(String parameters) {
        return Strict.value(Via.FIELD, "SIP/2.0/TCP h" + parameters);
    }

    private static Overload overload(String parameters) {
        return Objects.requireNonNull(via(parameters).overload(), parameters);
    }

    @Test
    void clientsAndServersSayThatTheyKeepAlive() {
        assertThat(via(";alias;keep").alias()).isTrue();
        assertThat(via(";alias;keep").keep()).isTrue();
        assertThat(via(";keep").keepInterval()).isNull();
        assertThat(via(";keep=30").keepInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(via(";keep=0").keepInterval()).isEqualTo(Duration.ZERO);
        assertThat(via(";keep=x").keepInterval()).isNull();
        assertThat(via(";branch=z9hG4bKx").keep()).isFalse();
        assertThat(via(";branch=z9hG4bKx").alias()).isFalse();
    }

    @Test
    void clientsOfferOverloadControl() {
        Overload offer = overload(";oc;oc-algo=\"loss, A\"");
        assertThat(offer.oc()).isEqualTo(-1);
        assertThat(offer.algorithms()).containsExactly("loss", "A");
        assertThat(offer.validity()).isEqualTo(Overload.VALIDITY);
        assertThat(offer.sequence()).isEqualTo(-1);
        assertThat(via(";oc-algo=\"loss\";oc-validity=3").overload()).isNull();
    }

    @Test
    void serversAnswerWithTheShareToHoldBack() {
        Overload answer =
                overload(";oc=20;oc-algo=\"loss\";oc-validity=1500;oc-seq=1282321615.782");
        assertThat(answer.oc()).isEqualTo(20);
        assertThat(answer.algorithms()).containsExactly("loss");
        assertThat(answer.validity()).isEqualTo(Duration.ofMillis(1500));
        assertThat(answer.sequence()).isEqualTo(128_232_161_578_200L);
        assertThat(overload(";oc=0;oc-validity=0").validity()).isEqualTo(Duration.ZERO);
        assertThat(overload(";oc=0;oc-algo=\" ,\"").algorithms()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "1.5, 150000",
        "1.00001, 100001",
        "999999999999.99999, 99999999999999999",
        "1, -1",
        ".5, -1",
        "1., -1",
        "1.000001, -1",
        "1000000000000.0, -1",
        "x.1, -1",
        "1.x, -1",
    })
    void sequenceNumbersAreOrdered(String text, long sequence) {
        assertThat(overload(";oc;oc-seq=" + text).sequence()).isEqualTo(sequence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0/UDP h;branch=z9hG4bKx",
                "SIP / 2.0 / UDP h : 5060 ; ttl=255 ; branch=z9hG4bKx;rport",
                "SIP/2.0/UDP [2001:db8::9:1];received=2001:db8::9:255;branch=z9hG4bKas3",
                "SIP/2.0/UDP h;received=192.0.2.1;rport=65535;maddr=[::1];branch=z9hG4bK1",
                "SIP/2.0/TLS h;branch=z9hG4bKx;keep=30;alias;oc=0;oc-algo=\"loss,A\"",
                "SIP/2.0/TLS h;branch=z9hG4bKx;oc;oc-validity=500;oc-seq=1.2;other=\"a b\"",
            })
    void whatTheGrammarHasIsNoFault(String line) {
        assertThat(Strict.faults(Via.FIELD, line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', warning 13 Missing branch parameter (RFC 3261 §8.1.1.7)",
        ";branch=a, warning 21 Branch without magic cookie (RFC 3261 §8.1.1.7)",
        "';branch=\"z9hG4bKa\"', error 21 Malformed branch parameter (RFC 3261 §25.1)",
        ";ttl=256;branch=z9hG4bKa, error 18 Malformed ttl parameter (RFC 3261 §25.1)",
        ";ttl;branch=z9hG4bKa, error 14 Malformed ttl parameter (RFC 3261 §25.1)",
        ";received=h;branch=z9hG4bKa, error 23 Malformed received parameter (RFC 3261 §25.1)",
        ";received=[::1];branch=z9hG4bKa,"
                + " warning 23 Brackets around a received address (RFC 5118 §4.5)",
        ";received=[1.2.3.4];branch=z9hG4bKa,"
                + " error 23 Malformed received parameter (RFC 3261 §25.1)",
        ";maddr=::1;branch=z9hG4bKa, error 20 Malformed maddr parameter (RFC 3261 §25.1)",
        ";rport=0;branch=z9hG4bKa, error 20 Malformed rport parameter (RFC 3581 §3)",
        ";rport=65536;branch=z9hG4bKa, error 20 Malformed rport parameter (RFC 3581 §3)",
        ";alias=1;branch=z9hG4bKa, error 20 Malformed alias parameter (RFC 5923 §7)",
        ";keep=x;branch=z9hG4bKa, error 19 Malformed keep parameter (RFC 6223 §8.2)",
        ";oc=-1;branch=z9hG4bKa, error 17 Malformed oc parameter (RFC 7339 §9)",
        ";oc-algo=loss;branch=z9hG4bKa, error 22 Malformed oc-algo parameter (RFC 7339 §9)",
        "';oc-algo=\"a,\";branch=z9hG4bKa', error 22 Malformed oc-algo parameter (RFC 7339 §9)",
        ";oc-seq=1;branch=z9hG4bKa, error 21 Malformed oc-seq parameter (RFC 7339 §9)",
        ";oc-validity=x;branch=z9hG4bKa, error 26 Malformed oc-validity parameter (RFC 7339 §9)",
        ";branch=z9hG4bKa;x;X=1, error 32 Repeated parameter (RFC 3261 §7.3.1)",
        ";branch=z9hG4bKa;x=a@b, error 32 Parameter value needs quotes (RFC 3261 §25.1)",
    })
    void theRestIsAFault(String parameters, String fault) {
        assertThat(Strict.faults(Via.FIELD, "SIP/2.0/UDP h" + parameters)).contains(fault);
    }

    @Test
    void whatCannotBeReadIsAFaultWithItsPlace() {
        assertThat(Strict.faults(Via.FIELD, "SIP/2.0/UDP h;branch=z9hG4bKa,  SIP/2.0 h"))
                .containsExactly("error 32 Malformed Via header field (RFC 3261 §20.42)");
        assertThat(Strict.faults(Via.FIELD, ""))
                .containsExactly("error 0 Empty Via header field (RFC 3261 §20.42)");
    }
}
