package dev.ringback.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.location.AddressOfRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisNamesTest {
    private final Keys keys = new Keys("ringback:");

    @Test
    void aKeyReadsAsTheAddress() {
        byte[] key = keys.of(new AddressOfRecord("alice", "example.com"));
        assertThat(new String(key, UTF_8)).isEqualTo("ringback:5:alice@example.com");
        assertThat(keys.isOurs(key)).isTrue();
        assertThat(new Keys("other:").isOurs(key)).isFalse();
    }

    @Test
    void noTwoAddressesShareAKey() {
        List<String> parts =
                List.of(
                        "",
                        "a",
                        "@",
                        "a@",
                        "@a",
                        "1",
                        ":",
                        "1:",
                        "\0",
                        "\ud800",
                        "\udc00",
                        "?",
                        "\ufffd",
                        "\ud83d\ude00",
                        "\u00e9",
                        "e\u0301",
                        "{a}",
                        "*",
                        "a@b@");
        Set<ByteBuffer> all = new HashSet<>();
        for (String user : parts) {
            for (String domain : parts) {
                byte[] key = keys.of(new AddressOfRecord(user, domain));
                assertThat(all.add(ByteBuffer.wrap(key))).as("%s and %s", user, domain).isTrue();
            }
        }
    }

    @Test
    void aUriNamesServersAndWhoAsks() {
        RedisUri uri = RedisUri.parse("rediss://ringback:p%40s+s@redis1:7000,[2001:db8::1]:7001,c");
        assertThat(uri.tls()).isTrue();
        assertThat(uri.user()).isEqualTo("ringback");
        assertThat(uri.password()).isEqualTo("p@s+s");
        assertThat(uri.servers())
                .containsExactly(
                        new RedisUri.Server("redis1", 7000),
                        new RedisUri.Server("2001:db8::1", 7001),
                        new RedisUri.Server("c", 6379));
        assertThat(uri).hasToString("rediss://redis1:7000,[2001:db8::1]:7001,c:6379");
        assertThat(RedisUri.parse("redis://:x@h")).returns("", RedisUri::user);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "redis",
                "redis://",
                "redis://h:",
                "redis://h:0",
                "redis://h:65536",
                "redis://,",
                "redis://h,",
                "http://h",
                "redis://secret@h",
                "redis://a:secret@b@h",
                "redis://h/1",
                "redis://::1",
                "redis://[::1",
                "redis://:sec%ret@h"
            })
    void whatIsNoUriIsRefusedWithoutItsPassword(String text) {
        assertThatThrownBy(() -> RedisUri.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("sec");
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        RedisUri uri = RedisUri.parse("redis://h");
        Duration second = Duration.ofSeconds(1);
        assertThat(RedisSettings.of(uri).prefix()).isEqualTo("ringback:");
        for (String prefix : List.of("", "a b", "a*", "{a}")) {
            assertThatThrownBy(() -> new RedisSettings(uri, prefix, 1, second, 1, second))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new RedisSettings(uri, "a", -1, second, 1, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RedisSettings(uri, "a", 1, Duration.ZERO, 1, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RedisSettings(uri, "a", 1, second, 0, second))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
