package dev.ringback.reaction;

import dev.ringback.body.BodyElement;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Policy;
import dev.ringback.header.HeaderName;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.remedy.Bodies;
import dev.ringback.remedy.Glare;
import dev.ringback.remedy.Redirects;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.TelUri;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be done about the failures of one request, by its policy, and what was done already.
final class Remedies {
    /// How often one reaction is tried, but for those that have bounds of their own.
    private static final int MOST_TRIES = 3;

    /// How often a glare is waited for.
    private static final int MOST_GLARES = 8;

    /// Those that say that the user was found, or will be found nowhere: no other address of a
    /// redirection is tried, and a cached one is not to blame.
    private static final Set<Integer> FINDINGS = Set.of(486, 487, 600, 603, 604, 606, 607, 608);

    private final RequestSender sender;
    private final Reactions reactions;
    private final Changes changes;
    private final Challenges challenges;
    private final Map<Reaction, Integer> tries = new EnumMap<>(Reaction.class);
    private @Nullable Redirects redirects;
    private boolean fromCache;
    private boolean outbound;

    Remedies(RequestSender sender, Reactions reactions) {
        this.sender = sender;
        this.reactions = reactions;
        this.changes = new Changes(reactions.routes());
        this.challenges = new Challenges(reactions.authenticator());
    }

    /// The request as it is sent now: with all changes, and credentials.
    SipRequest apply(SipRequest drafted) {
        if (redirects == null) {
            begin(drafted);
        }
        SipRequest request = changes.apply(drafted);
        boolean unreachable = !request.has(HeaderName.ROUTE) && dialsTel(request);
        return challenges.answer(unreachable ? changes.apply(drafted) : request, outbound);
    }

    private void begin(SipRequest drafted) {
        Uri original = drafted.requestUri();
        RedirectBounds bounds = reactions.redirects();
        Redirects fresh =
                new Redirects(
                        original, bounds.mostTargets(), bounds.mostDepth(), bounds.leaveSips());
        redirects = fresh;
        RedirectCache cache = reactions.cache();
        boolean outside = drafted.to().tag() == null;
        outbound = outside && !drafted.has(HeaderName.ROUTE) && !reactions.routes().isEmpty();
        Uri cached = cache == null || !outside ? null : cache.find(original, sender.stack().now());
        if (cached != null) {
            fromCache = true;
            fresh.cached(cached);
            changes.target(cached, List.of());
        }
    }

    /// A number that no proxy dials for us goes to our own domain: §19.1.6.
    private boolean dialsTel(SipRequest request) {
        boolean may = reactions.reaction(416) == Reaction.SIP_URI;
        Uri sip = may ? sipUri(request) : null;
        if (sip != null) {
            changes.target(sip, List.of());
        }
        return sip != null;
    }

    private static @Nullable Uri sipUri(SipRequest request) {
        return request.requestUri() instanceof TelUri tel
                        && request.from().uri() instanceof SipUri ours
                ? tel.toSip(ours.secure(), ours.hostText(), ours.port())
                : null;
    }

    /// A 2xx came.
    void accepted(SipRequest request, SipResponse response) {
        challenges.accepted(request, response, outbound);
    }

    /// More digits were dialled.
    void dial(Uri uri) {
        challenges.leaveTarget();
        changes.target(uri, List.of());
    }

    /// What to do about a failure response.
    ///
    /// @param again whether there may be one more sending at all
    Remedy against(SipResponse response, Sent sent, boolean again) {
        Reaction reaction = reactions.reaction(response.status());
        return switch (reaction) {
            case IGNORE, PROGRESS, SUCCEED, REPORT, NEXT_SERVER -> Remedy.NOTHING;
            case OFFER -> Remedy.CHOOSE;
            case FOLLOW, FOLLOW_AND_NOTE -> follow(response, sent, again);
            case AUTHENTICATE -> authenticate(response, sent, again);
            default -> again ? mend(reaction, response, sent) : Remedy.NOTHING;
        };
    }

    /// In a dialog behind a strict router (RFC 2543) the Request-URI is no target.
    private Remedy follow(SipResponse response, Sent sent, boolean again) {
        Redirects targets = redirects;
        if (targets == null || RequestSender.strict(sent.request())) {
            return Remedy.CHOOSE;
        }
        List<Contact> contacts = Redirects.choices(response);
        if (!contacts.isEmpty()) {
            note(response, sent.request(), contacts.getFirst());
        }
        return again && targets.add(response) && goOn(targets) ? Remedy.NOW : Remedy.CHOOSE;
    }

    private void note(SipResponse response, SipRequest refused, Contact best) {
        Uri now = best.uri();
        RedirectCache cache = reactions.cache();
        boolean permanent = reactions.reaction(response.status()) == Reaction.FOLLOW_AND_NOTE;
        if (now == null || refused.to().tag() != null) {
            return;
        }
        if (permanent) {
            reactions.addressBook().moved(refused.requestUri(), now);
        }
        if (cache != null && permanent) {
            cache.moved(refused.requestUri(), now);
        } else if (cache != null) {
            Duration validity = Redirects.validity(response, best);
            if (validity != null && validity.isPositive()) {
                long until = sender.stack().now() + validity.toNanos();
                cache.redirected(refused.requestUri(), now, until);
            }
        }
    }

    private boolean goOn(Redirects targets) {
        Redirects.Target next = targets.next();
        if (next == null) {
            return false;
        }
        challenges.leaveTarget();
        changes.target(next.uri(), next.headers());
        return true;
    }

    /// Whether there is another address to try after a failure: the next one of a redirection, or
    /// the original one after one from the cache, once (§21.3.3).
    boolean elsewhere(SipFailure failure) {
        Redirects targets = redirects;
        boolean found =
                FINDINGS.contains(failure.status())
                        || ReactionTable.meaning(failure.status()) == 600
                        || failure instanceof SipFailure.Unauthorized;
        if (targets == null || found) {
            return false;
        }
        if (goOn(targets)) {
            return true;
        }
        RedirectCache cache = reactions.cache();
        if (!fromCache || cache == null) {
            return false;
        }
        fromCache = false;
        cache.forget(targets.original());
        challenges.leaveTarget();
        changes.target(null, List.of());
        return true;
    }

    private Remedy authenticate(SipResponse response, Sent sent, boolean again) {
        Challenges.Met met = challenges.meet(sent.request(), response, outbound);
        if (met.answer() && again) {
            return Remedy.NOW;
        }
        Cause cause = met.wrong() ? new Cause.Denied(Policy.WRONG_CREDENTIALS) : null;
        return new Remedy.None(new Failures.Outcome.Credentials(met.realms(), met.wrong()), cause);
    }

    private Remedy mend(Reaction reaction, SipResponse response, Sent sent) {
        if (reaction == Reaction.MORE_DIGITS) {
            MoreDigits digits = reactions.digits();
            return digits == null ? Remedy.NOTHING : new Remedy.Ask(digits);
        }
        int most = reaction == Reaction.AFTER_GLARE ? MOST_GLARES : MOST_TRIES;
        if (tries.merge(reaction, 1, Integer::sum) > most) {
            return Remedy.NOTHING;
        }
        SipRequest refused = sent.request();
        return switch (reaction) {
            case AFTER_GLARE -> afterGlare(refused);
            case LATER -> later(response);
            case SHORTER_OR_LATER -> {
                Remedy later = later(response);
                yield later.equals(Remedy.NOTHING) ? otherBody(refused, response) : later;
            }
            case ACCEPTED_BODY, OTHER_OFFER, ENCRYPT_AGAIN -> otherBody(refused, response);
            case USE_PROXY -> useProxy(response);
            case SIP_URI -> when(dialsTel(refused));
            case WITHOUT_EXTENSIONS -> when(changes.extensions().drop(refused, response));
            case WITH_EXTENSIONS ->
                    when(changes.extensions().add(refused, response, reactions.extensions()));
            case LONGER_SESSION -> when(changes.lifetimes().lengthenSession(response));
            case LONGER_LIFETIME -> when(changes.lifetimes().lengthen(response));
            default -> Remedy.NOTHING;
        };
    }

    private static Remedy when(boolean mended) {
        return mended ? Remedy.NOW : Remedy.NOTHING;
    }

    private Remedy afterGlare(SipRequest refused) {
        return refused.to().tag() == null
                ? Remedy.NOTHING
                : new Remedy.Again(Glare.wait(reactions.callIdOwner(), sender.random()));
    }

    private Remedy later(SipResponse response) {
        Duration wait = Failures.retryAfter(response);
        return wait == null || wait.compareTo(reactions.longestWait()) > 0
                ? Remedy.NOTHING
                : new Remedy.Again(wait);
    }

    private Remedy otherBody(SipRequest refused, SipResponse response) {
        NewBody other = reactions.bodies().change(refused, response);
        if (other == null && response.status() == 415) {
            other = part(Bodies.accepted(refused, response));
        }
        if (other != null) {
            changes.body(other);
        }
        return when(other != null);
    }

    private static @Nullable NewBody part(@Nullable BodyElement accepted) {
        return accepted == null
                ? null
                : NewBody.of(String.valueOf(accepted.contentType()), accepted.content());
    }

    /// Once: whoever sends 305 again means us to go in a circle.
    private Remedy useProxy(SipResponse response) {
        List<Contact> contacts = Redirects.choices(response);
        Contact proxy = contacts.isEmpty() ? null : contacts.getFirst();
        boolean first = Integer.valueOf(1).equals(tries.get(Reaction.USE_PROXY));
        if (!first || proxy == null || !(proxy.uri() instanceof SipUri)) {
            return Remedy.CHOOSE;
        }
        changes.through(Objects.requireNonNull(proxy.address()));
        return Remedy.NOW;
    }
}
