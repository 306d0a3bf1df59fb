package dev.ringback.bench.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ringback.cause.Cause;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.TransactionUser;
import dev.ringback.transaction.ServerTransaction;
import java.time.Duration;
import java.util.stream.IntStream;

/// Server transactions on a stack whose user answers at once. The same requests come again when
/// their transactions have ended: 41 seconds later by the stack's clock.
final class MachineSteps {
    private static final int REQUESTS = 4096;
    private static final Duration BETWEEN = Duration.ofMillis(10);

    private final MemoryStack stack = new MemoryStack(_ -> new Answering());
    private final Input.Received[] invites =
            IntStream.range(0, REQUESTS)
                    .mapToObj(number -> received("INVITE", number))
                    .toArray(Input.Received[]::new);
    private final Input.Received[] acks =
            IntStream.range(0, REQUESTS)
                    .mapToObj(number -> received("ACK", number))
                    .toArray(Input.Received[]::new);
    private final Input.Received options = received("OPTIONS", REQUESTS);
    private int next;

    MachineSteps() {
        stack.handle(options);
        sent();
    }

    /// A new INVITE, which is answered with 180 and 486 and acknowledged; 10 ms pass.
    ///
    /// @return how many messages were sent
    int invite() {
        stack.pass(BETWEEN);
        stack.handle(invites[next]);
        stack.handle(acks[next]);
        next = (next + 1) % REQUESTS;
        return sent();
    }

    /// A request that was answered comes once more.
    ///
    /// @return how many messages were sent
    int retransmission() {
        stack.handle(options);
        return sent();
    }

    /// The transactions that are not over.
    int transactions() {
        return stack.transactions();
    }

    private int sent() {
        int sent = 0;
        while (stack.toCaller() != null) {
            sent++;
        }
        return sent;
    }

    private static Input.Received received(String method, int number) {
        String tag = method.equals("ACK") ? ";tag=callee" : "";
        String text =
                method
                        + " sip:callee@bench.test SIP/2.0\r\n"
                        + "Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKstep"
                        + number
                        + "\r\n"
                        + "Max-Forwards: 70\r\n"
                        + "From: <sip:caller@bench.test>;tag=a"
                        + number
                        + "\r\n"
                        + "To: <sip:callee@bench.test>"
                        + tag
                        + "\r\n"
                        + "Call-ID: step-"
                        + number
                        + "\r\n"
                        + "CSeq: 1 "
                        + method
                        + "\r\n"
                        + "Contact: <sip:caller@192.0.2.10>\r\n"
                        + "Content-Length: 0\r\n\r\n";
        return new Input.Received(MemoryStack.CALLER, parsed(text.getBytes(ISO_8859_1)));
    }

    private static SipMessage parsed(byte[] octets) {
        return switch (new MessageParser(ParseLimits.defaults()).parse(octets)) {
            case Parsed parsed -> parsed.message();
            case Malformed malformed -> throw new IllegalStateException(malformed.reason());
        };
    }

    /// Answers an INVITE with 180 and 486, everything else with 200.
    private static final class Answering implements TransactionUser {
        @Override
        public void request(ServerTransaction transaction) {
            SipRequest request = transaction.request();
            boolean invite = request.method().equals(Method.INVITE);
            if (invite) {
                transaction.respond(SipResponse.replyTo(request, 180).toTag("callee").build());
            }
            transaction.respond(
                    SipResponse.replyTo(request, invite ? 486 : 200).toTag("callee").build(),
                    new Cause.Decided("benchmark"));
        }

        @Override
        public void ack(SipRequest ack, Flow flow) {}

        @Override
        public void response(SipResponse response, Flow flow) {}
    }
}
