package dev.ringback.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.message.SipRequest;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.parse.StreamFramer;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamOrdersTest {
    private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

    private final Failures failures = new Failures();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Encoder encoder = new Encoder();

    private static Output.Send send(String callId) {
        String text =
                """
                OPTIONS sip:a.test SIP/2.0
                Via: SIP/2.0/TCP a.test;branch=z9hG4bK1
                From: <sip:a@a.test>;tag=1
                To: <sip:b@a.test>
                Call-ID: %s
                CSeq: 1 OPTIONS
                Max-Forwards: 70
                Content-Length: 0

                """
                        .formatted(callId)
                        .replace("\n", "\r\n");
        MessageParser parser = new MessageParser(ParseLimits.defaults());
        Parsed parsed = (Parsed) parser.parse(text.getBytes(StandardCharsets.UTF_8));
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060);
        return new Output.Send(new Hop(Transport.TCP, remote), parsed.message());
    }

    private StreamOrders three() {
        StreamOrders orders = new StreamOrders(channel);
        for (String callId : List.of("one", "two", "three")) {
            orders.add(send(callId), failures);
        }
        return orders;
    }

    @Test
    void messagesOfATurnAreOneWriteInOrder() {
        StreamOrders orders = three();
        orders.addPong();
        ByteBuf buffer = encoder.encode(orders, ALLOCATOR);
        String text = buffer.toString(StandardCharsets.UTF_8);
        buffer.release();
        assertThat(orders.messages()).isEqualTo(3);
        assertThat(text.length()).isEqualTo(orders.size());
        assertThat(text)
                .isEqualTo(
                        send("one").message().toString()
                                + send("two").message()
                                + send("three").message()
                                + "\r\n");
    }

    @Test
    void onlyWhatTheKernelDidNotTakeWholeFails() {
        StreamOrders orders = three();
        int first = send("one").message().size();
        assertThat(orders.tryProgress(first + 10, -1)).isTrue();
        orders.tryFailure(new IOException("Broken pipe"));
        assertThat(failures.told).containsExactly("two: broken pipe", "three: broken pipe");
    }

    @Test
    void successIsToldToNobody() {
        StreamOrders orders = three();
        assertThat(orders.trySuccess(null)).isTrue();
        assertThat(failures.told).isEmpty();
    }

    @Test
    void memoryIsUsedAgainOnlyWhenItIsFree() {
        ByteBuf first = encoder.encode(three(), ALLOCATOR);
        ByteBuf second = encoder.encode(three(), ALLOCATOR);
        second.setByte(0, 'x');
        assertThat(first.getByte(0)).isEqualTo((byte) 'O');
        first.release();
        ByteBuf third = encoder.encode(three(), ALLOCATOR);
        assertThat(third).isSameAs(first);
        second.release();
        third.release();
    }

    /// Keeps what was not sent.
    private static final class Failures implements Inbox {
        private final List<String> told = new ArrayList<>();

        @Override
        public void sendFailed(Output.Send send, String reason) {
            told.add(((SipRequest) send.message()).callId() + ": " + reason);
        }

        @Override
        public void message(Flow flow, byte[] bytes) {}

        @Override
        public void message(Flow flow, StreamFramer.Frame frame) {}

        @Override
        public void malformed(Flow flow, Malformed malformed) {}

        @Override
        public void carried(SipRequest request, long connection) {}

        @Override
        public void unreachable(InetSocketAddress remote, String reason) {}

        @Override
        public void closed(Flow flow, String reason) {}

        @Override
        public void tell(Notice notice) {}

        @Override
        public void endOfTurn() {}

        @Override
        public @Nullable InetSocketAddress source(Destination to) {
            return null;
        }
    }
}
