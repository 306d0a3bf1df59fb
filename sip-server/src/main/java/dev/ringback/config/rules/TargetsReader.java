package dev.ringback.config.rules;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Node;
import dev.ringback.config.Quantity;
import dev.ringback.config.Section;
import dev.ringback.config.Values;
import dev.ringback.routing.Route;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The places of `fork` and `redirect`: each a URI, or a URI with what is known of it.
final class TargetsReader {
    private TargetsReader() {}

    static Route.Fork fork(Section section) throws ConfigException {
        List<Route.Leg> legs = new ArrayList<>();
        String order = section.value("order", TargetsReader::order);
        boolean inSequence = "sequence".equals(order);
        for (Node item : section.items("fork")) {
            int q = inSequence ? 1000 - legs.size() : 1000;
            if (item instanceof Node.Mapping) {
                Section leg = Section.of(item, "fork", List.of("uri", "q"));
                Integer preference = leg.value("q", TargetsReader::thousandths);
                if (preference != null && inSequence) {
                    throw new ConfigException(
                            leg.place("q"), "'q' does not go with 'order: sequence'");
                }
                legs.add(new Route.Leg(target(leg), preference == null ? q : preference));
            } else {
                legs.add(new Route.Leg(Section.value("fork", item, Route::forward).target(), q));
            }
        }
        return Route.fork(legs);
    }

    private static SipUri target(Section leg) throws ConfigException {
        Route.Forward forward = leg.value("uri", Route::forward);
        if (forward == null) {
            throw new ConfigException(leg.place(), "a target needs a uri");
        }
        return forward.target();
    }

    private static String order(String text) {
        if (!text.equals("sequence") && !text.equals("parallel")) {
            throw new IllegalArgumentException("'" + text + "' is neither parallel nor sequence");
        }
        return text;
    }

    static Route redirect(Section section) throws ConfigException {
        Integer status = section.value("redirect", text -> Values.number(text, 300, 399));
        String reason = section.value("reason", text -> text);
        List<Route.Contact> contacts = new ArrayList<>();
        for (Node item : section.items("contacts")) {
            contacts.add(contact(item));
        }
        return new Route.Redirect(status == null ? 302 : status, contacts, reason);
    }

    private static Route.Contact contact(Node item) throws ConfigException {
        if (!(item instanceof Node.Mapping)) {
            return new Route.Contact(Section.value("contacts", item, TargetsReader::uri), -1, null);
        }
        Section section = Section.of(item, "contacts", List.of("uri", "q", "expires"));
        Uri uri = section.value("uri", TargetsReader::uri);
        Integer q = section.value("q", TargetsReader::thousandths);
        Duration expires = section.value("expires", Quantity::duration);
        if (uri == null) {
            throw new ConfigException(section.place(), "a contact needs a uri");
        }
        return new Route.Contact(uri, q == null ? -1 : q, expires);
    }

    private static Uri uri(String text) {
        Uri uri = Uri.parse(text);
        if (uri == null) {
            throw new IllegalArgumentException("'" + text + "' is no URI");
        }
        return uri;
    }

    private static Integer thousandths(String text) {
        if (!text.matches("0(\\.[0-9]{1,3})?|1(\\.0{1,3})?")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no preference between 0 and 1 with up to three decimals");
        }
        return (int) Math.round(Double.parseDouble(text) * 1000);
    }
}
