package dev.ringback.it.reactions;

import java.util.List;

/// Writes a scenario for SIPp as a server: what it waits for, what it answers. Anything else that
/// comes fails the scenario.
final class Script {
    private static final String SDP =
            """

            v=0
            o=sipp 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 9 RTP/AVP 0
            a=rtpmap:0 PCMU/8000
            """;

    /// SIPp refuses scenarios with variables that are written only.
    private static final String USED = "<Reference variables=\"1,2\"/>\n";

    private final StringBuilder xml = new StringBuilder();
    private boolean inDialog;
    private boolean answersRepetitions = true;

    /// Waits for a request. An INVITE's Via and CSeq are kept for answers that come after another
    /// request.
    Script receive(String method) {
        if (method.equals("INVITE")) {
            xml.append("<recv request=\"INVITE\"><action>\n").append(keep("Via:", 1));
            xml.append(keep("CSeq:", 2)).append("</action></recv>\n");
        } else {
            xml.append("<recv request=\"%s\"/>\n".formatted(method));
        }
        return this;
    }

    private static String keep(String header, int variable) {
        return """
        <ereg regexp=".*" search_in="hdr" header="%s" assign_to="%d"/>
        """
                .formatted(header, variable);
    }

    /// Answers the request that came last.
    Script answer(int status, String... lines) {
        return answer("[last_Via:]", "[last_CSeq:]", status, "", lines);
    }

    /// Answers the request that came last, with a body.
    Script answerWithBody(int status, String body, String... lines) {
        return answer("[last_Via:]", "[last_CSeq:]", status, body, lines);
    }

    /// Answers a request in the dialog that a provisional response made.
    Script answerInDialog(int status) {
        boolean before = inDialog;
        inDialog = true;
        answer(status);
        inDialog = before;
        return this;
    }

    /// Answers the last INVITE, whatever came after it.
    Script answerInvite(int status, String... lines) {
        return answer("Via:[$1]", "CSeq:[$2]", status, "", lines);
    }

    private Script answer(String via, String cSeq, int status, String body, String... lines) {
        String tag = status == 100 || inDialog ? "" : ";tag=s[call_number]";
        xml.append("<send><![CDATA[\n\nSIP/2.0 ").append(status).append(" Answer\n");
        xml.append(via).append('\n');
        xml.append("[last_From:]\n[last_To:]").append(tag).append("\n[last_Call-ID:]\n");
        xml.append(cSeq).append('\n');
        for (String line : lines) {
            xml.append(line).append('\n');
        }
        xml.append("Content-Length: [len]\n").append(body.isEmpty() ? "\n" : body);
        xml.append("\n]]></send>\n");
        return this;
    }

    /// Refuses an INVITE.
    Script refuse(int status, String... lines) {
        return receive("INVITE").answer(status, lines).receive("ACK");
    }

    /// Takes an INVITE: from now on there is a dialog.
    Script take() {
        return receive("INVITE").accept();
    }

    /// Takes the INVITE that came.
    Script accept() {
        return ok().receive("ACK").inDialog();
    }

    /// From now on requests have our tag already.
    Script inDialog() {
        inDialog = true;
        return this;
    }

    /// Answers the last INVITE with 200 and a session description.
    Script ok() {
        return answer(
                "Via:[$1]",
                "CSeq:[$2]",
                200,
                SDP,
                "Contact: <sip:sipp@[local_ip]:[local_port]>",
                "Content-Type: application/sdp");
    }

    /// Takes a BYE.
    Script end() {
        return receive("BYE").answer(200);
    }

    Script pause(int millis) {
        xml.append("<pause milliseconds=\"%d\"/>\n".formatted(millis));
        return this;
    }

    /// Takes what is repeated as something new: SIPp does not answer it by itself.
    Script countingRepetitions() {
        answersRepetitions = false;
        return this;
    }

    /// What SIPp is started with.
    List<String> options() {
        return answersRepetitions ? List.of() : List.of("-nr");
    }

    /// The scenario. Afterwards it listens for a while: nothing more may come.
    String xml() {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <scenario name="reaction">
        %s<pause milliseconds="250"/>
        %s</scenario>
        """
                .formatted(xml, xml.indexOf("assign_to") < 0 ? "" : USED);
    }
}
