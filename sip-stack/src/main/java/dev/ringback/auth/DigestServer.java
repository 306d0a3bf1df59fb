package dev.ringback.auth;

import dev.ringback.auth.Verdict.Reason;
import dev.ringback.header.security.Credentials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The server side of digest authentication: makes challenges and judges the answers. RFC 3261 §22,
/// RFC 7616, RFC 8760.
///
/// One object serves all realms and threads. What it decides:
/// - One nonce serves all algorithms of a challenge; `qop="auth"` is always offered (RFC 8760 §2.6
///   item 8).
/// - An answer without `qop` (RFC 2069) is accepted, once for each nonce, because it has no count
///   against replays.
/// - A right response to a nonce that is expired, forged (as after our restart) or replayed is
///   [Verdict.Stale]; a wrong one is [Verdict.Rejected] whatever the nonce.
/// - An unknown user costs the same calculation as a wrong password and gets the same answer.
public final class DigestServer {
    private final List<DigestAlgorithm> algorithms;
    private final NonceFactory nonces;
    private final NonceCounts counts;
    private final UriRule uris;

    /// @param algorithms what is offered, most preferred first
    /// @param nonces makes and checks nonces
    /// @param counts remembers answers
    /// @param uris which digest URIs are good
    public DigestServer(
            List<DigestAlgorithm> algorithms,
            NonceFactory nonces,
            NonceCounts counts,
            UriRule uris) {
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("Digest needs an algorithm");
        }
        this.algorithms = List.copyOf(algorithms);
        this.nonces = nonces;
        this.counts = counts;
        this.uris = uris;
    }

    /// The values of WWW-Authenticate or Proxy-Authenticate, one header line for each, in this
    /// order: RFC 8760 §2.3.
    ///
    /// @param realm the realm, without quotes or backslashes
    /// @param stale whether the client may repeat with the password that it has
    /// @param source where they go to
    /// @param now the wall clock time
    public List<String> challenges(String realm, boolean stale, SourceNetwork source, Instant now) {
        return challenges(_ -> true, realm, stale, source, now);
    }

    /// The same without the algorithms that are of no use: that the client gives up at, or that the
    /// user has no hash of. All where none is of use.
    public List<String> challenges(
            Predicate<DigestAlgorithm> useful,
            String realm,
            boolean stale,
            SourceNetwork source,
            Instant now) {
        List<DigestAlgorithm> offer = algorithms.stream().filter(useful).toList();
        return challenges(
                offer.isEmpty() ? algorithms : offer,
                nonces.create(realm, source, now),
                realm,
                stale);
    }

    /// Whether the sender has received a challenge of ours at its address: its credentials carry a
    /// nonce that was made for it and has not expired. Whether they are right is not looked at.
    public boolean reachesSender(DigestRequest request, Instant now) {
        for (Credentials credentials : request.credentials()) {
            String nonce = credentials.parameter("nonce");
            if (nonce != null && about(credentials, request)) {
                Nonce found = nonces.verify(nonce, request.realm(), request.source(), now);
                return found.here() && found.validity() == Nonce.Validity.VALID;
            }
        }
        return false;
    }

    private static boolean about(Credentials credentials, DigestRequest request) {
        return credentials.scheme().equalsIgnoreCase("Digest")
                && request.realm().equals(credentials.parameter("realm"));
    }

    private static List<String> challenges(
            List<DigestAlgorithm> offer, String nonce, String realm, boolean stale) {
        List<String> values = new ArrayList<>(offer.size());
        for (DigestAlgorithm algorithm : offer) {
            values.add(
                    "Digest realm=\""
                            + realm
                            + "\", nonce=\""
                            + nonce
                            + "\", algorithm="
                            + algorithm.token()
                            + ", qop=\"auth\""
                            + (stale ? ", stale=true" : ""));
        }
        return values;
    }

    /// Judges a request's credentials for the realm; the first for it counts, others are not looked
    /// at.
    public Verdict verify(DigestRequest request, Ha1Lookup users, Instant now) {
        for (Credentials credentials : request.credentials()) {
            if (about(credentials, request)) {
                return judge(credentials, request, users, now);
            }
        }
        return new Verdict.NoCredentials();
    }

    private Verdict judge(
            Credentials credentials, DigestRequest request, Ha1Lookup users, Instant now) {
        Answer answer = Answer.of(credentials);
        if (answer == null) {
            return new Verdict.Rejected(Reason.MALFORMED);
        }
        DigestAlgorithm algorithm = DigestAlgorithm.named(credentials.parameter("algorithm"));
        if (algorithm == null || !algorithms.contains(algorithm)) {
            return new Verdict.Rejected(Reason.ALGORITHM);
        }
        DigestInput.Protection protection = answer.protection;
        if (protection != null && !protection.qop().equalsIgnoreCase("auth")) {
            return new Verdict.Rejected(Reason.QOP);
        }
        if (!uris.accepts(answer.uri, request.requestUri())) {
            return new Verdict.Rejected(Reason.URI);
        }
        Reason fault = check(answer, algorithm, request, users);
        return fault != null ? new Verdict.Rejected(fault) : judgeNonce(answer, request, now);
    }

    /// Checks the password: null when it is proved. Calculates the same for a user that is not
    /// there.
    private static @Nullable Reason check(
            Answer answer, DigestAlgorithm algorithm, DigestRequest request, Ha1Lookup users) {
        String ha1 = users.ha1(answer.user, request.realm(), algorithm);
        String secret = ha1 == null ? "0".repeat(algorithm.hexLength()) : ha1;
        DigestInput input =
                new DigestInput(
                        request.method().name(), answer.uri, answer.nonce, answer.protection);
        String expected = Digest.response(algorithm, secret, input, new byte[0]);
        boolean same = Digest.same(expected, answer.response.toLowerCase(Locale.ROOT));
        if (ha1 == null) {
            return Reason.UNKNOWN_USER;
        }
        return same ? null : Reason.WRONG_RESPONSE;
    }

    private Verdict judgeNonce(Answer answer, DigestRequest request, Instant now) {
        Nonce nonce = nonces.verify(answer.nonce, request.realm(), request.source(), now);
        return switch (nonce.validity()) {
            case FORGED -> new Verdict.Stale(Reason.NONCE_FORGED);
            case STALE -> new Verdict.Stale(Reason.NONCE_EXPIRED);
            case VALID ->
                    counts.take(nonce.sequence(), answer.count)
                            ? new Verdict.Accepted(answer.user)
                            : new Verdict.Stale(Reason.REPLAY);
        };
    }

    /// The parameters of credentials, complete and well-formed: RFC 7616 §3.4.
    private record Answer(
            String user,
            String uri,
            String nonce,
            String response,
            DigestInput.@Nullable Protection protection,
            long count) {

        static @Nullable Answer of(Credentials credentials) {
            String user = credentials.parameter("username");
            String uri = credentials.parameter("uri");
            String nonce = credentials.parameter("nonce");
            String response = credentials.parameter("response");
            if (user == null || uri == null || nonce == null || response == null) {
                return null;
            }
            String qop = credentials.parameter("qop");
            if (qop == null) {
                return new Answer(user, uri, nonce, response, null, 0);
            }
            String nc = credentials.parameter("nc");
            String cnonce = credentials.parameter("cnonce");
            if (nc == null || cnonce == null) {
                return null;
            }
            long count = count(nc);
            DigestInput.Protection protection = new DigestInput.Protection(qop, nc, cnonce);
            return count < 1 ? null : new Answer(user, uri, nonce, response, protection, count);
        }

        /// The number of a nonce count: 8 hexadecimal digits, RFC 7616 §3.4; shorter ones are read
        /// too. -1 for others.
        private static long count(String nc) {
            if (nc.isEmpty() || nc.length() > 8) {
                return -1;
            }
            long count = 0;
            for (int i = 0; i < nc.length(); i++) {
                int digit = Character.digit(nc.charAt(i), 16);
                if (digit < 0) {
                    return -1;
                }
                count = count << 4 | digit;
            }
            return count;
        }
    }
}
