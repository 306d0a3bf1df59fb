package dev.ringback.publication;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.cause.Reply;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Reading;
import dev.ringback.header.event.Event;
import dev.ringback.header.event.SipETag;
import dev.ringback.header.event.SipIfMatch;
import dev.ringback.header.time.Expires;
import dev.ringback.header.time.MinExpires;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import dev.ringback.subscription.Content;
import dev.ringback.subscription.EventPackage;
import dev.ringback.transaction.ServerTransaction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event state compositor, RFC 3903 §6, for the event packages that it is told, and for one
/// resource: who may publish, and whose state it is, was looked at before. On the stack's thread
/// only.
public final class StateCompositor {
    private final SipStack stack;
    private final Map<String, EventPackage> packages = new LinkedHashMap<>();
    private final Map<String, Stored> byTag = new LinkedHashMap<>();
    private final Listener listener;

    /// Hears what is published.
    @FunctionalInterface
    public interface Listener {
        /// The state of an event package changed.
        ///
        /// @param event the name of the package
        /// @param published what is published now; none where all is removed or over
        void changed(String event, List<Content> published);
    }

    /// A publication.
    private record Stored(String event, Content content, TimerQueue.Timer expiry) {}

    /// A compositor without event packages.
    public StateCompositor(SipStack stack, Listener listener) {
        this.stack = stack;
        this.listener = listener;
    }

    /// Takes publications of this event package from now on.
    public void accept(EventPackage pack) {
        packages.put(pack.name(), pack);
    }

    /// Answers a PUBLISH.
    public void publish(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        Reply refusal = refusal(request);
        transaction.respond(refusal == null ? done(request) : refusal);
    }

    /// What is published of an event package now, what was published or refreshed first first.
    public List<Content> published(String event) {
        return byTag.values().stream()
                .filter(stored -> stored.event().equals(event))
                .map(Stored::content)
                .toList();
    }

    /// §6 steps 2 to 5, so far as they refuse; nothing is changed.
    private @Nullable Reply refusal(SipRequest request) {
        EventPackage pack = pack(request);
        if (pack == null) {
            return badEvent(request);
        }
        Reading<String> condition = request.read(SipIfMatch.FIELD);
        if (!condition.ok() || condition.values().size() > 1) {
            return refuse(reply(request, 400), Check.CONDITION, "SIP-If-Match");
        }
        String tag = condition.first();
        Stored known = tag == null ? null : byTag.get(tag);
        if (tag != null && (known == null || !known.event().equals(pack.name()))) {
            return refuse(reply(request, 412), Check.CONDITION, "SIP-If-Match");
        }
        long asked = asked(request, pack);
        if (asked > 0 && asked < pack.least().toSeconds()) {
            return refuse(
                    reply(request, 423).set(MinExpires.FIELD, pack.least().toSeconds()),
                    Check.INTERVAL,
                    "Expires");
        }
        return body(request, pack, tag != null);
    }

    private static @Nullable Reply body(SipRequest request, EventPackage pack, boolean known) {
        if (request.bodyLength() == 0) {
            return known ? null : missing(request);
        }
        String type = request.value(HeaderName.CONTENT_TYPE);
        String bare = type == null ? "" : type.replaceFirst("[ \t]*;.*", "");
        boolean read = pack.types().stream().anyMatch(bare::equalsIgnoreCase);
        return read
                ? null
                : refuse(
                        reply(request, 415).set(HeaderName.ACCEPT, String.join(", ", pack.types())),
                        Check.CONTENT,
                        "Content-Type");
    }

    private static Reply missing(SipRequest request) {
        return refuse(reply(request, 400).reason("Missing body"), Check.CONTENT, "body");
    }

    private Reply badEvent(SipRequest request) {
        String known = packages.isEmpty() ? "none" : String.join(", ", packages.keySet());
        return refuse(
                reply(request, 489).set(HeaderName.ALLOW_EVENTS, known), Check.EVENT, "Event");
    }

    private @Nullable EventPackage pack(SipRequest request) {
        Event event = request.read(Event.FIELD).first();
        return event == null ? null : packages.get(event.type());
    }

    private static long asked(SipRequest request, EventPackage pack) {
        Long seconds = request.read(Expires.FIELD).first();
        return seconds == null ? pack.usual().toSeconds() : seconds;
    }

    /// §6 steps 5 and 6: each success has a new entity-tag.
    private Reply done(SipRequest request) {
        EventPackage pack = pack(request);
        String event = pack == null ? "" : pack.name();
        long most = pack == null ? 0 : pack.most().toSeconds();
        long granted = pack == null ? 0 : Math.min(most, asked(request, pack));
        String old = request.read(SipIfMatch.FIELD).first();
        Stored before = old == null ? null : byTag.remove(old);
        if (before != null) {
            before.expiry().cancel();
        }
        Content content = content(request, before);
        String tag = stack.ids().tag();
        if (granted > 0 && content != null) {
            TimerQueue.Timer expiry =
                    stack.schedule(Duration.ofSeconds(granted), () -> expired(tag, event));
            byTag.put(tag, new Stored(event, content, expiry));
        }
        if (granted == 0 || request.bodyLength() > 0) {
            listener.changed(event, published(event));
        }
        return new Reply(
                reply(request, 200).set(Expires.FIELD, granted).set(SipETag.FIELD, tag).build(),
                new Cause.Served(Element.USER_AGENT));
    }

    private static @Nullable Content content(SipRequest request, @Nullable Stored before) {
        if (request.bodyLength() > 0) {
            String type = String.valueOf(request.value(HeaderName.CONTENT_TYPE));
            return new Content(type, request.body());
        }
        return before == null ? null : before.content();
    }

    private void expired(String tag, String event) {
        byTag.remove(tag);
        listener.changed(event, published(event));
    }

    /// A response with a To-tag that needs no memory.
    private static SipResponse.Builder reply(SipRequest request, int status) {
        return SipResponse.replyTo(request, status).statelessTag();
    }

    private static Reply refuse(SipResponse.Builder response, Check check, String subject) {
        return new Reply(response.build(), new Cause.CheckFailed(check, subject));
    }
}
