package dev.ringback.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.tls.TlsLayer.Server;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/// The first message of a client's handshake is made beside the event loop.
final class TlsBeginningTest {
    private static final byte HANDSHAKE = 22;

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(false, false);

    @Test
    void nothingIsMadeBeforeTheConnectionStands() throws Exception {
        connect();
        assertThat(tasks).isEmpty();
        channel.register();
        assertThat(tasks).hasSize(1);
    }

    @Test
    void theLoopMakesNoKeys() throws Exception {
        connect();
        channel.register();
        channel.runPendingTasks();
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(channel.config().isAutoRead()).isFalse();

        tasks.remove().run();
        channel.runPendingTasks();
        ByteBuf hello = channel.readOutbound();
        assertThat(hello.getByte(0)).isEqualTo(HANDSHAKE);
        hello.release();
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(channel.releaseOutbound()).isFalse();
    }

    @Test
    void aConnectionThatEndsMeanwhileStaysAsItIs() throws Exception {
        connect();
        channel.register();
        channel.close().sync();
        channel.runPendingTasks();
        tasks.remove().run();
        channel.runPendingTasks();
        assertThat(channel.<Object>readOutbound()).isNull();
        channel.checkException();
    }

    private void connect() {
        TlsLayer.connect(
                channel,
                new Server("example.com", 5061),
                TlsContext.of(TlsSettings.client()),
                tasks::add,
                Duration.ofSeconds(10));
    }
}
