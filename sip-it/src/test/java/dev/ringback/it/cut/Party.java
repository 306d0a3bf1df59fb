package dev.ringback.it.cut;

import dev.ringback.it.peer.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A telephone of RFC 5626 that is played by hand: it registers its flow, and its dialogs' requests
/// are written by the test.
final class Party {
    /// How long it waits for what should come at once.
    static final Duration SOON = Duration.ofSeconds(15);

    private final Site site;
    private final Carrier carrier;
    private final String user;
    private final String instance = UUID.randomUUID().toString();
    private final BlockingQueue<Received> inbox = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();
    private @Nullable Line line;
    private int registers;
    private int settled;
    private @Nullable Leg leg;

    /// What it knows of its dialog.
    ///
    /// @param own its From or To as it writes it
    /// @param other that of the far end
    /// @param target the Contact of the far end
    /// @param routes its route set
    private record Leg(
            String callId, String own, String other, String target, List<String> routes) {}

    private int cseq = 10;

    Party(Site site, Carrier carrier, String user) {
        this.site = site;
        this.carrier = carrier;
        this.user = user;
    }

    /// Connects and registers; the answer has to name one contact.
    void arrive() throws IOException {
        connect();
        sendRegister(600);
        Received ok = expect("200 REGISTER");
        if (ok.headers("Contact").size() != 1) {
            throw new AssertionError("not one contact: " + ok.text());
        }
    }

    void connect() throws IOException {
        if (line != null) {
            line.cut(Cut.FIN);
        }
        line = site.open(carrier, inbox);
    }

    /// Returns when the server has read all that was sent before on this connection.
    void settle() throws IOException {
        settled++;
        send(
                "OPTIONS sip:localhost SIP/2.0",
                via("o" + settled),
                "Max-Forwards: 70",
                "From: <" + aor() + ">;tag=o",
                "To: <sip:localhost>",
                "Call-ID: " + instance + "-o",
                "CSeq: " + settled + " OPTIONS");
        expect("200 OPTIONS");
    }

    void sendRegister(int expires) throws IOException {
        registers++;
        send(
                "REGISTER sip:localhost SIP/2.0",
                via("r" + registers),
                "Max-Forwards: 70",
                "From: <" + aor() + ">;tag=r" + registers,
                "To: <" + aor() + ">",
                "Call-ID: " + instance,
                "CSeq: " + registers + " REGISTER",
                "Contact: <"
                        + contact()
                        + ">;reg-id=1;+sip.instance=\"<urn:uuid:"
                        + instance
                        + ">\";expires="
                        + expires,
                "Supported: path, outbound");
    }

    /// Gives its registration back and hangs up for good.
    void leave() throws IOException {
        sendRegister(0);
        expect("200 REGISTER");
        cut(Cut.FIN);
    }

    void cut(Cut how) throws IOException {
        open().cut(how);
    }

    // -- outside of dialogs

    /// Calls somebody.
    ///
    /// @return the Call-ID
    String invite(Party to) throws IOException {
        String callId = UUID.randomUUID().toString();
        leg = new Leg(callId, "<" + aor() + ">;tag=a", "<" + to.aor() + ">", to.aor(), List.of());
        request("INVITE", 1);
        return callId;
    }

    /// Cancels the INVITE that it sent by [#invite].
    void cancel() throws IOException {
        request("CANCEL", 1);
    }

    /// Acknowledges the answer to its INVITE, which sets up its dialog.
    void acknowledge(Received ok) throws IOException {
        accepted(ok);
        request("ACK", Integer.parseInt(ok.header("CSeq").split(" ", 2)[0]));
    }

    /// Takes its dialog out of a 200 of the far end.
    void accepted(Received ok) {
        Leg called = leg();
        leg =
                new Leg(
                        called.callId,
                        called.own,
                        ok.header("To"),
                        uri(ok.header("Contact")),
                        ok.headers("Record-Route").reversed());
    }

    // -- answers

    /// Answers a request; a 101 to 299 for an INVITE sets up the dialog of the callee.
    void answer(Received request, int status) throws IOException {
        List<String> lines = new ArrayList<>(List.of("SIP/2.0 " + status + " Whatever"));
        for (String name : List.of("Via", "Record-Route", "From", "Call-ID", "CSeq")) {
            request.headers(name).forEach(value -> lines.add(name + ": " + value));
        }
        String to = request.header("To");
        String tagged = to.contains(";tag=") || status == 100 ? to : to + ";tag=b";
        lines.add("To: " + tagged);
        if (status > 100 && status < 300 && request.startLine().startsWith("INVITE ")) {
            lines.add("Contact: <" + contact() + ">");
            if (!to.contains(";tag=")) {
                leg =
                        new Leg(
                                request.header("Call-ID"),
                                tagged,
                                request.header("From"),
                                uri(request.header("Contact")),
                                request.headers("Record-Route"));
            }
        }
        send(lines.toArray(String[]::new));
    }

    // -- in the dialog

    /// Sends a request in its dialog.
    void inDialog(String method) throws IOException {
        cseq++;
        request(method, cseq);
    }

    /// Hangs up, and says with what status that was answered.
    int hangUp() throws IOException {
        inDialog("BYE");
        return expectFinal("BYE").status();
    }

    /// Answers the BYE that has to come.
    void hungUp() throws IOException {
        answer(expect("BYE "), 200);
    }

    // -- what comes

    /// The next message that begins so (`BYE `), or a response of a status to a method (`200
    /// INVITE`); what comes before it is left out.
    Received expect(String wanted) {
        return expect(wanted, SOON);
    }

    Received expect(String wanted, Duration limit) {
        return next(wanted, message -> matches(message, wanted), limit);
    }

    /// The final response to its request of a method.
    Received expectFinal(String method) {
        return expectFinal(method, SOON);
    }

    Received expectFinal(String method, Duration limit) {
        return next(
                "final " + method,
                message -> message.status() >= 200 && message.header("CSeq").endsWith(" " + method),
                limit);
    }

    private Received next(String what, Predicate<Received> wanted, Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                Received next = inbox.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new AssertionError(
                            user + ": no " + what + " within " + limit + ", but " + seen);
                }
                seen.add(next.startLine() + " (" + next.header("CSeq") + ")");
                if (wanted.test(next)) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static boolean matches(Received message, String wanted) {
        if (!Character.isDigit(wanted.charAt(0))) {
            return message.startLine().startsWith(wanted);
        }
        String[] response = wanted.split(" ", 2);
        return message.status() == Integer.parseInt(response[0])
                && message.header("CSeq").endsWith(" " + response[1]);
    }

    // -- writing

    private void request(String method, int number) throws IOException {
        Leg with = leg();
        boolean cancels = method.equals("CANCEL");
        String branch = (cancels ? "INVITE" : method) + number + with.callId;
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + with.target + " SIP/2.0");
        lines.add(via(branch));
        lines.add("Max-Forwards: 70");
        with.routes.forEach(route -> lines.add("Route: " + route));
        lines.add("From: " + with.own);
        lines.add("To: " + with.other);
        lines.add("Call-ID: " + with.callId);
        lines.add("CSeq: " + number + " " + method);
        if (method.equals("INVITE")) {
            lines.add("Contact: <" + contact() + ">");
        }
        send(lines.toArray(String[]::new));
    }

    private void send(String... lines) throws IOException {
        open().send(String.join("\r\n", lines) + "\r\nContent-Length: 0\r\n\r\n");
    }

    private String via(String branch) {
        String host = carrier.framed() ? user + ".invalid" : "127.0.0.1:" + open().port();
        return "Via: SIP/2.0/" + carrier + " " + host + ";rport;branch=z9hG4bK" + user + branch;
    }

    private String contact() {
        String host = carrier.framed() ? user + ".invalid" : "127.0.0.1:5999";
        return "sip:" + user + "@" + host + ";transport=" + carrier.parameter() + ";ob";
    }

    private String aor() {
        return "sip:" + user + "@localhost";
    }

    private Line open() {
        return Objects.requireNonNull(line, "not connected");
    }

    private Leg leg() {
        return Objects.requireNonNull(leg, "no dialog");
    }

    private static String uri(String field) {
        return field.substring(field.indexOf('<') + 1, field.indexOf('>'));
    }
}
