package dev.ringback.callflow.hep;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The address of a host, looked up anew every minute. Where that fails the last one counts. One
/// thread.
final class HostLookup {
    private static final long FRESH = Duration.ofMinutes(1).toNanos();

    private final String host;
    private final Names names;
    private final LongSupplier clock;
    private InetAddress address;
    private long since;

    /// What knows the addresses of names.
    interface Names {
        InetAddress address(String host) throws UnknownHostException;
    }

    /// @param clock of monotonic nanoseconds
    /// @throws UnknownHostException if it is not known now
    HostLookup(String host, Names names, LongSupplier clock) throws UnknownHostException {
        this.host = host;
        this.names = names;
        this.clock = clock;
        this.since = clock.getAsLong();
        this.address = names.address(host);
    }

    InetAddress address() {
        long now = clock.getAsLong();
        if (now - since >= FRESH) {
            since = now;
            try {
                address = names.address(host);
            } catch (UnknownHostException _) {
                return address;
            }
        }
        return address;
    }
}
