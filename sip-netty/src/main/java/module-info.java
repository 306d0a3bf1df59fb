/// Everything real around the stack: sockets on Netty, shards on event loops, timers, name
/// resolution.
module dev.ringback.netty {
    requires transitive dev.ringback.sip;
    requires transitive dev.ringback.stack;
    requires static transitive org.jspecify;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires org.dnsjava;
    requires org.slf4j;

    exports dev.ringback.resolver;
    exports dev.ringback.runtime;
    exports dev.ringback.socket;
    exports dev.ringback.tls;
    exports dev.ringback.transport;
    exports dev.ringback.websocket;

    provides dev.ringback.sip.spi.AgentNetwork with
            dev.ringback.runtime.AgentSockets;
}
