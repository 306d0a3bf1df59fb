package dev.ringback.transaction;

import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.waiting.Fingerprint;
import dev.ringback.waiting.KeyHash;
import org.jspecify.annotations.Nullable;

/// What makes a message belong to a transaction, RFC 3261 §17.1.3 and §17.2.3, as a [Fingerprint].
///
/// A branch is a token, and tokens are the same in any case where nothing else is said (§7.3.1).
/// Methods are compared letter for letter (§7.1).
final class TransactionKeys {
    private static final String MAGIC_COOKIE = "z9hG4bK";

    private static final int SERVER = 1;
    private static final int OLD_SERVER = 2;
    private static final int CLIENT = 3;
    private static final int MERGE = 4;

    private final KeyHash hash;

    TransactionKeys(KeyHash hash) {
        this.hash = hash;
    }

    /// The key of the server transaction that a request belongs to: the branch and sent-by of the
    /// top Via and the method, which is INVITE for an ACK. For an RFC 2543 peer instead of the
    /// branch all that §17.2.3 compares.
    Fingerprint ofServer(SipRequest request) {
        return ofServer(request, methodOf(request));
    }

    /// The key of the INVITE server transaction that a CANCEL is about, RFC 3261 §9.2.
    Fingerprint ofCancelled(SipRequest cancel) {
        return ofServer(cancel, Method.INVITE);
    }

    private Fingerprint ofServer(SipRequest request, Method method) {
        Via via = request.topVia();
        String branch = via.branch();
        if (branch != null && modern(branch)) {
            return ofServer(via, branch, method);
        }
        hash.begin().add(OLD_SERVER);
        hash.add(request.requestUri().toString()).add(String.valueOf(request.from().tag()));
        hash.add(request.callId()).add(request.cSeq().number()).add(String.valueOf(branch));
        return sentBy(via).add(method.name()).end();
    }

    /// The key of the server transaction that a response of ours belongs to; null for one of an RFC
    /// 2543 peer, which is not found.
    @Nullable Fingerprint ofServer(SipResponse response) {
        Via via = response.topVia();
        String branch = via.branch();
        return branch != null && modern(branch)
                ? ofServer(via, branch, response.cSeq().method())
                : null;
    }

    /// Whether a response belongs to the server transaction with this key.
    boolean belongs(SipResponse response, @Nullable Fingerprint server) {
        Fingerprint key = ofServer(response);
        return key != null && key.equals(server);
    }

    private Fingerprint ofServer(Via via, String branch, Method method) {
        hash.begin().add(SERVER).addIgnoringCase(branch);
        return sentBy(via).add(method.name()).end();
    }

    /// The key of the client transaction that a request of ours opens: the branch alone is ours.
    Fingerprint ofClient(SipRequest request) {
        String branch = request.topVia().branch();
        if (branch == null) {
            throw new IllegalArgumentException("a request of ours needs a branch");
        }
        return ofClient(branch, methodOf(request));
    }

    /// The key of the client transaction that a response answers, or null where it answers none of
    /// ours.
    @Nullable Fingerprint ofClient(SipResponse response) {
        String branch = response.topVia().branch();
        return branch == null ? null : ofClient(branch, response.cSeq().method());
    }

    private Fingerprint ofClient(String branch, Method method) {
        return hash.begin().add(CLIENT).addIgnoringCase(branch).add(method.name()).end();
    }

    /// What two requests have in common that are one request on two ways, RFC 3261 §8.2.2.2: the
    /// Call-ID, the tag in From (which a client of RFC 2543 may not have) and the CSeq.
    Fingerprint ofMerged(SipRequest request) {
        String tag = request.from().tag();
        hash.begin().add(MERGE).add(tag == null ? 0 : 1).add(tag == null ? "" : tag);
        hash.add(request.callId()).add(request.cSeq().number());
        return hash.add(request.cSeq().method().name()).end();
    }

    private static Method methodOf(SipRequest request) {
        return request.method().equals(Method.ACK) ? Method.INVITE : request.method();
    }

    private KeyHash sentBy(Via via) {
        return hash.add(via.host()).add((long) via.port());
    }

    /// Whether a branch was made by a client of RFC 3261: it alone tells its transactions apart.
    static boolean modern(String branch) {
        return branch.regionMatches(true, 0, MAGIC_COOKIE, 0, MAGIC_COOKIE.length());
    }
}
