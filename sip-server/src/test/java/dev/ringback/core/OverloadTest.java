package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Resource;
import dev.ringback.header.HeaderName;
import dev.ringback.location.MemoryLocation;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Backlog;
import dev.ringback.stack.Notice;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What is refused when there is too much to do, and what is not: RFC 3261 §21.5.4, §8.2.7.
class OverloadTest {
    private final Waiting outside = new Waiting();
    private static final long PLENTY = 1L << 30;
    private final LoadSettings small = new LoadSettings(8, PLENTY, 8, 8, 90, Duration.ofSeconds(2));
    private final CoreBench bench = new CoreBench(small, outside, new MemoryLocation());
    private int branch;

    @Test
    void newWorkIsRefusedWithRetryAfterAndWithoutState() {
        outside.waiting = 8;
        bench.receive(CoreBench.CALLER, next("OPTIONS", "sip:example.com"));
        SipResponse busy = bench.lastResponse();
        assertThat(busy.status()).isEqualTo(503);
        assertThat(Integer.parseInt(String.valueOf(busy.value(HeaderName.RETRY_AFTER))))
                .isBetween(5, 10);
        assertThat(bench.stack.transactionCount()).isZero();
        assertThat(bench.stack.timerCount()).isZero();
        assertThat(bench.cause()).isEqualTo(new Cause.Overloaded(Resource.MAILBOX, 8, 8));
    }

    @Test
    void everyKindOfBoundRefuses() {
        outside.busy = 90;
        assertThat(status("INVITE")).isEqualTo(503);
        outside.busy = 0;
        assertThat(status("OPTIONS")).isEqualTo(200);
        for (int i = 0; i < 8; i++) {
            status("OPTIONS");
        }
        assertThat(bench.stack.transactionCount()).isEqualTo(8);
        assertThat(status("OPTIONS")).isEqualTo(503);
        bench.pass(Duration.ofSeconds(40));
        assertThat(status("OPTIONS")).isEqualTo(200);
    }

    @Test
    void aTransactionThatOnlyWaitsTakesLittleRoom() {
        LoadSettings tight = small.with(1_000_000, 64 << 10);
        CoreBench tightBench = new CoreBench(tight, outside, new MemoryLocation());
        tightBench.bind("bob", "sip:bob@192.0.2.20");
        for (int i = 0; i < 8; i++) {
            tightBench.receive(CoreBench.CALLER, next("INVITE", "sip:bob@example.com"));
            assertThat(tightBench.lastResponse().status()).isEqualTo(100);
        }
        assertThat(tightBench.stack.transactionMemory()).isEqualTo(64 << 10);
        tightBench.receive(CoreBench.CALLER, next("INVITE", "sip:bob@example.com"));
        SipResponse busy = tightBench.lastResponse();
        assertThat(busy.status()).isEqualTo(503);
        assertThat(tightBench.cause()).isEqualTo(new Cause.Overloaded(Resource.MEMORY, 64, 64));
        for (SipRequest invite : tightBench.forwarded("INVITE")) {
            tightBench.answer(invite, 200, "b");
        }
        assertThat(tightBench.stack.transactionCount()).isEqualTo(16);
        assertThat(tightBench.stack.transactionMemory()).isLessThanOrEqualTo(16 << 10);
        tightBench.receive(CoreBench.CALLER, next("OPTIONS", "sip:example.com"));
        assertThat(tightBench.lastResponse().status()).isEqualTo(200);
    }

    @Test
    void whatBelongsToACallIsRefusedLast() {
        outside.waiting = 9;
        assertThat(status("INVITE")).isEqualTo(503);
        assertThat(status("REGISTER")).isEqualTo(503);
        String tagged = "To: <sip:echo@example.com>;tag=x";
        for (String method : new String[] {"BYE", "INFO", "INVITE"}) {
            String inDialog = next(method, "sip:echo@example.com");
            bench.receive(CoreBench.CALLER, inDialog.replaceFirst("To: <[^>]*>", tagged));
            assertThat(bench.lastResponse().status()).as(method).isEqualTo(481);
        }
        assertThat(status("CANCEL")).isEqualTo(481);
        outside.waiting = 10;
        assertThat(status("BYE")).as("the reserve is used up too").isEqualTo(503);
    }

    @Test
    void aRetransmissionOfWhatWasTakenIsNotRefused() {
        String options = next("OPTIONS", "sip:example.com");
        bench.receive(CoreBench.CALLER, options);
        outside.waiting = 100;
        bench.receive(CoreBench.CALLER, options);
        assertThat(bench.statuses()).containsExactly(200, 200);
    }

    @Test
    void theCancelOfACallThatWasTakenIsNotRefused() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        bench.receive(CoreBench.CALLER, CoreBench.text("INVITE", "sip:bob@example.com", "c"));
        outside.waiting = 100;
        bench.receive(CoreBench.CALLER, CoreBench.text("CANCEL", "sip:bob@example.com", "c"));
        assertThat(bench.lastResponse().status()).isEqualTo(200);
    }

    @Test
    void itDoesNotFlap() {
        outside.waiting = 8;
        assertThat(status("OPTIONS")).isEqualTo(503);
        outside.waiting = 7;
        assertThat(status("OPTIONS")).isEqualTo(503);
        outside.waiting = 6;
        assertThat(status("OPTIONS")).isEqualTo(200);
        outside.waiting = 7;
        assertThat(status("OPTIONS")).isEqualTo(200);
    }

    @Test
    void theAckOfARefusalWithoutStateGoesNowhere() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        outside.waiting = 8;
        String invite = next("INVITE", "sip:bob@example.com");
        bench.receive(CoreBench.CALLER, invite);
        String to = String.valueOf(bench.lastResponse().value(HeaderName.TO));
        String ack = invite.replace("INVITE", "ACK").replaceFirst("To: .*", "To: " + to);
        bench.receive(CoreBench.CALLER, ack);
        assertThat(bench.forwarded("ACK")).isEmpty();
        assertThat(bench.notices).contains(new Notice.Dropped("ack_of_stateless"));
        bench.receive(CoreBench.CALLER, invite);
        assertThat(bench.lastResponse().value(HeaderName.TO)).as("the same tag").isEqualTo(to);
    }

    private int status(String method) {
        bench.receive(CoreBench.CALLER, next(method, "sip:example.com"));
        return bench.lastResponse().status();
    }

    private String next(String method, String uri) {
        branch++;
        return CoreBench.text(method, uri, "o" + branch).replace("call-1", "call-" + branch);
    }

    private static final class Waiting implements Backlog {
        int waiting;
        int busy;

        @Override
        public int waiting() {
            return waiting;
        }

        @Override
        public int busy() {
            return busy;
        }
    }
}
