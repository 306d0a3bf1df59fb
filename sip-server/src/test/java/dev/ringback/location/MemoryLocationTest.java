package dev.ringback.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ringback.fixture.Requests;
import dev.ringback.header.Parameters;
import dev.ringback.stack.Transport;
import dev.ringback.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MemoryLocationTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "localhost");
    private static final AddressOfRecord BOB = new AddressOfRecord("bob", "localhost");
    private final MemoryLocation location = new MemoryLocation();

    @Test
    void anUnknownAddressHasNoBindings() {
        assertThat(location.bindings(ALICE, 0)).isEmpty();
        assertThat(location.size()).isZero();
    }

    @Test
    void bindingsAreKeptInTheirOrderAndApartByAddress() {
        Binding one = binding("sip:a@127.0.0.1:1", 100);
        Binding two = binding("sip:a@127.0.0.1:2", 100);
        location.update(ALICE, 0, _ -> List.of(one, two));
        assertThat(location.bindings(ALICE, 0)).containsExactly(one, two);
        assertThat(location.bindings(BOB, 0)).isEmpty();
        assertThat(location.size()).isEqualTo(2);
    }

    @Test
    void anExpiredBindingIsNeverReturnedNorGivenToAnUpdate() {
        Binding brief = binding("sip:a@127.0.0.1:1", 100);
        Binding lasting = binding("sip:a@127.0.0.1:2", 200);
        location.update(ALICE, 0, _ -> List.of(brief, lasting));
        assertThat(location.bindings(ALICE, 99)).containsExactly(brief, lasting);
        assertThat(location.bindings(ALICE, 100)).containsExactly(lasting);
        List<Binding> seen = new ArrayList<>();
        location.update(
                ALICE,
                150,
                current -> {
                    seen.addAll(current);
                    return current;
                });
        assertThat(seen).containsExactly(lasting);
        assertThat(location.size()).isEqualTo(1);
    }

    @Test
    void timeMayWrapAround() {
        Binding binding = binding("sip:a@127.0.0.1:1", Long.MIN_VALUE + 10);
        location.update(ALICE, Long.MAX_VALUE - 10, _ -> List.of(binding));
        assertThat(location.bindings(ALICE, Long.MAX_VALUE)).containsExactly(binding);
        assertThat(location.bindings(ALICE, Long.MIN_VALUE + 10)).isEmpty();
    }

    @Test
    void anUpdateThatLeavesNothingFreesTheAddress() {
        location.update(ALICE, 0, _ -> List.of(binding("sip:a@127.0.0.1:1", 100)));
        assertThat(location.update(ALICE, 0, _ -> List.of()).value()).isEmpty();
        assertThat(location.size()).isZero();
    }

    @Test
    void aReaderKeepsTheListThatItGot() {
        location.update(ALICE, 0, _ -> List.of(binding("sip:a@127.0.0.1:1", 100)));
        List<Binding> before = location.bindings(ALICE, 0);
        location.update(ALICE, 0, _ -> List.of());
        assertThat(before).hasSize(1);
    }

    @Test
    void theSweepGoesThroughTheTableInSmallSteps() {
        for (int i = 0; i < 100; i++) {
            long end = i % 2 == 0 ? 100 : 1_000;
            AddressOfRecord aor = new AddressOfRecord("user" + i, "localhost");
            location.update(aor, 0, _ -> List.of(binding("sip:a@127.0.0.1:1", end)));
        }
        int removed = 0;
        for (int step = 0; step < 10; step++) {
            int now = location.sweep(500, 10);
            assertThat(now).isLessThanOrEqualTo(10);
            removed += now;
        }
        assertThat(removed).isEqualTo(50);
        assertThat(location.size()).isEqualTo(50);
    }

    @Test
    void theSweepStartsAgainAtTheEnd() {
        location.update(ALICE, 0, _ -> List.of(binding("sip:a@127.0.0.1:1", 100)));
        assertThat(location.sweep(0, 10)).isZero();
        assertThat(location.sweep(100, 10) + location.sweep(100, 10)).isEqualTo(1);
        assertThat(location.size()).isZero();
    }

    @Test
    void theSweepComesByEveryAddressOnceInEachRound() {
        int users = 5_000;
        for (int i = 0; i < users; i++) {
            AddressOfRecord aor = new AddressOfRecord("user" + i, "localhost");
            location.update(aor, 0, _ -> List.of(binding("sip:a@127.0.0.1:1", 100)));
        }
        for (int i = 0; i < users; i++) {
            AddressOfRecord aor = new AddressOfRecord("user" + i, "localhost");
            assertThat(location.bindings(aor, 0)).hasSize(1);
        }
        assertThat(location.sweep(100, users)).isEqualTo(users);
        assertThat(location.size()).isZero();
        assertThat(location.sweep(100, users)).isZero();
    }

    @Test
    void anUpdateThatFailsChangesNothing() {
        Binding binding = binding("sip:a@127.0.0.1:1", 100);
        location.update(ALICE, 0, _ -> List.of(binding));
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                location.update(
                                        ALICE,
                                        0,
                                        _ -> {
                                            throw new IllegalStateException("broken");
                                        }));
        assertThat(location.bindings(ALICE, 0)).containsExactly(binding);
        assertThat(location.size()).isOne();
    }

    @Test
    void remainingSecondsAreRoundedUp() {
        Binding binding = binding("sip:a@127.0.0.1:1", 60_000_000_000L);
        assertThat(binding.remainingSeconds(0)).isEqualTo(60);
        assertThat(binding.remainingSeconds(1)).isEqualTo(60);
        assertThat(binding.remainingSeconds(59_999_999_999L)).isEqualTo(1);
        assertThat(binding.remainingSeconds(60_000_000_000L)).isZero();
    }

    @Test
    void contactsAreComparedAsUris() {
        Binding binding = binding("sip:a@HOST.example:5070", 100);
        assertThat(binding.matches(uri("sip:a@host.example:5070"))).isTrue();
        assertThat(binding.matches(uri("sip:%61@host.example:5070"))).isTrue();
        assertThat(binding.matches(uri("sip:A@host.example:5070"))).isFalse();
        assertThat(binding.matches(uri("sip:a@host.example"))).isFalse();
        assertThat(binding("tel:+1", 100).matches(uri("tel:+1"))).isTrue();
        assertThat(binding("tel:+1", 100).matches(uri("tel:+2"))).isFalse();
    }

    @Test
    void anAddressIsWrittenAsAUriWithItsEscapes() {
        assertThat(new AddressOfRecord("a b", "localhost").uri())
                .hasToString("sip:a%20b@localhost");
        assertThat(ALICE).hasToString("alice@localhost");
    }

    private static Binding binding(String contact, long expiresAt) {
        Registration registration = new Registration("call", 1, Requests.flow(Transport.UDP, 5070));
        return new Binding(uri(contact), Parameters.NONE, -1, expiresAt, registration);
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text), text);
    }
}
