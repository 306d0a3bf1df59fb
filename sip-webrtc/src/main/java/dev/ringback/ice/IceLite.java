package dev.ringback.ice;

import dev.ringback.stun.ShortTermCredential;
import dev.ringback.stun.StunMessage;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An ICE-lite agent with one component: answers connectivity checks and lets the peer choose the
/// path, RFC 8445 §2.5, §7.3, §8.2. One owner.
///
/// A check that proves our password also is the peer's consent to be sent to: RFC 7675 §5.1, seen
/// from the side that makes no checks of its own.
public final class IceLite implements Path {
    /// How long a check is good for: RFC 7675 §5.1.
    public static final Duration CONSENT = Duration.ofSeconds(30);

    private static final int USERNAME = 0x0006;
    private static final int PRIORITY = 0x0024;
    private static final int USE_CANDIDATE = 0x0025;
    private static final int ICE_CONTROLLED = 0x8029;
    private static final Set<Integer> UNDERSTOOD = Set.of(PRIORITY, USE_CANDIDATE);
    private static final int MOST_PATHS = 16;

    private final Map<InetSocketAddress, Long> checked = new LinkedHashMap<>();
    private List<Session> sessions;
    private @Nullable InetSocketAddress selected;

    /// What both sides need to prove: the names are exchanged, the password is ours.
    private record Session(String username, ShortTermCredential password) {
        static Session of(IceCredentials own, String peer) {
            String username = own.fragment() + ':' + peer;
            return new Session(username, new ShortTermCredential(own.password()));
        }
    }

    /// @param own what we told the peer
    /// @param peer the peer's `ice-ufrag`
    public IceLite(IceCredentials own, String peer) {
        sessions = List.of(Session.of(own, peer));
    }

    /// ICE begins anew: RFC 8445 §9. Checks with the old credentials hold until the first with the
    /// new ones, however often it begins anew until then.
    public void restart(IceCredentials own, String peer) {
        sessions = List.of(Session.of(own, peer), sessions.getLast());
    }

    /// Takes a datagram that may be a check.
    ///
    /// Deviation: RFC 5389 §10.1.2 answers a request without the right credentials with 400 or 401;
    /// here it is dropped, docs/adr/0040.
    ///
    /// @param datagram holds it from its first octet on
    /// @param length how many octets it has
    /// @param from where it came from
    /// @param now any monotonic time, in nanoseconds
    /// @return what to send back there; null for nothing
    public byte @Nullable [] answer(byte[] datagram, int length, InetSocketAddress from, long now) {
        StunMessage request = StunMessage.parse(datagram, 0, length);
        if (request == null || !request.isRequest()) {
            return null;
        }
        Session session = session(request, datagram, length);
        if (session == null) {
            return null;
        }
        List<Integer> unknown = request.unknownAttributes(UNDERSTOOD);
        if (!unknown.isEmpty()) {
            return session.password.sign(StunMessage.unknownAttribute(request, unknown));
        }
        if (request.attribute(ICE_CONTROLLED) != null) {
            // §7.3.1.1: a lite agent never controls, so its peer has to.
            return session.password.sign(StunMessage.errorResponse(request, 487, "Role Conflict"));
        }
        if (!note(from, now)) {
            return null;
        }
        if (session.equals(sessions.getFirst())) {
            sessions = List.of(session);
        }
        if (request.attribute(USE_CANDIDATE) != null || selected == null) {
            selected = from;
        }
        return session.password.sign(StunMessage.bindingResponse(request, from));
    }

    private @Nullable Session session(StunMessage request, byte[] datagram, int length) {
        byte[] named = request.attribute(USERNAME);
        String username = named == null ? "" : new String(named, StandardCharsets.UTF_8);
        for (Session session : sessions) {
            if (session.username.equals(username) && session.password.signed(datagram, 0, length)) {
                return session;
            }
        }
        return null;
    }

    private boolean note(InetSocketAddress from, long now) {
        if (!checked.containsKey(from) && checked.size() >= MOST_PATHS) {
            checked.values().removeIf(last -> now - last > CONSENT.toNanos());
        }
        if (!checked.containsKey(from) && checked.size() >= MOST_PATHS) {
            return false;
        }
        checked.put(from, now);
        return true;
    }

    @Override
    public void heard(InetSocketAddress from, long now) {
        // Only checks keep consent alive: RFC 7675 §5.1.
    }

    /// Where to send: the path that the peer chose, or until then the first that it checked. Null
    /// when there is none, or its consent has run out.
    @Override
    public @Nullable InetSocketAddress target(long now) {
        InetSocketAddress chosen = selected;
        return chosen != null && accepts(chosen, now) ? chosen : null;
    }

    /// Whether datagrams from there are the peer's: it was checked, and not too long ago.
    @Override
    public boolean accepts(InetSocketAddress from, long now) {
        Long last = checked.get(from);
        return last != null && now - last <= CONSENT.toNanos();
    }
}
