package dev.ringback.bench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What is measured as a call is a call, through a proxy that does all its work.
class ProxyCallBenchmarkTest {
    private static final Duration TIMERS = Duration.ofSeconds(40);

    private final MemoryProxy proxy = new MemoryProxy().bind("callee");
    private final MemoryCall call = new MemoryCall(proxy.stack(), "callee");

    @Test
    void aCallIsSixMessagesInAndSevenOut() {
        for (int i = 0; i < 3; i++) {
            assertThat(call.run())
                    .containsExactly(
                            "INVITE sip:callee@192.0.2.20:5060 SIP/2.0",
                            "SIP/2.0 100 Trying",
                            "SIP/2.0 180 Ringing",
                            "SIP/2.0 200 OK",
                            "ACK sip:callee@192.0.2.20:5060 SIP/2.0",
                            "BYE sip:callee@192.0.2.20:5060 SIP/2.0",
                            "SIP/2.0 200 OK");
        }
    }

    @Test
    void itsTransactionsWaitForTheirTimersAndGo() {
        call.run();
        assertThat(proxy.stack().transactions()).isEqualTo(4);
        proxy.stack().pass(TIMERS);
        assertThat(proxy.stack().transactions()).isZero();
    }

    @Test
    void anUnknownUserIsNotCalled() {
        MemoryCall wrong = new MemoryCall(proxy.stack(), "nobody");
        assertThat(catchThrowable(wrong::run)).hasMessageStartingWith("nothing came to the callee");
    }
}
