package dev.ringback.stir;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Parameters;
import dev.ringback.header.address.PAssertedIdentity;
import dev.ringback.header.security.Identity;
import dev.ringback.header.time.Date;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.Uri;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The authentication service: signs the identity of users who proved who they are, as far as the
/// credential speaks for it. RFC 8224 §6.1. It also signs for numbers of ours whose calls go on to
/// another one: RFC 8946 §4.1. Immutable.
public final class AuthenticationService implements Signer {
    /// How far a Date may be off: RFC 8224 §6.1 step 3.
    private static final Duration ACCURACY = Duration.ofSeconds(60);

    /// More PASSporTs than this are not looked at, since each may cost a signature.
    private static final int MOST_DIVERTED = 8;

    private static final Set<Method> SIGNED = Set.of(Method.INVITE, Method.MESSAGE);

    private final SigningKey key;
    private final NumberPlan plan;
    private final BiPredicate<AddressOfRecord, Uri> own;

    /// @param key what signs
    /// @param plan how numbers become global
    /// @param own whether a user may be told of by a URI
    public AuthenticationService(
            SigningKey key, NumberPlan plan, BiPredicate<AddressOfRecord, Uri> own) {
        this.key = key;
        this.plan = plan;
        this.own = own;
    }

    @Override
    public SipRequest sign(Signable request, Instant wall) {
        SipRequest message = request.message();
        if (!SIGNED.contains(message.method()) || message.to().tag() != null) {
            return message;
        }
        if (message.has(HeaderName.IDENTITY)) {
            return diverted(request, wall);
        }
        Party orig = orig(request);
        Instant date = orig == null ? null : date(message, wall);
        if (orig == null || date == null) {
            return message;
        }
        Party dest = Party.of(message.to().uri(), plan);
        Map<String, Object> claims = Passport.claims(orig, dest, date.getEpochSecond());
        List<Map<String, Object>> media = Fingerprints.of(message);
        if (!media.isEmpty()) {
            claims.put("mky", media);
        }
        if (key.style().shaken()) {
            claims.put("attest", key.style().name());
            claims.put("origid", origin(message));
        }
        String ppt = key.style().shaken() ? "shaken" : null;
        boolean compact = ppt == null && key.style() == SigningKey.Style.COMPACT;
        Passport passport = Passport.of(ppt, key.x5u(), claims);
        return signed(message, passport, compact && !request.full(), date);
    }

    /// RFC 8588 §5: the same for one call, and no two calls' alike.
    private String origin(SipRequest message) {
        String call = key.x5u() + '\n' + message.callId();
        return UUID.nameUUIDFromBytes(call.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// Whom we can speak for: who is in From, else who we assert it is (RFC 8224 §8). Null where it
    /// is nobody of ours, or nobody whom the credential covers.
    private @Nullable Party orig(Signable request) {
        AddressOfRecord sender = request.sender();
        if (sender == null) {
            return null;
        }
        Party from = covered(sender, request.message().from().uri());
        if (from instanceof Party.Telephone) {
            return from;
        }
        for (PAssertedIdentity asserted :
                request.message().read(PAssertedIdentity.FIELD).values()) {
            Party party = covered(sender, asserted.uri());
            if (party instanceof Party.Telephone) {
                return party;
            }
        }
        return from;
    }

    private @Nullable Party covered(AddressOfRecord sender, Uri uri) {
        Party party = Party.of(uri, plan);
        boolean ours = own.test(sender, uri) && key.credential().covers(party, shaken());
        return ours ? party : null;
    }

    private boolean shaken() {
        return key.style().shaken();
    }

    /// When the request says that it was sent, or now. Null where it says something wrong, or the
    /// credential was not valid then: RFC 8224 §6.1 step 3.
    private @Nullable Instant date(SipRequest message, Instant wall) {
        Date said =
                message.has(HeaderName.DATE) ? message.read(Date.FIELD).first() : new Date(wall);
        if (said == null || Duration.between(said.instant(), wall).abs().compareTo(ACCURACY) > 0) {
            return null;
        }
        try {
            key.credential().signer().checkValidity(java.util.Date.from(said.instant()));
            key.credential().signer().checkValidity(java.util.Date.from(wall));
            return said.instant();
        } catch (CertificateException _) {
            return null;
        }
    }

    private SipRequest signed(
            SipRequest message, Passport passport, boolean compact, Instant date) {
        byte[] signature = Es256.sign(key.key(), passport.signed());
        String ppt = passport.headerText("ppt");
        Uri info = Objects.requireNonNull(Uri.parse(key.x5u()));
        Parameters parameters = Parameters.NONE.with("alg", Es256.NAME);
        Identity identity =
                new Identity(
                        compact ? Passport.compact(signature) : passport.full(signature),
                        info,
                        ppt == null ? parameters : parameters.with("ppt", ppt));
        return message.edit().set(Date.FIELD, new Date(date)).add(Identity.FIELD, identity).build();
    }

    // -- RFC 8946

    /// A signed request that goes on from a number of ours to another one gets a PASSporT that says
    /// so, for each caller and target that is signed in one of the first eight.
    private SipRequest diverted(Signable request, Instant wall) {
        SipRequest message = request.message();
        Party from = Party.of(message.requestUri(), plan);
        Party to = Party.of(request.target(), plan);
        boolean moved =
                from instanceof Party.Telephone
                        && to instanceof Party.Telephone
                        && !from.equals(to)
                        && key.credential().covers(from, shaken());
        Instant date = moved ? date(message, wall) : null;
        SipRequest result = message;
        if (date == null) {
            return result;
        }
        Set<Party> callers = new LinkedHashSet<>();
        List<Identity> signed = message.read(Identity.FIELD).values();
        for (Identity identity : signed.subList(0, Math.min(signed.size(), MOST_DIVERTED))) {
            Token token = Token.read(identity, null);
            if (token != null && token.passport().dest().contains(from)) {
                Party caller = token.passport().orig();
                if (caller != null) {
                    callers.add(caller);
                }
            }
        }
        for (Party caller : callers) {
            Map<String, Object> claims = Passport.claims(caller, to, date.getEpochSecond());
            claims.put("div", from.claim());
            result = signed(result, Passport.of("div", key.x5u(), claims), false, date);
        }
        return result;
    }
}
