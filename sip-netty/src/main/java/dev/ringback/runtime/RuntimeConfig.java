package dev.ringback.runtime;

import dev.ringback.parse.ParseLimits;
import dev.ringback.resolver.DnsConfig;
import dev.ringback.sip.spi.WireTap;
import dev.ringback.socket.Backend;
import dev.ringback.socket.ListenAddress;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SourceGate;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.Timers;
import dev.ringback.transport.TransportContext;
import dev.ringback.transport.TransportLimits;
import dev.ringback.websocket.WebSocketSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// How a [SipRuntime] is set up. Immutable; made by [#builder].
public final class RuntimeConfig {
    private final Builder values;

    private RuntimeConfig(Builder values) {
        this.values = values;
    }

    /// A builder with every default and no listen address.
    public static Builder builder() {
        return new Builder();
    }

    /// How many shards, each with its event loop.
    public int shards() {
        return values.shards;
    }

    /// The listen addresses in the order given.
    public List<ListenAddress> listen() {
        return List.copyOf(values.listen);
    }

    /// The kind of sockets.
    public Backend backend() {
        return values.backend;
    }

    /// What bounds the sockets.
    public TransportLimits transportLimits() {
        return values.transportLimits;
    }

    /// What bounds a message.
    public ParseLimits parseLimits() {
        return values.parseLimits;
    }

    /// The timers of the transactions, RFC 3261 Appendix A.
    public Timers timers() {
        return values.timers;
    }

    /// Takes what is to be counted, from many threads.
    public Consumer<Notice> notices() {
        return values.notices;
    }

    /// The host that peers are told, or null to tell the bound addresses.
    public @Nullable String advertise() {
        return values.advertise;
    }

    /// Whether a socket on every address is told by its loopback address, too, to peers there.
    public boolean everyAddress() {
        return values.everyAddress;
    }

    /// Sees each message that passes the sockets; called on the shards' threads.
    public WireTap tap() {
        return values.tap;
    }

    /// Makes who hears what a shard does, by the number of the shard.
    public IntFunction<ShardWatch> watches() {
        return values.watches;
    }

    /// Decides what a source may send at all; asked by many threads.
    public SourceGate gate() {
        return values.gate;
    }

    /// The time of the stacks.
    public MonotonicClock clock() {
        return values.clock;
    }

    /// How many messages may wait for a shard that did not receive them itself.
    public int mailbox() {
        return values.mailbox;
    }

    /// The transports whose connections are only opened, from these addresses.
    public List<ListenAddress> outgoing() {
        return List.copyOf(values.outgoing);
    }

    /// What lies between stream sockets and messages.
    public TransportContext.Secure secure() {
        return values.secure;
    }

    /// Who is asked about names.
    public DnsConfig dns() {
        return values.dns;
    }

    /// Sets up a [RuntimeConfig].
    public static final class Builder {
        private final List<ListenAddress> listen = new ArrayList<>();
        private final List<ListenAddress> outgoing = new ArrayList<>();
        private int shards = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        private Backend backend = Backend.preferred();
        private TransportLimits transportLimits = TransportLimits.defaults();
        private ParseLimits parseLimits = ParseLimits.defaults();
        private Timers timers = Timers.defaults();
        private Consumer<Notice> notices = _ -> {};
        private @Nullable String advertise;
        private boolean everyAddress;
        private WireTap tap = (_, _, _) -> {};
        private IntFunction<ShardWatch> watches = _ -> ShardWatch.NONE;
        private SourceGate gate = SourceGate.OPEN;
        private int mailbox = 4_096;
        private MonotonicClock clock = new MonotonicClock();
        private DnsConfig dns = DnsConfig.defaults();
        private TransportContext.Secure secure =
                new TransportContext.Secure(null, WebSocketSettings.defaults(), Map.of());

        private Builder() {}

        private Builder(Builder other) {
            listen.addAll(other.listen);
            outgoing.addAll(other.outgoing);
            shards = other.shards;
            backend = other.backend;
            transportLimits = other.transportLimits;
            parseLimits = other.parseLimits;
            timers = other.timers;
            notices = other.notices;
            advertise = other.advertise;
            everyAddress = other.everyAddress;
            tap = other.tap;
            watches = other.watches;
            gate = other.gate;
            mailbox = other.mailbox;
            clock = other.clock;
            dns = other.dns;
            secure = other.secure;
        }

        /// The time of the stacks, for those who tell times to them; else one that begins here.
        public Builder clock(MonotonicClock started) {
            clock = started;
            return this;
        }

        /// Adds a listen address. Port 0 takes any free port.
        public Builder listen(Transport transport, InetSocketAddress address) {
            listen.add(new ListenAddress(transport, address));
            return this;
        }

        /// Opens connections of a transport without listening for any.
        ///
        /// @param own the own address that connections leave from; a wildcard for any
        public Builder outgoing(Transport transport, InetAddress own) {
            outgoing.add(new ListenAddress(transport, new InetSocketAddress(own, 0)));
            return this;
        }

        /// Sets the number of shards: at least 1; half of the processors by default.
        public Builder shards(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("shards: " + number);
            }
            shards = number;
            return this;
        }

        /// Sets the kind of sockets; epoll where there is one by default.
        public Builder backend(Backend kind) {
            backend = kind;
            return this;
        }

        /// Sets the limits of the sockets.
        public Builder transportLimits(TransportLimits limits) {
            transportLimits = limits;
            return this;
        }

        /// Sets the limits of a message.
        public Builder parseLimits(ParseLimits limits) {
            parseLimits = limits;
            return this;
        }

        /// Sets the transaction timers.
        public Builder timers(Timers values) {
            timers = values;
            return this;
        }

        /// Sets who counts; it must be fast, safe for many threads, and not throw.
        public Builder notices(Consumer<Notice> listener) {
            notices = listener;
            return this;
        }

        /// Sets the host that peers are told in Via, Contact and Record-Route; null for the bound
        /// addresses.
        public Builder advertise(@Nullable String host) {
            advertise = host;
            return this;
        }

        /// Sets whether a socket on every address is told by its loopback address, too, to peers
        /// there; not by default.
        public Builder everyAddress(boolean both) {
            everyAddress = both;
            return this;
        }

        /// Sets who sees each message that passes the sockets; it must be fast, safe for many
        /// threads, and not throw.
        public Builder tap(WireTap listener) {
            tap = listener;
            return this;
        }

        /// Sets who hears what a shard does, by the number of the shard; called once for each.
        public Builder watches(IntFunction<ShardWatch> makers) {
            watches = makers;
            return this;
        }

        /// Sets who decides what a source may send at all; everybody may send anything by default.
        public Builder gate(SourceGate judge) {
            gate = judge;
            return this;
        }

        /// Sets how many messages may wait for a shard that did not receive them itself; 4,096 by
        /// default.
        public Builder mailbox(int messages) {
            mailbox = messages;
            return this;
        }

        /// Sets what lies between stream sockets and messages; no TLS by default, and WebSocket for
        /// pages of any origin.
        public Builder secure(TransportContext.Secure layers) {
            secure = layers;
            return this;
        }

        /// Sets who is asked about names; the system's name servers by default.
        public Builder dns(DnsConfig config) {
            dns = config;
            return this;
        }

        /// The configuration.
        public RuntimeConfig build() {
            return new RuntimeConfig(new Builder(this));
        }
    }
}
