package dev.ringback.cluster;

import dev.ringback.flow.FlowTokens;
import dev.ringback.header.NameAddress;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// A node by the address at which the others reach it, and by the life of its process: a connection
/// that one life had means nothing in the next.
///
/// @param uri where it is reached: host, port, transport
/// @param life a word for this process, other than that of its earlier ones
/// @param key signs what it writes about its flows
public record NodeAddress(SipUri uri, String life, SecretKey key) {
    private static final String LIFE = "node";
    private static final String FLOW = "ft";
    private static final int LIFE_OCTETS = 5;
    private static final Pattern A_LIFE = Pattern.compile("[0-9a-f]{" + 2 * LIFE_OCTETS + '}');

    /// A node that begins its life.
    ///
    /// @param socket where it is reached
    /// @param key signs what it writes about its flows
    public static NodeAddress of(Transport transport, InetSocketAddress socket, SecretKey key) {
        byte[] life = new byte[LIFE_OCTETS];
        new SecureRandom().nextBytes(life);
        SipUri uri =
                SipUri.of(false, null, socket.getAddress().getHostAddress(), socket.getPort())
                        .withParameter("transport", transport.parameter());
        return new NodeAddress(uri, HexFormat.of().formatHex(life), key);
    }

    /// Its name among the others, `host:port`.
    public String name() {
        return uri.host() + ':' + uri.port();
    }

    /// The Path of a client that is reached by a flow of this node: RFC 5626 §5.1.
    NameAddress path(Flow flow) {
        SipUri through =
                uri.withParameter("lr", "")
                        .withParameter("ob", "")
                        .withParameter(LIFE, life)
                        .withParameter(FLOW, new FlowTokens(key).inPath(flow));
        return NameAddress.of(through);
    }

    /// Whether a Path leads to this node, in this life or an earlier one.
    boolean leadsHere(NameAddress first) {
        return first.uri() instanceof SipUri other && ofANode(other) && same(other, uri);
    }

    /// Whether it has all that a node writes: edge proxies of others may know a `node`, too.
    private static boolean ofANode(SipUri uri) {
        String life = uri.parameter(LIFE);
        return life != null
                && A_LIFE.matcher(life).matches()
                && uri.parameter(FLOW) != null
                && uri.parameter("ob") != null;
    }

    /// Whether a Path was written in this life.
    boolean written(NameAddress first) {
        return first.uri() instanceof SipUri other && life.equals(other.parameter(LIFE));
    }

    /// The node to which a Path leads, as `host:port`; null where its first proxy is none of ours.
    static @Nullable String node(NameAddress first) {
        return first.uri() instanceof SipUri other && ofANode(other)
                ? other.host() + ':' + other.port()
                : null;
    }

    private static boolean same(SipUri one, SipUri other) {
        return one.host().equals(other.host()) && one.port() == other.port();
    }
}
