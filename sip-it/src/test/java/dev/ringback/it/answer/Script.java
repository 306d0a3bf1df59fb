package dev.ringback.it.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A SIPp scenario of a caller, written step by step. SIPp itself judges: a response with another
/// code, or without a header field that it has to carry, fails the call.
final class Script {
    static final String OFFER =
            """
            v=0
            o=caller 1 1 IN IP4 [local_ip]
            s=-
            c=IN IP4 [media_ip]
            t=0 0
            m=audio [media_port] RTP/AVP 0
            a=rtpmap:0 PCMU/8000
            """;

    private final StringBuilder steps = new StringBuilder();
    private int variables;

    /// A new INVITE with an offer, and the responses that may come before the one that counts.
    static Script invite(String... headers) {
        return plainInvite(headers).maybe(100).maybe(180);
    }

    /// A new INVITE with an offer.
    static Script plainInvite(String... headers) {
        return new Script().send("INVITE", 1, "", OFFER, headers);
    }

    /// Sends a request of the call.
    ///
    /// @param tag what To has beside the address: `[peer_tag_param]` in a dialog
    /// @param body empty for none; else a session description
    /// @param headers lines beside the usual ones; one that begins with `-` leaves those of that
    ///     name out
    Script send(String method, int sequence, String tag, String body, String... headers) {
        return send(
                new Line(method, "sip:bob@[remote_ip]:[remote_port]"),
                sequence,
                tag,
                body,
                headers);
    }

    /// What the start line says.
    ///
    /// @param method the method
    /// @param uri the Request-URI
    /// @param version the version
    record Line(String method, String uri, String version) {
        Line(String method, String uri) {
            this(method, uri, "SIP/2.0");
        }
    }

    Script send(Line line, int sequence, String tag, String body, String... headers) {
        List<String> lines = new ArrayList<>();
        lines.add("Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]");
        lines.add("From: <sip:sipp@[local_ip]:[local_port]>;tag=[pid]s[call_number]");
        lines.add("To: <sip:bob@[remote_ip]:[remote_port]>" + tag);
        lines.add("Call-ID: [call_id]");
        lines.add("CSeq: " + sequence + " " + line.method());
        lines.add("Max-Forwards: 70");
        lines.add("Contact: <sip:sipp@[local_ip]:[local_port]>");
        if (!body.isEmpty()) {
            lines.add("Content-Type: application/sdp");
        }
        for (String header : headers) {
            String name = header.replaceFirst("^-", "").split(":", 2)[0];
            lines.removeIf(old -> old.startsWith(name + ":"));
            if (!header.startsWith("-")) {
                lines.add(header);
            }
        }
        lines.add("Content-Length: [len]");
        boolean again = !line.method().equals("ACK");
        steps.append(again ? "  <send retrans=\"500\">" : "  <send>")
                .append("<![CDATA[\n\n")
                .append("    %s %s %s\n".formatted(line.method(), line.uri(), line.version()));
        lines.forEach(text -> steps.append("    ").append(text).append('\n'));
        steps.append('\n');
        body.lines().forEach(text -> steps.append("    ").append(text).append('\n'));
        steps.append("\n  ]]></send>\n");
        return this;
    }

    /// Lets a response pass that may come.
    Script maybe(int status) {
        steps.append("  <recv response=\"%d\" optional=\"true\"/>\n".formatted(status));
        return this;
    }

    /// Waits for a response with these header fields.
    ///
    /// @param carries `Name`, or `Name: expression` for what its value has to fit; `body:
    ///     expression` for the body, `phrase: expression` for the reason phrase
    Script receive(int status, String... carries) {
        steps.append("  <recv response=\"%d\" rrs=\"true\">\n    <action>\n".formatted(status));
        for (String one : carries) {
            String[] parts = one.split(": ", 2);
            String wanted = parts.length == 1 ? "..*" : parts[1];
            String where =
                    switch (parts[0]) {
                        case "body" -> "search_in=\"body\"";
                        case "phrase" -> "search_in=\"msg\"";
                        default -> "search_in=\"hdr\" header=\"" + parts[0] + ":\"";
                    };
            String expression =
                    parts[0].equals("phrase") ? "SIP/2.0 " + status + " " + wanted : wanted;
            steps.append(
                    "      <ereg regexp=\"%s\" %s check_it=\"true\" assign_to=\"%d\"/>\n"
                            .formatted(expression, where, ++variables));
        }
        steps.append("    </action>\n  </recv>\n");
        return this;
    }

    /// Acknowledges a refusal.
    Script refused() {
        return send("ACK", 1, "[peer_tag_param]", "", "-Contact");
    }

    /// Acknowledges the refusal of a later INVITE.
    Script acknowledgeRefusal(int sequence) {
        return send("ACK", sequence, "[peer_tag_param]", "", "-Contact");
    }

    /// Takes the INVITE back, with its branch.
    Script cancel() {
        return send(
                "CANCEL",
                1,
                "",
                "",
                "-Contact",
                "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch-3]");
    }

    /// Acknowledges the call, and hangs up.
    Script accepted() {
        return acknowledge(1).hangUp(2);
    }

    /// Acknowledges a 2xx.
    Script acknowledge(int sequence) {
        return send(new Line("ACK", "[next_url]"), sequence, "[peer_tag_param]", "", "-Contact");
    }

    /// Hangs up.
    Script hangUp(int sequence) {
        return send(new Line("BYE", "[next_url]"), sequence, "[peer_tag_param]", "").receive(200);
    }

    /// Waits.
    Script pause(int millis) {
        steps.append("  <pause milliseconds=\"%d\"/>\n".formatted(millis));
        return this;
    }

    /// The scenario as SIPp reads it.
    String xml() {
        String used =
                IntStream.rangeClosed(1, variables)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","));
        String references = used.isEmpty() ? "" : "  <Reference variables=\"" + used + "\"/>\n";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scenario name=\"answer\">\n"
                + steps
                + references
                + "</scenario>\n";
    }
}
