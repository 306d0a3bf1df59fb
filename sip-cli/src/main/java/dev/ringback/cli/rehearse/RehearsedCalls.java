package dev.ringback.cli.rehearse;

import dev.ringback.stack.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// Whole calls through a server, one after another: INVITE, 180, 200, ACK, BYE and its 200. Both
/// ends write what a telephone writes and believe what they are told. One thread.
public final class RehearsedCalls implements AutoCloseable {
    private static final String SDP =
            """
            v=0\r
            o=- 1 1 IN IP4 127.0.0.1\r
            s=-\r
            c=IN IP4 127.0.0.1\r
            t=0 0\r
            m=audio 9 RTP/AVP 0 101\r
            a=rtpmap:101 telephone-event/8000\r
            """;

    private static final Pattern FAILURES = Pattern.compile("SIP/2\\.0 [4-6]");

    private final Transport transport;
    private final String callee;
    private final Peer calling;
    private final Peer called;

    /// @param transport that of both ends
    /// @param server where the server listens for it
    /// @param callee the URI that is called; [#contact] has to be registered for it
    public RehearsedCalls(Transport transport, InetSocketAddress server, String callee)
            throws IOException {
        boolean stream = transport == Transport.TCP;
        this.transport = transport;
        this.callee = callee;
        calling = stream ? new StreamPeer(server) : new DatagramPeer(server);
        called = stream ? new StreamPeer(null) : new DatagramPeer(server);
    }

    /// The URI of the end that is called.
    public String contact() {
        return contact(called);
    }

    /// Makes one call, unless a message does not come in time. Nothing is sent twice: on a machine
    /// that loses messages enough has been learnt.
    ///
    /// @return whether it was made
    public boolean call() {
        try {
            make();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Makes one call to somebody who cannot be reached, unless no answer comes in time.
    ///
    /// @return whether it was refused
    public boolean refused() {
        String id = UUID.randomUUID().toString();
        String to = "<" + callee + ">";
        try {
            calling.send(request("INVITE", callee, id, List.of(), to, SDP));
            String answer = until(calling, FAILURES);
            String tagged = values(answer, "To").getFirst();
            String branch = "INVITE" + id; // RFC 3261 §17.1.1.3
            var ack = new Begin("ACK", callee, branch);
            calling.send(request(ack, id, List.of(), tagged, ""));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void make() throws IOException {
        String id = UUID.randomUUID().toString();
        calling.send(request("INVITE", callee, id, List.of(), "<" + callee + ">", SDP));
        String invite = until(called, "INVITE ");
        called.send(reply(invite, "180 Ringing", ""));
        String body = "Content-Type: application/sdp\r\nContent-Length: " + SDP.length();
        called.send(reply(invite, "200 OK", body + "\r\n\r\n" + SDP));
        String accepted = until(calling, "SIP/2.0 200 ");
        List<String> route = new ArrayList<>(values(accepted, "Record-Route"));
        Collections.reverse(route);
        String to = values(accepted, "To").getFirst();
        String remote = contact();
        calling.send(request("ACK", remote, id, route, to, ""));
        until(called, "ACK ");
        calling.send(request("BYE", remote, id, route, to, ""));
        called.send(reply(until(called, "BYE "), "200 OK", ""));
        until(calling, "SIP/2.0 200 ");
    }

    private String contact(Peer peer) {
        return "sip:127.0.0.1:" + peer.port() + ";transport=" + transport.parameter();
    }

    private static String until(Peer peer, String start) throws IOException {
        return until(peer, Pattern.compile(Pattern.quote(start)));
    }

    private static String until(Peer peer, Pattern start) throws IOException {
        String message = peer.receive();
        while (!start.matcher(message).lookingAt()) {
            message = peer.receive();
        }
        return message;
    }

    private String request(
            String method, String uri, String id, List<String> route, String to, String body) {
        return request(new Begin(method, uri, method + id), id, route, to, body);
    }

    /// How a request begins.
    ///
    /// @param branch that of its Via, without the cookie
    private record Begin(String method, String uri, String branch) {}

    private String request(Begin begin, String id, List<String> route, String to, String body) {
        String method = begin.method();
        StringBuilder text = new StringBuilder(800);
        text.append(method).append(' ').append(begin.uri()).append(" SIP/2.0\r\nVia: SIP/2.0/");
        text.append(transport.name()).append(" 127.0.0.1:").append(calling.port());
        text.append(";rport;branch=z9hG4bK").append(begin.branch());
        text.append("\r\nMax-Forwards: 70\r\n");
        route.forEach(entry -> text.append("Route: ").append(entry).append("\r\n"));
        text.append("From: <sip:stranger@example.invalid>;tag=r\r\nTo: ").append(to);
        text.append("\r\nCall-ID: ").append(id).append("\r\nCSeq: ");
        text.append(method.equals("BYE") ? 2 : 1).append(' ').append(method);
        text.append("\r\nContact: <").append(contact(calling)).append(">\r\n");
        if (!body.isEmpty()) {
            text.append("Content-Type: application/sdp\r\n");
        }
        return text.append("Content-Length: ").append(body.length()).append("\r\n\r\n") + body;
    }

    /// @param rest the headers of the body, and the body; nothing for none
    private String reply(String request, String status, String rest) {
        StringBuilder text = new StringBuilder(800).append("SIP/2.0 ").append(status);
        for (String line : request.split("\r\n", -1)) {
            switch (line.substring(0, Math.max(0, line.indexOf(':')))) {
                case "Via", "From", "Call-ID", "CSeq", "Record-Route" ->
                        text.append("\r\n").append(line);
                case "To" ->
                        text.append("\r\n")
                                .append(line)
                                .append(line.contains(";tag=") ? "" : ";tag=e");
                default -> {}
            }
        }
        text.append("\r\nContact: <").append(contact()).append(">\r\n");
        return text.append(rest.isEmpty() ? "Content-Length: 0\r\n\r\n" : rest).toString();
    }

    private static List<String> values(String message, String name) {
        return message.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList();
    }

    @Override
    public void close() throws IOException {
        calling.close();
        called.close();
    }
}
