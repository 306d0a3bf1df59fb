package dev.ringback.store.kamailio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.subscribers.Subscriber;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KamailioUsersTest {
    /// MD5 of alice:example.com:secret.
    private static final String HA1 = "b1726872c344b6dc8365b774f8fd6412";

    private final KamailioUsers users = new KamailioUsers("first.example");

    private static Row row(String... values) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            map.put(values[i], values[i + 1]);
        }
        return new Row(7, map, Map.of());
    }

    @Test
    void aPasswordMakesBothHashes() {
        Subscriber user =
                users.user(
                        row(
                                "username",
                                "alice",
                                "domain",
                                "Example.com",
                                "password",
                                "secret",
                                "ha1",
                                "of another realm"));
        assertThat(user).isEqualTo(Subscriber.withPassword("alice", "example.com", "secret"));
    }

    @Test
    void withoutAPasswordTheHashIsThatOfMd5() {
        Subscriber user =
                users.user(
                        row(
                                "username",
                                "alice",
                                "domain",
                                "example.com",
                                "password",
                                "",
                                "ha1",
                                HA1.toUpperCase(Locale.ROOT)));
        assertThat(user.ha1()).isEqualTo(Map.of(DigestAlgorithm.MD5, HA1));
        assertThat(user.address()).isEqualTo("alice@example.com");
        assertThat(Subscriber.withPassword("alice", "example.com", "secret").ha1())
                .containsEntry(DigestAlgorithm.MD5, HA1);
    }

    @Test
    void withoutADomainItIsTheFirst() {
        assertThat(users.user(row("username", "a", "password", "x")).address())
                .isEqualTo("a@first.example");
        assertThat(users.user(row("username", "a", "domain", "", "ha1", HA1)).address())
                .isEqualTo("a@first.example");
    }

    @Test
    void whatMakesNoUserIsTold() {
        assertRefused(row("domain", "d", "password", "x"), "no username");
        assertRefused(row("username", "", "password", "x"), "no username");
        assertRefused(row("username", "a"), "neither a password nor an ha1");
        assertRefused(row("username", "a", "ha1", "12"), "ha1 is not 32 hexadecimal digits");
        assertRefused(row("username", "a", "ha1", HA1 + "0"), "ha1 is not 32 hexadecimal digits");
        assertRefused(
                row("username", "a", "domain", "X.example", "ha1", HA1),
                "ha1 is of the realm X.example, and realms are in lower case here");
        assertRefused(
                row("username", "a b", "password", "x"),
                "The user name has a character that is not allowed: 0x20");
        Map<String, String> good = Map.of("username", "a", "password", "x");
        assertRefused(new Row(1, good, Map.of("ha1", "is odd")), "ha1 is odd");
        assertRefused(Row.unreadable(1, "nonsense"), "nonsense");
        assertThat(users.user(new Row(1, good, Map.of("rpid", "is odd")))).isNotNull();
    }

    private void assertRefused(Row row, String why) {
        assertThatThrownBy(() -> users.user(row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }
}
