package dev.ringback.header.feature;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.ringback.header.HeaderField;
import dev.ringback.header.Method;
import dev.ringback.header.Presence;
import dev.ringback.header.StrictReading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureHeadersTest {
    private static <T> List<T> line(HeaderField<T> field, String line) {
        List<T> values = new ArrayList<>();
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThat(field.readLine(bytes, 0, bytes.length, values)).as(line).isEqualTo(-1);
        return values;
    }

    @Test
    void plainListsAreTokens() {
        assertThat(line(Allow.FIELD, "INVITE, ACK,invite , X-y"))
                .containsExactly(Method.INVITE, Method.ACK, Method.of("invite"), Method.of("X-y"));
        assertThat(line(Allow.FIELD, "")).isEmpty();
        assertThat(line(Supported.FIELD, "100rel,\ttimer")).containsExactly("100rel", "timer");
        assertThat(line(Require.FIELD, "100rel")).containsExactly("100rel");
        assertThat(line(ProxyRequire.FIELD, "foo")).containsExactly("foo");
        assertThat(line(Unsupported.FIELD, "foo")).containsExactly("foo");
        assertThat(Supported.FIELD.parse("a b")).isNull();
        assertThat(Allow.FIELD.parse("<INVITE>")).isNull();
        assertThat(StrictReading.problems(Require.FIELD, "a, b;c"))
                .containsExactly("error 3 Malformed Require header field");
    }

    @Test
    void featureCapsNameIndicators() {
        List<FeatureCaps> values =
                line(
                        FeatureCaps.FIELD,
                        "*;+g.example.feature=\"a,!b\" ; +G.Other, *;+x=\"<t;u>\",*");
        assertThat(values).hasSize(3);
        FeatureCaps first = values.getFirst();
        assertThat(first.indicators()).containsExactly("g.example.feature", "g.other");
        assertThat(first.value("G.EXAMPLE.FEATURE")).isEqualTo("a,!b");
        assertThat(first.value("g.other")).isEmpty();
        assertThat(first.value("g.third")).isNull();
        assertThat(first.has("g.other")).isTrue();
        assertThat(first.has("x")).isFalse();
        assertThat(first).hasToString("*;+g.example.feature=\"a,!b\";+G.Other");
        assertThat(values.get(1).value("x")).isEqualTo("<t;u>");
        assertThat(values.get(2)).hasToString("*");
        assertThat(FeatureCaps.FIELD.parse(first.toString())).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+x", ";+x", "**", "* +x", "*;", "*;+x=", "*;+x=\"y", "x;+y"})
    void whatIsNoFeatureValueIsRefused(String text) {
        assertThat(FeatureCaps.FIELD.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*;+a=\"b\";+c|",
                "*; a|error 3 No feature-capability indicator",
                "*;+|error 2 No feature-capability indicator",
                "*;+1|error 2 No feature-capability indicator",
                "*;+a = b|error 7 Value needs quotes",
                "*;+a;+A|error 5 Repeated parameter"
            })
    void strictReadersLookAtIndicators(String value, String problem) {
        assertThat(StrictReading.problems(FeatureCaps.FIELD, value))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void featureCapsOfARegistrationStandInThe200Only() {
        assertThat(FeatureCaps.FIELD.use().inResponse(Method.REGISTER, 200))
                .isEqualTo(Presence.OPTIONAL);
        assertThat(FeatureCaps.FIELD.use().inResponse(Method.REGISTER, 202))
                .isEqualTo(Presence.NOT_APPLICABLE);
        assertThat(FeatureCaps.FIELD.use().inResponse(Method.INVITE, 180))
                .isEqualTo(Presence.OPTIONAL);
        assertThat(FeatureCaps.FIELD.use().inResponse(Method.MESSAGE, 202))
                .isEqualTo(Presence.OPTIONAL);
        assertThat(FeatureCaps.FIELD.use().inRequest(Method.BYE)).isEqualTo(Presence.UNSPECIFIED);
    }

    @Test
    void prioritiesHaveTwoParts() {
        List<ResourcePriority> values =
                line(ResourcePriority.FIELD, "wps.3, dsn.flash-override ,Q735.0");
        assertThat(values)
                .containsExactly(
                        new ResourcePriority("wps", "3"),
                        new ResourcePriority("dsn", "flash-override"),
                        new ResourcePriority("Q735", "0"));
        assertThat(values.get(2).is("q735", "0")).isTrue();
        assertThat(values.get(2).is("q735", "1")).isFalse();
        assertThat(values.get(2).is("q734", "0")).isFalse();
        assertThat(values.get(1)).hasToString("dsn.flash-override");
        assertThat(line(AcceptResourcePriority.FIELD, "")).isEmpty();
        assertThat(line(AcceptResourcePriority.FIELD, "dsn.flash"))
                .extracting(ResourcePriority::namespace, ResourcePriority::priority)
                .containsExactly(tuple("dsn", "flash"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dsn", "dsn.", ".flash", "dsn.a.b", "dsn .flash", "dsn.fl ash"})
    void otherPrioritiesAreRefused(String text) {
        assertThat(ResourcePriority.FIELD.parse(text)).isNull();
        assertThat(AcceptResourcePriority.FIELD.parse(text)).isNull();
    }

    @Test
    void ourOwnPrioritiesAreTokensWithoutDots() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ResourcePriority("a.b", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ResourcePriority("a", ""));
        assertThat(requireNonNull(ResourcePriority.FIELD.parse("a.b")).priority()).isEqualTo("b");
    }
}
