package dev.ringback.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A proxy whose waiting transactions stay whole, and one that keeps little of them, do the same,
/// whatever happens to them.
class FoldedAlikeTest {
    private static final int RUNS = 40;
    private static final int STEPS = 120;
    private static final int[] STATUSES = {100, 180, 200, 200, 202, 302, 486, 487, 603};
    private static final int[] MILLIS = {0, 1, 200, 500, 4_000, 5_000, 12_000, 31_999, 32_000};

    private Random random = new Random();
    private FoldedProxy whole = new FoldedProxy(true);
    private FoldedProxy folded = new FoldedProxy(false);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nobodySeesWhetherLittleIsKept(long seed) {
        int saved = 0;
        for (int run = 0; run < RUNS; run++) {
            random = new Random(seed * RUNS + run);
            whole = new FoldedProxy(true);
            folded = new FoldedProxy(false);
            for (int step = 0; step < STEPS; step++) {
                String what = happen();
                String where = "seed %d, run %d, step %d: %s".formatted(seed, run, step, what);
                assertThat(folded.log).as(where).isEqualTo(whole.log);
                assertThat(folded.state()).as(where).isEqualTo(whole.state());
                saved += whole.stack.timerCount() - folded.stack.timerCount();
                whole.log.clear();
                folded.log.clear();
            }
            both(proxy -> proxy.pass(Duration.ofMinutes(5)));
            assertThat(folded.stack.timerCount()).isZero();
            assertThat(folded.stack.nextDeadline()).isEqualTo(Long.MAX_VALUE);
            assertThat(folded.log).isEqualTo(whole.log);
        }
        assertThat(saved)
                .as("waiting transactions without a timer")
                .isGreaterThan(RUNS * STEPS / 2);
    }

    private String happen() {
        both(proxy -> proxy.pass(Duration.ofNanos(1)));
        int kind = random.nextInt(12);
        return switch (kind) {
            case 0, 1, 2 -> receive();
            case 3, 4 -> {
                int index = random.nextInt(12);
                int status = STATUSES[random.nextInt(STATUSES.length)];
                both(proxy -> proxy.answer(index, status));
                yield "answer " + index + " " + status;
            }
            case 5 -> {
                int index = random.nextInt(12);
                int port = 6000 + random.nextInt(3);
                Transport transport = random.nextInt(4) == 0 ? Transport.TCP : Transport.UDP;
                Hop hop = new Hop(transport, FoldedProxy.callee(port));
                both(proxy -> proxy.forward(index, hop));
                yield "forward " + index + " to " + hop;
            }
            case 6, 7, 8 -> respond();
            case 9 -> {
                int millis = MILLIS[random.nextInt(MILLIS.length)];
                both(proxy -> proxy.pass(Duration.ofMillis(millis)));
                yield "pass " + millis;
            }
            case 10 -> fail();
            default -> {
                int index = random.nextInt(6);
                both(proxy -> proxy.cancel(index));
                yield "cancel " + index;
            }
        };
    }

    private String receive() {
        String[] methods = {"INVITE", "INVITE", "OPTIONS", "MESSAGE", "ACK", "CANCEL"};
        String method = methods[random.nextInt(methods.length)];
        int number = random.nextInt(5);
        String branch = number == 4 ? ";branch=old" : ";branch=z9hG4bK" + number;
        Flow flow = number == 3 ? StackBench.TCP : StackBench.UDP;
        String text = StackBench.text(method, branch).replace("CSeq: 7", "CSeq: " + number / 2);
        SipRequest request = (SipRequest) StackBench.parse(text);
        both(proxy -> proxy.handle(new Input.Received(flow, request)));
        return method + branch + " over " + flow.transport();
    }

    /// A response to something that was sent, now or long ago.
    private String respond() {
        List<SipRequest> sent = new ArrayList<>();
        for (Output.Send send : whole.sends) {
            if (send.message() instanceof SipRequest request
                    && !request.method().name().equals("ACK")) {
                sent.add(request);
            }
        }
        if (sent.isEmpty()) {
            return "nothing";
        }
        SipRequest request = sent.get(random.nextInt(sent.size()));
        int status = STATUSES[random.nextInt(STATUSES.length)];
        SipResponse.Builder reply = SipResponse.replyTo(request, status);
        if (status > 100) {
            reply.toTag("t" + random.nextInt(2));
        }
        if (status < 300) {
            reply.set(HeaderName.CONTACT, "<sip:b@h>");
        }
        SipResponse response = reply.build();
        both(proxy -> proxy.handle(new Input.Received(StackBench.UDP, response)));
        return "response " + status + " to " + request.method() + " " + request.topVia();
    }

    /// Something that was sent a short time ago could not be sent.
    private String fail() {
        if (whole.sends.isEmpty()) {
            return "nothing";
        }
        int index = Math.max(0, whole.sends.size() - 1 - random.nextInt(3));
        if (whole.sends.get(index).message() instanceof SipResponse response
                && whole.sends.stream().skip(index + 1).anyMatch(later -> alike(later, response))) {
            return "nothing";
        }
        both(proxy -> proxy.handle(new Input.SendFailed(proxy.sends.get(index), "gone")));
        return "unsent " + index;
    }

    /// Whether it is a later response of the same transaction, which is repeated instead.
    private static boolean alike(Output.Send later, SipResponse response) {
        return later.message() instanceof SipResponse other
                && other.topVia().equals(response.topVia())
                && other.cSeq().equals(response.cSeq());
    }

    private void both(Consumer<FoldedProxy> action) {
        action.accept(whole);
        action.accept(folded);
    }
}
