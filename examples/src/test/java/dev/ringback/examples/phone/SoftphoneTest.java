package dev.ringback.examples.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.sip.SipException;
import dev.ringback.testkit.junit.SipSimulation;
import dev.ringback.testkit.junit.SipWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SipSimulation
class SoftphoneTest {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final List<String> alices = new ArrayList<>();
    private final List<String> bobs = new ArrayList<>();
    private final List<String> carols = new ArrayList<>();

    private static Softphone phone(SipWorld world, String name, List<String> screen)
            throws SipException {
        return new Softphone(
                world.client(name).userAgent("sip:" + name + "@" + name + ".test").build(),
                screen::add);
    }

    private static void enter(SipWorld world, Softphone phone, String... lines) throws Exception {
        for (String line : lines) {
            assertThat(phone.command(line)).isTrue();
            world.pause(MOMENT);
        }
    }

    @Test
    void callsTalksAndHangsUp(SipWorld world) throws Exception {
        Softphone bob = phone(world, "bob", bobs);
        Softphone alice = phone(world, "alice", alices);
        enter(world, alice, "call sip:bob@bob.test");
        enter(world, bob, "answer");
        enter(world, alice, "hold", "resume", "digits 1", "hangup");
        assertThat(alices)
                .containsExactly("180 Ringing", "the call is up", "the call is over: you hung up");
        assertThat(bobs)
                .containsExactly(
                        "ringing: <sip:alice@alice.test>",
                        "the call is up",
                        "on hold",
                        "back",
                        "digit 1",
                        "the call is over: they hung up");
    }

    @Test
    void isBusyWhileItHasACall(SipWorld world) throws Exception {
        Softphone bob = phone(world, "bob", bobs);
        Softphone alice = phone(world, "alice", alices);
        Softphone carol = phone(world, "carol", carols);
        enter(world, alice, "call sip:bob@bob.test");
        enter(world, bob, "answer");
        enter(world, carol, "call sip:bob@bob.test");
        assertThat(carols).containsExactly("the call is over: refused with 486");
    }

    @Test
    void handsACallOn(SipWorld world) throws Exception {
        Softphone bob = phone(world, "bob", bobs);
        Softphone alice = phone(world, "alice", alices);
        Softphone carol = phone(world, "carol", carols);
        enter(world, alice, "call sip:bob@bob.test");
        enter(world, bob, "answer");
        world.start(() -> answered(world, carol));
        enter(world, alice, "transfer sip:carol@carol.test");
        assertThat(alices).contains("transfer: 200 OK", "the call is over: you hung up");
        assertThat(carols).contains("the call is up");
    }

    private void answered(SipWorld world, Softphone carol) {
        try {
            world.until(() -> !carols.isEmpty(), Duration.ofSeconds(10));
            carol.command("answer");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void saysWhatItDoesNotUnderstand(SipWorld world) throws Exception {
        Softphone alice = phone(world, "alice", alices);
        enter(world, alice, "hold", "sing", "call sip:@");
        assertThat(alices).first().isEqualTo("there is no call");
        assertThat(alices.get(1)).startsWith("call URI");
        assertThat(alices.get(2)).contains("no URI");
        assertThat(alice.command("quit")).isFalse();
    }
}
