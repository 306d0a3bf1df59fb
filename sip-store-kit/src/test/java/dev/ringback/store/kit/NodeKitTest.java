package dev.ringback.store.kit;

import dev.ringback.cluster.NodeAddress;
import dev.ringback.cluster.NodeLocation;
import dev.ringback.cluster.Nodes;
import dev.ringback.cluster.Sharing;
import dev.ringback.location.LocationService;
import dev.ringback.location.MemoryLocation;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.crypto.spec.SecretKeySpec;

class NodeKitTest extends LocationKit {
    @Override
    protected LocationService open() {
        NodeAddress node =
                NodeAddress.of(
                        Transport.UDP,
                        new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060),
                        new SecretKeySpec(new byte[32], "HmacSHA256"));
        return new NodeLocation(new MemoryLocation(), node, Sharing.FEDERATION, Nodes.UNKNOWN);
    }
}
