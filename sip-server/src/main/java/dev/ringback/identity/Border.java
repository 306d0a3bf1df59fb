package dev.ringback.identity;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.From;
import dev.ringback.header.address.PAssertedIdentity;
import dev.ringback.header.address.PPreferredIdentity;
import dev.ringback.message.MessageBuilder;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stir.Verstat;
import dev.ringback.uri.Uri;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keeps the border between those whom we believe and everybody else: what strangers assert of
/// themselves is dropped, what they may not learn stays here. RFC 3325 §5 to §7, RFC 3323 §5.
/// Immutable.
public final class Border {
    /// What strangers may say of nobody, RFC 3325 §9.1: an ACK and a CANCEL follow their request,
    /// and who registers is proved by other means.
    private static final Set<Method> UNASSERTED =
            Set.of(Method.ACK, Method.CANCEL, Method.REGISTER);

    private final BorderRules rules;
    private final PrivacyService privacy;
    private final boolean idle;

    /// @param rules what is done
    /// @param ours whether a URI is of our domains
    public Border(BorderRules rules, Predicate<Uri> ours) {
        this.rules = rules;
        this.privacy = new PrivacyService(ours);
        this.idle = rules.plain();
    }

    /// A border at which nobody is believed, and nothing else happens.
    public static Border plain() {
        return new Border(BorderRules.PLAIN, _ -> false);
    }

    /// Whether nothing happens to what leaves.
    public boolean idle() {
        return idle;
    }

    /// Whether there is anybody whose word counts, and who may be told what we know.
    public boolean trustsAnybody() {
        return !rules.trust().empty();
    }

    /// Whether this is the privacy service that a request may demand: RFC 3323 §4.3.
    public boolean servesPrivacy() {
        return rules.conduct().privacy();
    }

    /// Whether the word of whoever sent something by this flow counts.
    public boolean trusts(Flow from) {
        return rules.trust().trusts(from);
    }

    /// Whether the word of an element counts that a message was sent to.
    ///
    /// @param next the URI by which it was found
    public boolean trusts(Destination to, Uri next) {
        return rules.trust().trusts(to, next);
    }

    // -- what comes

    /// A request as the server shall see it: an identity that a stranger asserts is none.
    public SipRequest arriving(SipRequest request, Flow from) {
        boolean asserts = request.has(HeaderName.P_ASSERTED_IDENTITY);
        boolean vouches = Verstat.isIn(request.from().uri());
        if ((!asserts && !vouches) || trusts(from)) {
            return request;
        }
        SipRequest.Builder copy = request.edit().remove(HeaderName.P_ASSERTED_IDENTITY);
        if (vouches) {
            unmark(request, copy);
        }
        return copy.build();
    }

    /// A request that says how its verification ended, for those who believe us: in what is
    /// asserted, else in From.
    public SipRequest marked(SipRequest request, Verstat how) {
        List<PAssertedIdentity> asserted = request.read(PAssertedIdentity.FIELD).values();
        if (asserted.isEmpty()) {
            NameAddress from = request.from().address();
            return request.edit().set(From.FIELD, new From(with(from, how.in(from.uri())))).build();
        }
        return request.edit()
                .setAll(
                        PAssertedIdentity.FIELD,
                        asserted.stream()
                                .map(PAssertedIdentity::address)
                                .map(a -> new PAssertedIdentity(with(a, how.in(a.uri()))))
                                .toList())
                .build();
    }

    private static NameAddress with(NameAddress address, Uri uri) {
        return new NameAddress(address.displayName(), uri, address.parameters());
    }

    /// Takes the result of a verification out of From.
    private static void unmark(SipRequest request, SipRequest.Builder copy) {
        NameAddress from = request.from().address();
        copy.set(From.FIELD, new From(with(from, Verstat.without(from.uri()))));
    }

    /// Whether a request is refused because it does not say whom it is from: RFC 5079 §4.
    public boolean refusesAnonymous(SipRequest request) {
        return !rules.conduct().anonymous()
                && (Anonymous.sent(request)
                        || (request.has(HeaderName.PRIVACY) && PrivacyWish.of(request).identity()));
    }

    // -- what leaves

    /// The kinds of privacy that a request demands and cannot have here, so that it must not leave:
    /// RFC 3323 §5. Empty where it may.
    public List<String> refused(Departure departure) {
        SipRequest message = departure.message();
        return !rules.conduct().privacy() || !message.has(HeaderName.PRIVACY) || trusts(departure)
                ? List.of()
                : PrivacyWish.of(message).refused();
    }

    /// A request as it goes on its way.
    public SipRequest leaving(Departure departure) {
        SipRequest message = asserted(departure);
        return trusts(departure) ? message : forStrangers(message);
    }

    private boolean trusts(Departure departure) {
        return trusts(departure.to(), departure.next());
    }

    /// The request with what we assert of its sender. What a trusted element asserted stays.
    private SipRequest asserted(Departure departure) {
        SipRequest message = departure.message();
        boolean hints = message.has(HeaderName.P_PREFERRED_IDENTITY);
        boolean asserts =
                rules.conduct().asserts()
                        && departure.sender() != null
                        && !UNASSERTED.contains(message.method())
                        && !message.has(HeaderName.P_ASSERTED_IDENTITY);
        if (!hints && !asserts) {
            return message;
        }
        SipRequest.Builder copy = message.edit().remove(HeaderName.P_PREFERRED_IDENTITY);
        if (asserts && departure.sender() != null) {
            List<PPreferredIdentity> wishes = message.read(PPreferredIdentity.FIELD).values();
            copy.setAll(
                    PAssertedIdentity.FIELD,
                    rules.identities().asserted(departure.sender(), wishes));
        }
        return copy.build();
    }

    private SipRequest forStrangers(SipRequest message) {
        SipRequest told = message;
        if (Verstat.isIn(told.from().uri())) {
            SipRequest.Builder copy = told.edit();
            unmark(told, copy);
            told = copy.build();
        }
        if (mayHide(told)) {
            told = privacy.hide(told);
        }
        if (withholds(told)) {
            SipRequest.Builder copy = told.edit();
            withhold(told, copy);
            told = copy.build();
        }
        return told;
    }

    private boolean mayHide(SipMessage message) {
        return rules.conduct().privacy()
                && (message.has(HeaderName.PRIVACY) || message.has(HeaderName.HISTORY_INFO));
    }

    private boolean withholds(SipMessage message) {
        return message.has(HeaderName.P_ASSERTED_IDENTITY)
                || rules.removed().stream().anyMatch(message::has);
    }

    /// Takes out what strangers do not get, and the results of verifications from what they get.
    private void withhold(SipMessage message, MessageBuilder<?> copy) {
        rules.removed().forEach(copy::remove);
        if (!discloses(message)) {
            copy.remove(HeaderName.P_ASSERTED_IDENTITY);
        } else if (message.has(HeaderName.P_ASSERTED_IDENTITY)) {
            copy.setAll(
                    PAssertedIdentity.FIELD,
                    message.read(PAssertedIdentity.FIELD).values().stream()
                            .map(Border::unmarked)
                            .toList());
        }
    }

    /// RFC 3325 §7: `id` forbids it whatever we do of the rest, `none` demands it.
    private boolean discloses(SipMessage message) {
        if (!message.has(HeaderName.PRIVACY)) {
            return rules.conduct().discloses();
        }
        PrivacyWish wish = PrivacyWish.of(message);
        return wish.none() || (rules.conduct().discloses() && !wish.identity());
    }

    private static PAssertedIdentity unmarked(PAssertedIdentity identity) {
        NameAddress address = identity.address();
        return new PAssertedIdentity(with(address, Verstat.without(address.uri())));
    }

    // -- what comes back

    /// The From that responses to a request have to have, where the one that leaves is another: it
    /// is that of the request (RFC 3261 §8.2.6.2, RFC 3323 §5.3), without what we learned of it.
    /// Null where it does not change.
    ///
    /// @param received the request as it came
    /// @param now the same as it is forwarded
    public @Nullable String from(SipRequest received, SipRequest now) {
        boolean changes =
                (rules.conduct().privacy() && received.has(HeaderName.PRIVACY))
                        || !now.from().equals(received.from())
                        || Verstat.isIn(received.from().uri());
        return changes ? received.value(HeaderName.FROM) : null;
    }

    /// A response on its way back.
    ///
    /// @param response the response without our Via
    /// @param believed whether the word of its sender counts
    /// @param to where it goes
    public SipResponse returning(SipResponse response, boolean believed, Flow to) {
        SipResponse told = response;
        if (!believed && told.has(HeaderName.P_ASSERTED_IDENTITY)) {
            told = told.edit().remove(HeaderName.P_ASSERTED_IDENTITY).build();
        }
        return idle || trusts(to) ? told : forStrangers(told);
    }

    private SipResponse forStrangers(SipResponse response) {
        SipResponse told = mayHide(response) ? privacy.hide(response) : response;
        if (withholds(told)) {
            SipResponse.Builder copy = told.edit();
            withhold(told, copy);
            told = copy.build();
        }
        return told;
    }
}
