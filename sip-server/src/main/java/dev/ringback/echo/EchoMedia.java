package dev.ringback.echo;

import java.net.InetAddress;
import java.util.function.Consumer;

/// The sound of the echo's calls: sockets that send back what they hear. Its methods may be called
/// from any thread, and return at once.
public interface EchoMedia extends AutoCloseable {
    /// No sound: session descriptions name the port 9 (discard), and nobody listens there.
    EchoMedia NONE =
            new EchoMedia() {
                @Override
                public void open(Place place, Consumer<Opened> then) {
                    then.accept(new Full(0, 0));
                }

                @Override
                public void close() {}
            };

    /// Opens a stream for one call.
    ///
    /// @param then is told once what became of it, by any thread
    void open(Place place, Consumer<Opened> then);

    /// Ends all streams.
    @Override
    void close();

    /// Where a call is to be heard.
    ///
    /// @param bind the own address that its socket is bound to; may be the wildcard
    /// @param advertised the host that the peer is told, an IPv6 literal in brackets
    record Place(InetAddress bind, String advertised) {}

    /// What became of the wish for a stream.
    sealed interface Opened {}

    /// It is open.
    record Ready(EchoStream stream) implements Opened {}

    /// There are too many already.
    ///
    /// @param calls how many there are
    /// @param most how many there may be
    record Full(int calls, int most) implements Opened {}
}
