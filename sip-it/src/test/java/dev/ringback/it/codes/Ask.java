package dev.ringback.it.codes;

import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.Received;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A request as text, right but for what a test changes. Immutable.
///
/// @param method the method
/// @param uri the Request-URI
/// @param version the version of the start line
/// @param headers header lines, in order; `%T` stands for the transport, `%P` for the port, which
///     makes what one table asks over two transports two different requests
/// @param body the body
public record Ask(String method, String uri, String version, List<String> headers, String body) {
    private static final String OFFER =
            """
            v=0
            o=x 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 6000 RTP/AVP 0
            """
                    .replace("\n", "\r\n");

    /// Copies the list.
    public Ask {
        headers = List.copyOf(headers);
    }

    /// A request of a stranger outside of any dialog; an INVITE has an offer.
    public static Ask of(String method, String uri) {
        String unique = UUID.randomUUID() + "-%P";
        Ask ask =
                new Ask(
                        method,
                        uri,
                        "2.0",
                        List.of(
                                "Via: SIP/2.0/%T 127.0.0.1:%P;rport;branch=z9hG4bK" + unique,
                                "Max-Forwards: 70",
                                "From: <sip:stranger@x.example>;tag=" + unique,
                                "To: <" + uri + ">",
                                "Call-ID: " + unique,
                                "CSeq: 1 " + method),
                        "");
        return method.equals("INVITE")
                ? ask.with("Contact", "<sip:stranger@127.0.0.1:%P;transport=%T>")
                        .body("application/sdp", OFFER)
                : ask;
    }

    /// A REGISTER of one of our users, without credentials.
    public static Ask register(String user) {
        String address = "<sip:" + user + "@localhost>";
        Ask ask = of("REGISTER", "sip:localhost").with("To", address);
        return ask.with("From", address + ";tag=" + ask.value("Call-ID"));
    }

    /// The same with one line of this name instead of those that were there.
    public Ask with(String name, String value) {
        return without(name).plus(name, value);
    }

    /// The same with a further line.
    public Ask plus(String name, String value) {
        List<String> all = new ArrayList<>(headers);
        all.add(name + ": " + value);
        return new Ask(method, uri, version, all, body);
    }

    /// The same without a header.
    public Ask without(String name) {
        List<String> all = new ArrayList<>(headers);
        all.removeIf(line -> line.startsWith(name + ":"));
        return new Ask(method, uri, version, all, body);
    }

    /// The same with a body.
    public Ask body(String type, String text) {
        Ask typed = with("Content-Type", type);
        return new Ask(method, uri, version, typed.headers, text);
    }

    /// The same with another version of SIP.
    public Ask version(String other) {
        return new Ask(method, uri, other, headers, body);
    }

    /// Another request of the same transaction user: CANCEL, or ACK of a failure.
    public Ask inTransaction(String other, String to) {
        List<String> all = new ArrayList<>();
        for (String name : List.of("Via", "Max-Forwards", "From", "Call-ID", "Route")) {
            headers.stream().filter(line -> line.startsWith(name + ":")).forEach(all::add);
        }
        all.add("To: " + to);
        all.add("CSeq: " + value("CSeq").split(" ", 2)[0] + " " + other);
        return new Ask(other, uri, version, all, "");
    }

    /// The same in a transaction of its own, with a CSeq that is higher by one.
    public Ask again() {
        long next = Long.parseLong(value("CSeq").split(" ", 2)[0]) + 1;
        return with("Via", "SIP/2.0/%T 127.0.0.1:%P;rport;branch=z9hG4bK" + UUID.randomUUID())
                .with("CSeq", next + " " + method);
    }

    /// The value of the first header of a name.
    public String value(String name) {
        return headers.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /// The text that this caller sends.
    public String text(Caller caller) {
        StringBuilder text = new StringBuilder(method + " " + uri + " SIP/" + version + "\r\n");
        for (String header : headers) {
            text.append(
                            header.replace("%T", caller.transport())
                                    .replace("%P", Integer.toString(caller.port())))
                    .append("\r\n");
        }
        if (value("Content-Length").isEmpty()) {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            text.append("Content-Length: ").append(length).append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }

    /// The ACK that a failure wants, or an empty text.
    public String ack(Caller caller, Received response) {
        return method.equals("INVITE") && response.status() >= 300
                ? inTransaction("ACK", response.header("To")).text(caller)
                : "";
    }
}
