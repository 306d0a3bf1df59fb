package dev.ringback.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.NameAddress;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallOptions;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.UserAgent;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Asserted identities at user agents: RFC 3325 §8.
@SipSimulation
class AssertedTest {
    private static final String FIELD = "P-Asserted-Identity";
    private static final String WHO = "<sip:alice@example.com>";

    private final List<NameAddress> heard = new ArrayList<>();
    private int calls;

    /// A call with an asserted identity, to somebody who trusts these.
    private void call(SipWorld world, Predicate<InetAddress> trusted) throws Exception {
        world.client("bob")
                .userAgent("sip:bob@bob.test")
                .trusting(trusted)
                .build()
                .onCall(
                        call -> {
                            heard.addAll(call.asserted());
                            calls++;
                            assertThat(call.invite()).isNotNull();
                            call.accept();
                            call.awaitBye();
                        });
        UserAgent alice = world.client("alice").userAgent("sip:alice@alice.test").build();
        Call call = alice.call("sip:bob@bob.test", CallOptions.defaults().header(FIELD, WHO));
        call.awaitAnswer();
        assertThat(call.asserted()).as("of a call that we make").isEmpty();
        call.hangUp();
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void whoIsTrustedSaysWhoCalls(SipWorld world) throws Exception {
        List<InetAddress> asked = new ArrayList<>();
        call(world, asked::add);
        assertThat(heard).map(NameAddress::toString).containsExactly(WHO);
        assertThat(asked).isNotEmpty();
    }

    @Test
    void whatAStrangerAssertsIsNothing(SipWorld world) throws Exception {
        call(world, _ -> false);
        assertThat(heard).isEmpty();
    }

    @Test
    void soDoRequestsOutsideOfCalls(SipWorld world) throws Exception {
        world.client("bob")
                .userAgent("sip:bob@bob.test")
                .trusting(_ -> true)
                .build()
                .onMessage(request -> heard.addAll(request.asserted()));
        UserAgent alice = world.client("alice").userAgent("sip:alice@alice.test").build();
        alice.send(OutgoingRequest.of("MESSAGE", "sip:bob@bob.test").header(FIELD, WHO));
        world.until(() -> !heard.isEmpty(), Duration.ofSeconds(5));
        assertThat(heard).map(NameAddress::toString).containsExactly(WHO);
    }
}
