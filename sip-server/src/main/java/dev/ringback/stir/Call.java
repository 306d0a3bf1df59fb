package dev.ringback.stir;

import dev.ringback.header.HeaderName;
import dev.ringback.header.address.PAssertedIdentity;
import dev.ringback.header.time.Date;
import dev.ringback.message.SipRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request says of itself, to be compared with what is signed: RFC 8224 §6.2 step 2.
///
/// @param callers who it is from: who a trusted element asserts, else who is in From
/// @param named who is in To
/// @param target who is called now, by the Request-URI
/// @param dated whether there is a Date at all
/// @param date its value; null where there is none or a malformed one
/// @param media the keys of its media
record Call(
        List<Party> callers,
        Party named,
        Party target,
        boolean dated,
        @Nullable Instant date,
        List<Map<String, Object>> media) {

    static Call of(SipRequest request, NumberPlan plan) {
        List<Party> callers = new ArrayList<>();
        for (PAssertedIdentity asserted : request.read(PAssertedIdentity.FIELD).values()) {
            callers.add(Party.of(asserted.uri(), plan));
        }
        if (callers.isEmpty()) {
            callers.add(Party.of(request.from().uri(), plan));
        }
        Date date = request.has(HeaderName.DATE) ? request.read(Date.FIELD).first() : null;
        return new Call(
                List.copyOf(callers),
                Party.of(request.to().uri(), plan),
                Party.of(request.requestUri(), plan),
                request.has(HeaderName.DATE),
                date == null ? null : date.instant(),
                Fingerprints.of(request));
    }

    /// The claims that a compact PASSporT leaves out; null where they cannot be told.
    @Nullable Map<String, Object> claims() {
        if (date == null) {
            return null;
        }
        Map<String, Object> claims =
                Passport.claims(callers.getFirst(), named, date.getEpochSecond());
        if (!media.isEmpty()) {
            claims.put("mky", media);
        }
        return claims;
    }

    boolean isFrom(@Nullable Party party) {
        return party != null && callers.contains(party);
    }

    /// Who calls, as this request says it.
    Party caller(@Nullable Party party) {
        return party == null ? callers.getFirst() : party;
    }

    boolean isFor(Party party) {
        return party.equals(named) || party.equals(target);
    }

    /// Whether the keys of the media are those that are signed. Extensions need not sign any.
    boolean carries(Token token) {
        Object claim = token.passport().claims().get("mky");
        return claim == null
                ? media.isEmpty() || token.ppt() != null
                : Fingerprints.same(claim, media);
    }

    Time at(Instant wall) {
        return new Time(this, wall);
    }

    /// A request at a moment.
    ///
    /// @param call the request
    /// @param wall the wall clock time
    record Time(Call call, Instant wall) {
        /// Whether its Date, where it has one, is of now: RFC 8224 §6.2 step 4.
        boolean fresh(Duration freshness) {
            Instant date = call.date();
            return date == null ? !call.dated() : near(date, wall, freshness);
        }
    }

    static boolean near(Instant one, Instant other, Duration freshness) {
        return Duration.between(one, other).abs().compareTo(freshness) <= 0;
    }
}
