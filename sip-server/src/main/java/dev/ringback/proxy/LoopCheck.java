package dev.ringback.proxy;

import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.ListenPoint;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds loops by what our own branches say of the request when it passed before: RFC 3261 §16.3
/// step 4 and §16.6 step 8 as RFC 5393 §4.2 amends them.
///
/// The second part of a branch, the fingerprint, is written where RFC 5393 §4.1 demands it: when a
/// request forks; and when it has been here before, so that a loop without forks ends at its third
/// visit and not with its hops. A request that passes once to one place costs nothing.
final class LoopCheck {
    private static final char SEPARATOR = '.';
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final List<ListenPoint> ourselves;

    LoopCheck(List<ListenPoint> ourselves) {
        this.ourselves = ourselves;
    }

    /// The branch for a request that is forwarded: unique, then the fingerprint of what routed it
    /// here.
    static String branch(String unique, String fingerprint) {
        return unique + SEPARATOR + fingerprint;
    }

    /// What decides about a request's way, as it was received: a request that comes again with the
    /// same fingerprint loops; one that comes with another (a spiral) does not. The method is not
    /// in it, so that CANCEL and ACK have the branch of their INVITE.
    static String fingerprint(SipRequest request) {
        long hash = FNV_OFFSET;
        hash = mix(hash, request.requestUri().toString());
        hash = mix(hash, request.callId());
        hash = mix(hash, request.from().tag());
        hash = mix(hash, request.to().tag());
        hash = mix(hash, request.cSeq().number());
        hash = mixAll(hash, request, HeaderName.ROUTE);
        hash = mixAll(hash, request, HeaderName.PROXY_REQUIRE);
        hash = mixAll(hash, request, HeaderName.PROXY_AUTHORIZATION);
        return Long.toHexString(hash);
    }

    /// The same, of that alone which an INVITE shares with its ACK and CANCEL: for a proxy without
    /// state, whose branch is the same for all three (RFC 3261 §16.11).
    static String lasting(SipRequest request) {
        long hash = FNV_OFFSET;
        hash = mix(hash, request.requestUri().toString());
        hash = mix(hash, request.callId());
        hash = mix(hash, request.from().tag());
        hash = mix(hash, request.cSeq().number());
        return Long.toHexString(mixAll(hash, request, HeaderName.ROUTE));
    }

    /// Whether the request was here before.
    boolean wasHere(SipRequest request) {
        for (Via via : request.read(Via.FIELD).values()) {
            if (ours(via)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the request was here before and would take the same way again.
    boolean loops(SipRequest request) {
        return loops(request, LoopCheck::fingerprint);
    }

    /// The same for a proxy without state.
    boolean loopsForEver(SipRequest request) {
        return loops(request, LoopCheck::lasting);
    }

    private boolean loops(SipRequest request, Function<SipRequest, String> way) {
        String fingerprint = null;
        for (Via via : request.read(Via.FIELD).values()) {
            String branch = via.branch();
            int separator = branch == null ? -1 : branch.lastIndexOf(SEPARATOR);
            if (branch == null || separator < 0 || !ours(via)) {
                continue;
            }
            fingerprint = fingerprint == null ? way.apply(request) : fingerprint;
            if (branch.substring(separator + 1).equalsIgnoreCase(fingerprint)) {
                return true;
            }
        }
        return false;
    }

    private boolean ours(Via via) {
        for (ListenPoint point : ourselves) {
            if (point.sent(via)) {
                return true;
            }
        }
        return false;
    }

    private static long mixAll(long hash, SipRequest request, HeaderName name) {
        long mixed = hash;
        if (request.has(name)) {
            for (String value : request.values(name)) {
                mixed = mix(mixed, value);
            }
        }
        return mixed;
    }

    private static long mix(long hash, @Nullable String text) {
        long mixed = hash;
        if (text != null) {
            for (int i = 0; i < text.length(); i++) {
                mixed = (mixed ^ text.charAt(i)) * FNV_PRIME;
            }
        }
        return (mixed ^ 0xff) * FNV_PRIME;
    }

    private static long mix(long hash, long number) {
        long mixed = hash;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            mixed = (mixed ^ ((number >>> shift) & 0xff)) * FNV_PRIME;
        }
        return mixed;
    }
}
