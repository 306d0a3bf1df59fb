package dev.ringback.registrar;

import dev.ringback.header.HeaderName;
import dev.ringback.header.feature.Require;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.location.Preference;
import dev.ringback.location.Registration;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// The registrar, RFC 3261 §10.3. Steps 1 and 3 to 5 (whose domain, who asks, for whom) are
/// `admission`'s work and come before; this does step 2 and steps 6 to 8.
///
/// Where the RFC leaves a choice:
/// - More bindings than `max-contacts`: 403 "Too Many Contacts", nothing changed. Refreshing and
///   removing always work.
/// - A REGISTER that is not newer than a binding's own (same Call-ID, CSeq lower or equal): 500
///   "CSeq Out of Order", nothing changed. A retransmission never gets here: its transaction
///   answers it.
/// - A contact of another scheme than `sip` and `sips` is stored as it is; who routes to it must
///   look.
/// - A contact that leads back to this server is allowed: the proxy detects loops, and a user may
///   forward to another.
/// - A malformed expiry counts as one hour (§10.2.1.1); a malformed `q` is a fault (400).
/// - The same contact twice in one request: the later one counts.
///
/// One for each shard, because of the tags; the table behind it is common.
public final class Registrar {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final LocationService location;
    private final RegistrarSettings settings;
    private final Supplier<String> tags;
    private final WishReader reader;

    /// @param location the table of bindings
    /// @param settings the limits
    /// @param tags makes To-tags
    public Registrar(LocationService location, RegistrarSettings settings, Supplier<String> tags) {
        this.location = location;
        this.settings = settings;
        this.tags = tags;
        this.reader = new WishReader(settings);
    }

    /// Does what a REGISTER asks for and answers it with a final response: 200, 400, 403, 420, 423
    /// or 500.
    ///
    /// @param request the REGISTER, admitted
    /// @param flow how it came
    /// @param aor whose bindings it is about: its To, canonical
    /// @param now monotonic nanoseconds
    /// @param wall the time for the Date header
    public SipResponse register(
            SipRequest request, Flow flow, AddressOfRecord aor, long now, Instant wall) {
        List<String> required = request.read(Require.FIELD).values();
        if (!required.isEmpty()) {
            String unsupported = String.join(", ", required);
            return refuse(request, new Refusal(420, null, HeaderName.UNSUPPORTED, unsupported));
        }
        return switch (reader.read(request)) {
            case Wish.Refused(var refusal) -> refuse(request, refusal);
            case Wish.Fetch() -> accept(request, location.bindings(aor, now), now, wall);
            case Wish wish -> {
                Registration registration =
                        new Registration(request.callId(), request.cSeq().number(), flow);
                BindingUpdate update =
                        new BindingUpdate(wish, registration, settings.maxContacts(), now);
                List<Binding> bindings = location.update(aor, now, update);
                Refusal refusal = update.refusal();
                yield refusal == null
                        ? accept(request, bindings, now, wall)
                        : refuse(request, refusal);
            }
        };
    }

    private SipResponse accept(SipRequest request, List<Binding> bindings, long now, Instant wall) {
        SipResponse.Builder response = SipResponse.replyTo(request, 200).toTag(tags.get());
        for (Binding binding : bindings) {
            response.add(HeaderName.CONTACT, contact(binding, now));
        }
        return response.set(HeaderName.DATE, DATE.format(wall)).build();
    }

    private static String contact(Binding binding, long now) {
        StringBuilder value = new StringBuilder(128);
        value.append('<').append(binding.contact()).append('>').append(binding.parameters());
        if (binding.q() >= 0) {
            value.append(";q=").append(Preference.text(binding.q()));
        }
        return value.append(";expires=").append(binding.remainingSeconds(now)).toString();
    }

    private SipResponse refuse(SipRequest request, Refusal refusal) {
        SipResponse.Builder response =
                SipResponse.replyTo(request, refusal.status()).toTag(tags.get());
        if (refusal.reason() != null) {
            response.reason(refusal.reason());
        }
        if (refusal.header() != null) {
            response.set(refusal.header(), refusal.value());
        }
        return response.build();
    }
}
