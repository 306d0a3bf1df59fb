package dev.ringback.proxy;

import dev.ringback.header.HeaderName;
import dev.ringback.header.route.MaxBreadth;
import dev.ringback.message.SipRequest;

/// How many branches of a request may be open at once, RFC 5393 §5.3.3. Branches that run side by
/// side share it; what runs after them has it again, and no hop uses any of it up.
final class Breadth {
    private Breadth() {}

    /// What a request may still spread to: what it says, at most what we allow, which also stands
    /// for a request that says nothing. Zero where the request says so.
    static int incoming(SipRequest request, int most) {
        if (!request.has(HeaderName.MAX_BREADTH)) {
            return most;
        }
        Long value = request.read(MaxBreadth.FIELD).first();
        return value == null ? most : (int) Math.min(value, most);
    }

    /// The part of one of several branches that share a breadth; never less than 1 where the
    /// breadth is not less than the number of branches.
    static int share(int breadth, int branches, int branch) {
        return breadth / branches + (branch < breadth % branches ? 1 : 0);
    }
}
