package dev.ringback.stir;

import dev.ringback.header.HeaderName;
import dev.ringback.header.security.Identity;
import dev.ringback.message.SipRequest;
import dev.ringback.stir.CertificateSource.Fetched;
import dev.ringback.stir.Verification.Fault;
import dev.ringback.uri.OtherUri;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The verification service: whether who a request says it is from has signed it. RFC 8224 §6.2,
/// RFC 8588, RFC 8946 §4.2. Immutable.
public final class VerificationService {
    /// More PASSporTs than this are not looked at.
    private static final int MOST = 8;

    private static final Set<String> KNOWN = Set.of("", "shaken", "div");

    private final TrustedRoots roots;
    private final NumberPlan plan;
    private final Duration freshness;

    /// @param roots the authorities that count
    /// @param plan how numbers become global
    /// @param freshness how old a request may be, and how far ahead: RFC 8224 §6.2 step 4
    public VerificationService(TrustedRoots roots, NumberPlan plan, Duration freshness) {
        this.roots = roots;
        this.plan = plan;
        this.freshness = freshness;
    }

    /// Where the certificates are that a request has to be verified with; empty where it carries
    /// nothing that can be verified.
    public Set<String> places(SipRequest request) {
        Set<String> urls = new LinkedHashSet<>();
        for (Identity identity : usable(request)) {
            if (identity.info() instanceof OtherUri info) {
                urls.add(info.toString());
            }
        }
        return urls;
    }

    /// The header fields whose extension is known: RFC 8224 §6.2 step 1.
    private static List<Identity> usable(SipRequest request) {
        List<Identity> usable = new ArrayList<>();
        for (String line : request.values(HeaderName.IDENTITY)) {
            Identity identity = Identity.FIELD.parse(line);
            String ppt = identity == null || identity.ppt() == null ? "" : identity.ppt();
            if (identity != null && identity.info() != null && KNOWN.contains(ppt)) {
                usable.add(identity);
            }
        }
        return usable.size() > MOST ? usable.subList(0, MOST) : usable;
    }

    /// Judges a request.
    ///
    /// @param request the request
    /// @param found what is at its [#places]
    /// @param wall the wall clock time
    public Verification judge(SipRequest request, Map<String, Fetched> found, Instant wall) {
        boolean garbled =
                request.values(HeaderName.IDENTITY).stream()
                        .anyMatch(line -> Identity.FIELD.parse(line) == null);
        List<Identity> usable = usable(request);
        if (usable.isEmpty()) {
            return garbled ? new Verification.Failed(Fault.INVALID) : new Verification.Unsigned();
        }
        Call call = Call.of(request, plan);
        List<Token> good = new ArrayList<>();
        Map<String, Boolean> judged = new HashMap<>();
        Fault worst = Fault.MISSING;
        for (Identity identity : usable) {
            Token token = Token.read(identity, call.claims());
            Fault fault = fault(identity, token, found, call.at(wall), judged);
            if (fault == null && token != null) {
                good.add(token);
            } else if (fault != null && fault.compareTo(worst) < 0) {
                worst = fault;
            }
        }
        for (Token token : good) {
            if (!token.diverts()
                    && call.isFrom(token.passport().orig())
                    && leads(token, good, call)) {
                return new Verification.Passed(
                        call.caller(token.passport().orig()),
                        token.passport().text("attest"),
                        seals(token, good, call));
            }
        }
        return new Verification.Failed(good.isEmpty() ? worst : Fault.INVALID);
    }

    /// What is wrong with one of them by itself, in the order of RFC 8224 §6.2.
    ///
    /// @param judged whether the chains at those places count that were looked at already, since
    ///     who calls may name one many times
    private @Nullable Fault fault(
            Identity identity,
            @Nullable Token token,
            Map<String, Fetched> found,
            Call.Time time,
            Map<String, Boolean> judged) {
        if (!identity.alg().equals(Es256.NAME)) {
            return Fault.UNSUPPORTED;
        }
        if (token == null || !token.complete()) {
            return Fault.INVALID;
        }
        if (!(found.get(token.url()) instanceof CertificateSource.Found(Credential credential))) {
            return Fault.UNAVAILABLE;
        }
        Instant signed = Instant.ofEpochSecond(token.passport().iat());
        boolean counts =
                judged.computeIfAbsent(
                        token.url(), _ -> roots.fault(credential, time.wall()) == null);
        if (!counts || !credential.validAt(signed)) {
            return Fault.UNSUPPORTED;
        }
        if (!time.fresh(freshness) || !Call.near(signed, time.wall(), freshness)) {
            return Fault.STALE;
        }
        byte[] signature = Passport.octets(token.signature());
        boolean authentic =
                signature != null
                        && Es256.verifies(credential.key(), token.passport().signed(), signature);
        if (!authentic || !time.call().carries(token)) {
            return Fault.INVALID;
        }
        Party authority = token.authority();
        return authority != null && credential.covers(authority, token.ppt() != null)
                ? null
                : Fault.UNSUPPORTED;
    }

    /// Whether a PASSporT is for the one who is called now, by itself or by a chain of diversions:
    /// RFC 8946 §4.2.
    private static boolean leads(Token token, List<Token> good, Call call) {
        if (token.passport().dest().stream().anyMatch(call::isFor)) {
            return true;
        }
        List<Token> left = new ArrayList<>(good);
        Set<Party> reached = new LinkedHashSet<>(token.passport().dest());
        boolean further = true;
        while (further) {
            List<Token> next =
                    left.stream()
                            .filter(Token::diverts)
                            .filter(div -> reached.contains(div.diverted()))
                            .filter(div -> sameCaller(div, token))
                            .toList();
            further = left.removeAll(next);
            next.forEach(div -> reached.addAll(div.passport().dest()));
        }
        return reached.stream().anyMatch(call::isFor);
    }

    /// The signatures that bring this call to this callee: those of diversions to who is called
    /// now, where there are any, else those for who was called first.
    private static List<String> seals(Token token, List<Token> good, Call call) {
        List<Token> ours = good.stream().filter(other -> sameCaller(other, token)).toList();
        List<Token> last =
                ours.stream()
                        .filter(Token::diverts)
                        .filter(div -> div.passport().dest().contains(call.target()))
                        .toList();
        return (last.isEmpty() ? ours : last).stream().map(Token::seal).distinct().toList();
    }

    private static boolean sameCaller(Token one, Token other) {
        Party caller = one.passport().orig();
        return caller != null && caller.equals(other.passport().orig());
    }
}
