package dev.ringback.subscription;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Reading;
import dev.ringback.header.content.Accept;
import dev.ringback.header.event.Event;
import dev.ringback.message.SipRequest;
import dev.ringback.transaction.ServerTransaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The notifier of one user agent: RFC 6665 §4.2. It knows the event packages and the subscriptions
/// to them, and refuses what it cannot serve: 489, 406 and 423. On the stack's thread only.
public final class Notifier {
    private final UsageContext context;
    private final Map<String, EventPackage> packages = new LinkedHashMap<>();
    private final List<NotifierUsage> usages = new ArrayList<>();

    /// A notifier without event packages.
    public Notifier(UsageContext context) {
        this.context = context;
    }

    /// Serves an event package from now on.
    public void offer(EventPackage pack) {
        packages.put(pack.name(), pack);
    }

    /// Serves an event package no more. Its subscriptions end.
    public void withdraw(String name) {
        packages.remove(name);
        usages(name).forEach(usage -> usage.terminate("noresource", null));
    }

    /// The value of Allow-Events: RFC 6665 §4.4.4; empty where no package is served.
    public String allowEvents() {
        return String.join(", ", packages.keySet());
    }

    /// Takes a SUBSCRIBE outside of dialogs, or one in a dialog that no usage took. It is answered
    /// here, or handed on to be decided about.
    public void subscribe(ServerTransaction transaction, Consumer<IncomingSubscription> decide) {
        SipRequest request = transaction.request();
        Event event = request.read(Event.FIELD).first();
        EventPackage pack = event == null ? null : packages.get(event.type());
        if (event == null || pack == null) {
            badEvent(transaction);
        } else if (!readable(request, pack)) {
            Answers.refuse(context, transaction, 406, Check.ACCEPT, "Accept");
        } else if (Lifetime.of(request, pack).tooBrief()) {
            NotifierUsage.tooBrief(context, transaction, pack);
        } else {
            decide.accept(new IncomingSubscription(context, transaction, event, pack, this::book));
        }
    }

    private void badEvent(ServerTransaction transaction) {
        String known = packages.isEmpty() ? "none" : allowEvents();
        transaction.respond(
                Answers.reply(context, transaction.request(), 489)
                        .set(HeaderName.ALLOW_EVENTS, known)
                        .build(),
                new Cause.CheckFailed(Check.EVENT, "Event"));
    }

    /// Whether the subscriber reads any type that the package tells in: 406 otherwise (§4.1.2.1).
    private static boolean readable(SipRequest request, EventPackage pack) {
        Reading<Accept> ranges = request.read(Accept.FIELD);
        if (!request.has(HeaderName.ACCEPT) || !ranges.ok() || pack.types().isEmpty()) {
            return true;
        }
        for (String type : pack.types()) {
            String bare = type.indexOf(';') < 0 ? type : type.substring(0, type.indexOf(';'));
            String main = bare.substring(0, bare.indexOf('/'));
            String subtype = bare.substring(main.length() + 1);
            if (ranges.values().stream()
                    .anyMatch(range -> range.covers(main, subtype) && range.q() > 0)) {
                return true;
            }
        }
        return false;
    }

    private void book(NotifierUsage usage) {
        usages.removeIf(known -> !known.alive());
        usages.add(usage);
    }

    /// The subscriptions to an event package.
    public List<NotifierUsage> usages(String name) {
        return usages.stream()
                .filter(usage -> usage.alive() && usage.event().type().equals(name))
                .toList();
    }

    /// Tells all subscribers of an event package.
    public void tell(String name, EventState present) {
        usages(name).forEach(usage -> usage.tell(present));
    }

    /// Ends all subscriptions: the agent goes.
    ///
    /// @param reason such as `deactivated` or `noresource`
    public void close(String reason) {
        List.copyOf(usages).forEach(usage -> usage.terminate(reason, null));
    }
}
