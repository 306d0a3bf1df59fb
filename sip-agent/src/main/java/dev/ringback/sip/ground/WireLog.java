package dev.ringback.sip.ground;

import dev.ringback.message.SipMessage;
import dev.ringback.sip.WireEvent;
import dev.ringback.sip.spi.WireTap;
import dev.ringback.stack.Destination;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Tells the application of the messages that pass the sockets.
public final class WireLog implements WireTap {
    private static final int REMEMBERED = 512;

    private final Ground ground;
    private final Strand strand;
    private final List<Consumer<WireEvent>> listeners = new CopyOnWriteArrayList<>();

    /// What passed of late, by its octets and direction: to know a message when it comes again.
    private final Map<Integer, Boolean> passed =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// One that nobody listens to.
    public WireLog(Ground ground) {
        this.ground = ground;
        this.strand = new Strand(ground, "sip-wire");
    }

    /// Tells this one, too.
    public void listen(Consumer<WireEvent> listener) {
        listeners.add(listener);
    }

    @Override
    public void passed(boolean sent, Destination peer, SipMessage message) {
        if (listeners.isEmpty()) {
            return;
        }
        int key = 31 * Arrays.hashCode(message.toBytes()) + Boolean.hashCode(sent);
        boolean again = passed.put(key, sent) != null;
        WireEvent event =
                new WireEvent(
                        ground.host().now(), sent, peer.transport(), peer.remote(), message, again);
        strand.post(() -> listeners.forEach(listener -> listener.accept(event)));
    }
}
