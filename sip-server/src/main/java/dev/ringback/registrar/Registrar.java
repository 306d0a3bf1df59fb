package dev.ringback.registrar;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Reply;
import dev.ringback.cause.Store;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.Contact;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.InstanceKey;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.location.Preference;
import dev.ringback.location.Registration;
import dev.ringback.location.Waiting;
import dev.ringback.message.HeaderLine;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The registrar, RFC 3261 §10.3, with Path (RFC 3327) and Service-Route (RFC 3608). Steps 1 and 3
/// to 5 (whose domain, who asks, for whom) are `admission`'s work; this does step 2, which comes
/// before them, and steps 6 to 8.
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
/// - A binding whose flow is gone stays until it expires, and is not told.
/// - This server itself at the beginning of a Path is left out of what is stored.
/// - Every 200 carries the Service-Route, also one that tells of no binding.
///
/// One for each shard, because of the tags; the table behind it is common.
public final class Registrar {
    private static final HeaderLine SUPPORTED =
            HeaderLine.of(HeaderName.SUPPORTED, Extensions.PATH + ", " + Outbound.TAG);

    /// When to try again after the table did not answer.
    private static final String RETRY_SECONDS = "10";

    private final LocationService location;
    private final RegistrarSettings settings;
    private final Supplier<String> tags;
    private final Extensions extensions;
    private final PathReader paths;
    private final WishReader wishes;
    private final List<HeaderLine> serviceRoute;
    private final @Nullable Gruus gruus;
    private final Waiting waiting;
    private final PushOffer pushes;
    private final DateLine date = new DateLine();

    /// @param location the table of bindings
    /// @param settings the limits and switches
    /// @param ours whether a URI is an address of this server
    /// @param tags makes To-tags
    /// @param gruus gives each device an address of its own; null where none are given
    /// @param waiting waits for the table
    public Registrar(
            LocationService location,
            RegistrarSettings settings,
            Predicate<Uri> ours,
            Supplier<String> tags,
            @Nullable Gruus gruus,
            Waiting waiting) {
        this.gruus = gruus;
        this.waiting = waiting;
        this.pushes = new PushOffer(settings.push().service());
        this.location = location;
        this.settings = settings;
        this.tags = tags;
        this.extensions = new Extensions(settings.path());
        this.paths = new PathReader(ours);
        this.wishes = new WishReader(settings, gruus);
        this.serviceRoute =
                settings.serviceRoute().stream()
                        .map(route -> HeaderLine.of(HeaderName.SERVICE_ROUTE, route.toString()))
                        .toList();
    }

    /// Checks what comes before the question who asks: step 2, the extensions.
    ///
    /// @return the response that refuses the request, 420 or 421; null where nothing is wrong
    public @Nullable Reply check(SipRequest request) {
        Refusal refusal = extensions.check(request);
        return refusal == null ? null : refuse(request, refusal);
    }

    /// A REGISTER that was checked and admitted.
    ///
    /// @param request the REGISTER
    /// @param flow how it came
    /// @param aor whose bindings it is about: its To, canonical
    /// @param now monotonic nanoseconds
    /// @param wall the time for the Date header
    public record Arrival(
            SipRequest request, Flow flow, AddressOfRecord aor, long now, Instant wall) {}

    /// Does what a REGISTER asks for, steps 6 to 8, and answers it with a final response: 200, 400,
    /// 403, 415, 423, 500, 503 or 504. A 200 is given once the table keeps what it tells.
    ///
    /// @param then gets the answer, now or in a later step
    public void register(Arrival arrival, Consumer<Reply> then) {
        SipRequest request = arrival.request();
        List<NameAddress> path = paths.read(request);
        Refusal first = refusal(request, path);
        if (first != null || path == null) {
            then.accept(refuse(request, Objects.requireNonNull(first)));
            return;
        }
        Wish wish = wishes.read(request, arrival.flow(), arrival.aor());
        switch (wish) {
            case Wish.Refused(var refusal) -> then.accept(refuse(request, refusal));
            case Wish.Fetch() ->
                    waiting.ask(
                            location.find(arrival.aor(), arrival.now()),
                            found -> then.accept(answer(arrival, found, 504)));
            case Wish.RemoveAll _, Wish.Change _ -> {
                BindingUpdate update = update(wish, arrival, path);
                waiting.ask(
                        location.update(arrival.aor(), arrival.now(), update),
                        kept -> {
                            update.end();
                            Refusal refusal = update.refusal();
                            then.accept(
                                    refusal == null
                                            ? answer(arrival, kept, 500)
                                            : refuse(request, refusal));
                        });
            }
        }
    }

    /// What is wrong with a request whatever it asks for; null where nothing is.
    ///
    /// @param path its Path; null where it is malformed
    private @Nullable Refusal refusal(SipRequest request, @Nullable List<NameAddress> path) {
        Refusal body = RegisterBody.check(request);
        Refusal push = body == null ? pushes.refusal(request) : body;
        if (push != null || path != null) {
            return push;
        }
        Cause cause = new Cause.CheckFailed(Check.PATH, "Path");
        return Refusal.of(400, "Malformed Path header field", cause);
    }

    private BindingUpdate update(Wish wish, Arrival arrival, List<NameAddress> path) {
        SipRequest request = arrival.request();
        var registration =
                new Registration(request.callId(), request.cSeq().number(), arrival.flow(), path);
        return new BindingUpdate(wish, registration, settings, arrival.now());
    }

    /// The table could not be read or written: §10.3 step 7 wants 500 for an update that fails; a
    /// question that was not answered in time is 504. A table that takes nothing for now is 503:
    /// the client shall come back, or go elsewhere.
    ///
    /// @param late the status of what was not answered in time
    private Reply answer(Arrival arrival, Lookup.Settled<List<Binding>> settled, int late) {
        return switch (settled) {
            case Lookup.Found<List<Binding>>(var bindings) -> accept(arrival, bindings);
            case Lookup.Failed<List<Binding>>(var _) ->
                    refuse(
                            arrival.request(),
                            Refusal.of(
                                    500,
                                    "Bindings Not Available",
                                    answered(Finding.FAILED, arrival)));
            case Lookup.TimedOut<List<Binding>>() -> later(arrival, late, Finding.TIMED_OUT);
            case Lookup.Unavailable<List<Binding>>(var _) ->
                    later(arrival, 503, Finding.UNAVAILABLE);
        };
    }

    private Reply later(Arrival arrival, int status, Finding finding) {
        return refuse(
                arrival.request(),
                Refusal.with(
                        status, HeaderName.RETRY_AFTER, RETRY_SECONDS, answered(finding, arrival)));
    }

    private static Cause answered(Finding finding, Arrival arrival) {
        return new Cause.StoreAnswered(Store.LOCATION, finding, arrival.aor().toString());
    }

    private Reply accept(Arrival arrival, List<Binding> bindings) {
        SipRequest request = arrival.request();
        SipResponse.Builder response = SipResponse.replyTo(request, 200).toTag(tags.get());
        boolean gruu = gruus != null && Extensions.supports(request, Gruus.TAG);
        for (Binding binding : bindings) {
            if (!binding.failed()) {
                String own = gruu ? gruuParameters(request, arrival.aor(), binding) : "";
                response.add(HeaderName.CONTACT, contact(binding, arrival.now()) + own);
            }
        }
        response.copy(HeaderName.PATH, request);
        for (HeaderLine route : serviceRoute) {
            response.add(route);
        }
        if (Outbound.of(request).confirms(request.read(Contact.FIELD).values())) {
            response.set(HeaderName.REQUIRE, Outbound.TAG);
            response.set(HeaderName.FLOW_TIMER, Outbound.timer(arrival.flow()));
        }
        for (String capability : pushes.capabilities(request)) {
            response.add(HeaderName.FEATURE_CAPS, capability);
        }
        SipResponse ok = response.set(SUPPORTED).set(date.at(arrival.wall())).build();
        return new Reply(ok, new Cause.Served(Element.REGISTRAR));
    }

    /// The addresses of a device, RFC 5627 §5.2; nothing for a binding that names no instance.
    private String gruuParameters(SipRequest request, AddressOfRecord aor, Binding binding) {
        InstanceKey key = InstanceKey.of(binding.parameters());
        if (key == null || gruus == null || !(request.to().uri() instanceof SipUri written)) {
            return "";
        }
        return ";pub-gruu=\""
                + gruus.pub(written, key, binding)
                + "\";temp-gruu=\""
                + gruus.temporary(aor, key, binding)
                + '"';
    }

    private static String contact(Binding binding, long now) {
        StringBuilder value = new StringBuilder(128);
        value.append('<').append(binding.contact()).append('>').append(binding.parameters());
        if (binding.q() >= 0) {
            value.append(";q=").append(Preference.text(binding.q()));
        }
        return value.append(";expires=").append(binding.remainingSeconds(now)).toString();
    }

    private Reply refuse(SipRequest request, Refusal refusal) {
        SipResponse.Builder response =
                SipResponse.replyTo(request, refusal.status()).toTag(tags.get());
        if (refusal.reason() != null) {
            response.reason(refusal.reason());
        }
        if (refusal.header() != null) {
            response.set(refusal.header(), refusal.value());
        }
        return new Reply(response.build(), refusal.cause());
    }
}
