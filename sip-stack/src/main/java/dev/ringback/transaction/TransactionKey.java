package dev.ringback.transaction;

import dev.ringback.header.Method;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What makes a message belong to a transaction: RFC 3261 §17.1.3 and §17.2.3.
///
/// A branch is a token, and tokens are the same in any case where nothing else is said (§7.3.1):
/// here they stand in lower case. Methods are compared letter for letter (§7.1).
///
/// @param branch the branch of the top Via; for an RFC 2543 peer all that §17.2.3 compares instead
/// @param sentBy the sent-by of the top Via; empty for client transactions, where the branch alone
///   is ours
/// @param method the method; INVITE for an ACK
record TransactionKey(String branch, String sentBy, Method method) {
    private static final String MAGIC_COOKIE = "z9hg4bk";

    /// The key of the server transaction that a request belongs to.
    static TransactionKey ofServer(SipRequest request) {
        Method method = request.method().equals(Method.ACK) ? Method.INVITE : request.method();
        return ofServer(request, method);
    }

    /// The key of the INVITE server transaction that a CANCEL is about, RFC 3261 §9.2.
    static TransactionKey ofCancelled(SipRequest cancel) {
        return ofServer(cancel, Method.INVITE);
    }

    private static TransactionKey ofServer(SipRequest request, Method method) {
        Via via = request.topVia();
        String branch = branchOf(via);
        if (branch == null || !branch.startsWith(MAGIC_COOKIE)) {
            branch = oldBranch(request);
        }
        return new TransactionKey(branch, sentBy(via), method);
    }

    /// The key of the client transaction that a request of ours opens.
    static TransactionKey ofClient(SipRequest request) {
        String branch = branchOf(request.topVia());
        if (branch == null) {
            throw new IllegalArgumentException("a request of ours needs a branch");
        }
        Method method = request.method().equals(Method.ACK) ? Method.INVITE : request.method();
        return new TransactionKey(branch, "", method);
    }

    /// The key of the client transaction that a response answers, or null where it answers none of
    /// ours.
    static @Nullable TransactionKey ofClient(SipResponse response) {
        String branch = branchOf(response.topVia());
        return branch == null ? null : new TransactionKey(branch, "", response.cSeq().method());
    }

    /// The key of the server transaction that a response of ours belongs to; one of an RFC 2543
    /// peer is not found.
    static TransactionKey ofServer(SipResponse response) {
        Via via = response.topVia();
        return new TransactionKey(
                String.valueOf(branchOf(via)), sentBy(via), response.cSeq().method());
    }

    private static @Nullable String branchOf(Via via) {
        String branch = via.branch();
        return branch == null ? null : branch.toLowerCase(Locale.ROOT);
    }

    private static String sentBy(Via via) {
        return via.port() < 0 ? via.host() : via.host() + ':' + via.port();
    }

    private static String oldBranch(SipRequest request) {
        return String.join(
                "\n",
                request.requestUri().toString(),
                String.valueOf(request.from().tag()),
                request.callId(),
                Long.toString(request.cSeq().number()),
                String.valueOf(request.topVia().branch()));
    }

    /// What two requests have in common that are one request on two ways: RFC 3261 §8.2.2.2.
    ///
    /// @param callId the Call-ID
    /// @param fromTag the tag in From; null where a client of RFC 2543 wrote none
    /// @param sequence the CSeq
    record Merge(String callId, @Nullable String fromTag, CSeq sequence) {
        static Merge of(SipRequest request) {
            return new Merge(request.callId(), request.from().tag(), request.cSeq());
        }
    }
}
