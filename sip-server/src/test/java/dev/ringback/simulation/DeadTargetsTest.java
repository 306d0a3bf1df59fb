package dev.ringback.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.Method;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.MemoryLocation;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.PeerNode;
import dev.ringback.testkit.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One live phone among ten bindings rings within one T1, whatever killed the others.
class DeadTargetsTest {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    private static final String LIVE = "sip:bob@10.0.0.100";

    private final ProxyWorld world = new ProxyWorld(7);
    private final MemoryLocation location = world.server("example.com", "10.0.1.1");
    private final ScriptedPeer live =
            new ScriptedPeer().onRequest(Method.INVITE, ScriptedPeer.respond(180));

    /// What can be wrong with a binding.
    enum Death {
        CONNECTION_REFUSED,
        CLOSED_PORT,
        BLACK_HOLE,
        HANGING_CONNECTION,
        NO_SUCH_NAME,
        SILENT_NAME_SERVER,
        UNAVAILABLE,
        MALFORMED
    }

    private static final List<String> MALFORMED =
            List.of(
                    "tel:+1555",
                    "mailto:bob@example.net",
                    "sip:bob@224.0.0.1",
                    "sip:bob@[::]:5060",
                    "sip:bob@host.invalid:99",
                    "sip:bob@10.0.0.9;transport=carrier-pigeon",
                    "sips:bob@10.0.0.9",
                    "sip:bob@10.0.0.9;maddr=0.0.0.0",
                    "urn:service:sos");

    DeadTargetsTest() {
        new PeerNode(world.simulation, "live", "10.0.0.100", live).listen(Transport.UDP, 5060);
        var busy = new ScriptedPeer().onRequest(Method.INVITE, ScriptedPeer.respond(503));
        new PeerNode(world.simulation, "busy", "10.0.0.50", busy).listen(Transport.UDP, 5060);
        new PeerNode(world.simulation, "hole", "10.0.0.60", new ScriptedPeer())
                .listen(Transport.UDP, 5060)
                .listen(Transport.TCP, 5060);
        var hole = ProxyWorld.at("10.0.0.60").getAddress();
        world.simulation.network().partition(ProxyWorld.at("10.0.1.1").getAddress(), hole);
        for (int i = 0; i < 10; i++) {
            world.simulation.resolver().delay("slow" + i + ".example", Duration.ofMinutes(1));
        }
    }

    private static String contact(Death death, int i) {
        return switch (death) {
            case CONNECTION_REFUSED -> "sip:b" + i + "@10.0.0.70;transport=tcp";
            case CLOSED_PORT -> "sip:b" + i + "@10.0.0.70:5099";
            case BLACK_HOLE -> "sip:b" + i + "@10.0.0.60";
            case HANGING_CONNECTION -> "sip:b" + i + "@10.0.0.60;transport=tcp";
            case NO_SUCH_NAME -> "sip:b@nowhere" + i + ".example";
            case SILENT_NAME_SERVER -> "sip:b@slow" + i + ".example";
            case UNAVAILABLE -> "sip:b" + i + "@10.0.0.50";
            case MALFORMED -> MALFORMED.get(i);
        };
    }

    private void callAmong(List<String> dead, int livePosition) {
        List<String> contacts = new ArrayList<>(dead);
        contacts.add(livePosition, LIVE);
        ProxyWorld.bind(location, BOB, -1, contacts.toArray(String[]::new));
        world.call("bob", "example.com", "10.0.1.1");
        world.runFor(T1);
        assertThat(world.caller.responses(180)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void nineThatDiedAlikeDelayNobody(Death death) {
        List<String> dead = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            dead.add(contact(death, i));
        }
        callAmong(dead, 9);
    }

    @Test
    void nineThatDiedDifferentlyDelayNobodyWhereverTheLiveOneStands() {
        for (int position : new int[] {0, 5, 9}) {
            var fresh = new DeadTargetsTest();
            List<String> dead = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                dead.add(contact(Death.values()[i % Death.values().length], i));
            }
            fresh.callAmong(dead, position);
        }
    }

    /// In sequence a dead target costs what its death takes: nothing where it is told, 64 T1 where
    /// there is only silence.
    @Test
    void preferredTargetsThatAreDeadDelayTheNextOnesByTheSlowestOfTheirGroup() {
        List<String> quick = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            quick.add(contact(Death.CONNECTION_REFUSED, i));
            quick.add(contact(Death.UNAVAILABLE, i));
            silent.add(contact(Death.BLACK_HOLE, i));
        }
        ProxyWorld.bind(location, BOB, 1000, quick.toArray(String[]::new));
        ProxyWorld.bind(location, BOB, 800, silent.toArray(String[]::new));
        ProxyWorld.bind(location, BOB, 100, LIVE);
        world.call("bob", "example.com", "10.0.1.1");
        world.runFor(Duration.ofSeconds(31));
        assertThat(world.caller.responses(180)).isEmpty();
        world.runFor(Duration.ofSeconds(2));
        assertThat(world.caller.responses(180)).hasSize(1);
    }

    @Test
    void preferredTargetsThatSayTheyAreDeadDelayNobody() {
        for (int i = 0; i < 9; i++) {
            Death death = i % 2 == 0 ? Death.CONNECTION_REFUSED : Death.UNAVAILABLE;
            ProxyWorld.bind(location, BOB, 1000 - i, contact(death, i));
        }
        ProxyWorld.bind(location, BOB, 100, LIVE);
        world.call("bob", "example.com", "10.0.1.1");
        world.runFor(T1);
        assertThat(world.caller.responses(180)).hasSize(1);
    }
}
