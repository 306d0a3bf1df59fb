package dev.ringback.it.why;

import dev.ringback.stack.Flow;
import dev.ringback.stack.SourceGate;
import java.net.InetAddress;

/// A gate to which every source sends more than it may.
final class SlowGate implements SourceGate {
    @Override
    public boolean banned(InetAddress source) {
        return false;
    }

    @Override
    public Passage arrived(Flow flow, boolean request) {
        return Passage.ONGOING;
    }

    @Override
    public void malformed(Flow flow) {}
}
