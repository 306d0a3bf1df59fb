package dev.ringback.cli.send;

import dev.ringback.cli.client.Requests;
import dev.ringback.cli.client.Target;
import dev.ringback.cli.send.Draft.Line;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Drafts requests of one socket: the first one, and those that belong to it. RFC 3261 §8.1.1,
/// §9.1, §12.2.1.1, §17.1.1.3.
final class Drafts {
    private final Requests random = new Requests();
    private final String protocol;
    private final String own;

    /// @param target where the requests go
    /// @param own our address, `127.0.0.1:5062`
    Drafts(Target target, String own) {
        this.protocol = target.transport().name().toUpperCase(Locale.ROOT);
        this.own = own;
    }

    /// What a request is to be.
    ///
    /// @param method the method
    /// @param uri the Request-URI
    /// @param version the version of the start line
    /// @param user whose request it is; null for a stranger's
    /// @param headers header lines as options give them: `Name: value` replaces, `Name:` removes,
    ///     `Name;` has no value
    /// @param body the body; null for the usual one: an offer in INVITE, none elsewhere
    record Wish(
            String method,
            String uri,
            String version,
            @Nullable String user,
            List<String> headers,
            @Nullable String body) {
        Wish {
            headers = List.copyOf(headers);
        }

        private String body(String own) {
            return body != null ? body : method.equals("INVITE") ? offer(own) : "";
        }
    }

    Draft first(Wish wish) throws UsageException {
        String address = "sip:" + wish.user() + "@" + hostOf(wish.uri());
        String from = wish.user() == null ? "sip:" + own : address;
        boolean register = wish.method().equals("REGISTER");
        String body = wish.body(own);
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Via", via()));
        lines.add(new Line("Max-Forwards", "70"));
        lines.add(new Line("From", "<" + from + ">;tag=" + random.token()));
        lines.add(new Line("To", "<" + (register ? from : wish.uri()) + ">"));
        lines.add(new Line("Call-ID", random.token()));
        lines.add(new Line("CSeq", "1 " + wish.method()));
        if (wish.method().equals("INVITE")) {
            lines.add(new Line("Contact", "<sip:" + own + ";transport=" + parameter() + ">"));
        }
        if (!body.isEmpty()) {
            boolean text = wish.method().equals("MESSAGE");
            lines.add(new Line("Content-Type", text ? "text/plain" : "application/sdp"));
        }
        return new Draft(
                wish.method(), wish.uri(), wish.version(), edited(lines, wish.headers()), body);
    }

    private static List<Line> edited(List<Line> usual, List<String> headers) throws UsageException {
        List<Line> given = new ArrayList<>();
        Set<String> replaced = new LinkedHashSet<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            boolean bare = colon < 0 && header.endsWith(";");
            if (colon < 1 && !bare) {
                throw new UsageException("--header: '" + header + "' is not like 'Name: value'");
            }
            String name = header.substring(0, bare ? header.length() - 1 : colon).strip();
            String value = bare ? "" : header.substring(colon + 1).strip();
            replaced.add(name.toLowerCase(Locale.ROOT));
            if (bare || !value.isEmpty()) {
                given.add(new Line(name, value));
            }
        }
        List<Line> lines = new ArrayList<>();
        for (Line line : usual) {
            if (!replaced.contains(line.name().toLowerCase(Locale.ROOT))) {
                lines.add(line);
            }
        }
        lines.addAll(given);
        return lines;
    }

    /// The same request once more, in a transaction of its own: with the next CSeq.
    Draft again(Draft request, List<Line> credentials) {
        return request.with("Via", via())
                .with("CSeq", sequence(request, 1) + " " + request.method())
                .with(credentials);
    }

    /// The CANCEL of a request.
    Draft cancel(Draft request) {
        return inTransaction(request, "CANCEL", request.first("To"));
    }

    /// The ACK of a final response that is no 2xx.
    Draft ack(Draft request, SipResponse response) {
        return inTransaction(request, "ACK", response.values(HeaderName.TO).getFirst());
    }

    private static Draft inTransaction(Draft request, String method, String to) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Via", request.first("Via")));
        lines.addAll(base(request, to, sequence(request, 0) + " " + method));
        request.all("Route").forEach(route -> lines.add(new Line("Route", route)));
        return new Draft(method, request.uri(), "2.0", lines, "");
    }

    /// A request within the dialog that a 2xx to an INVITE made.
    ///
    /// @param step how much further its CSeq is than that of the INVITE; 0 for ACK
    Draft inDialog(Draft invite, SipResponse response, String method, int step) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Via", via()));
        String to = response.values(HeaderName.TO).getFirst();
        lines.addAll(base(invite, to, sequence(invite, step) + " " + method));
        for (String route : response.values(HeaderName.RECORD_ROUTE).reversed()) {
            lines.add(new Line("Route", route));
        }
        return new Draft(method, remoteTarget(invite, response), "2.0", lines, "");
    }

    private static String remoteTarget(Draft invite, SipResponse response) {
        for (Contact contact : response.read(Contact.FIELD).values()) {
            NameAddress address = contact.address();
            if (address != null) {
                return address.uri().toString();
            }
        }
        return invite.uri();
    }

    private static List<Line> base(Draft request, String to, String sequence) {
        return List.of(
                new Line("Max-Forwards", "70"),
                new Line("From", request.first("From")),
                new Line("To", to),
                new Line("Call-ID", request.first("Call-ID")),
                new Line("CSeq", sequence));
    }

    /// The number of a request's CSeq and so much more; 1 where it has none that can be read.
    private static long sequence(Draft request, int more) {
        String number = request.first("CSeq").split(" ", 2)[0];
        boolean readable = number.matches("[0-9]{1,10}");
        return readable ? Long.parseLong(number) + more : 1 + more;
    }

    private String via() {
        return "SIP/2.0/" + protocol + " " + own + ";rport;branch=z9hG4bK" + random.token();
    }

    private String parameter() {
        return protocol.toLowerCase(Locale.ROOT);
    }

    /// What stands behind the user of a URI.
    private static String hostOf(String uri) {
        String rest = uri.substring(Math.max(uri.indexOf('@'), uri.indexOf(':')) + 1);
        int end = 0;
        while (end < rest.length() && ";?".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return rest.substring(0, end);
    }

    private static String offer(String own) {
        boolean six = own.startsWith("[");
        String host = own.substring(six ? 1 : 0, own.lastIndexOf(six ? ']' : ':'));
        String address = (six ? "IP6 " : "IP4 ") + host;
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN " + address,
                "s=-",
                "c=IN " + address,
                "t=0 0",
                "m=audio 49170 RTP/AVP 0",
                "a=rtpmap:0 PCMU/8000",
                "");
    }
}
