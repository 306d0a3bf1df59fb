package dev.ringback.tls;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/// Keeps a connection that we opened waiting while another thread makes the first message of its
/// handshake, whose fresh keys (RFC 8446 §4.2.8) are arithmetic as well. Nothing is made for a
/// connection that is never established.
///
/// On its channel's event loop, but for the making itself.
final class TlsBeginning extends ChannelInboundHandlerAdapter {
    private final Supplier<TlsContext.Client> engines;
    private final Executor tasks;
    private final Function<TlsContext.Client, List<ChannelHandler>> layer;

    /// @param engines makes the engine
    /// @param tasks runs the arithmetic
    /// @param layer makes the handlers that take the place of this one, of an engine that has begun
    TlsBeginning(
            Supplier<TlsContext.Client> engines,
            Executor tasks,
            Function<TlsContext.Client, List<ChannelHandler>> layer) {
        this.engines = engines;
        this.tasks = tasks;
        this.layer = layer;
    }

    /// Not yet: and who speaks before we do has to wait.
    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(false);
        tasks.execute(() -> make(context));
    }

    private void make(ChannelHandlerContext context) {
        EventExecutor loop = context.executor();
        try {
            TlsContext.Client client = engines.get();
            client.engine().beginHandshake();
            execute(loop, () -> begun(context, client));
        } catch (SSLException e) {
            execute(loop, () -> context.fireExceptionCaught(e));
        }
    }

    private static void execute(EventExecutor loop, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException _) {
            // the loop has ended meanwhile, and its connections with it
        }
    }

    private void begun(ChannelHandlerContext context, TlsContext.Client client) {
        if (context.isRemoved()) {
            return; // the connection is gone
        }
        ChannelPipeline pipeline = context.pipeline();
        for (ChannelHandler each : layer.apply(client).reversed()) {
            pipeline.addAfter(context.name(), null, each);
        }
        pipeline.remove(this);
        pipeline.flush(); // what was made goes out
        context.channel().config().setAutoRead(true);
    }
}
