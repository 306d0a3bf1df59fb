package dev.ringback.bench.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The two ends of calls through a [MemoryProxy]: INVITE, 100, 180, 200, ACK, BYE and 200, as
/// octets. They copy lines and parse nothing, since what they do is measured with the proxy. RFC
/// 3261 §4.
final class MemoryCall {
    private static final String[] COPIED = {
        "Via:", "From:", "To:", "Call-ID:", "CSeq:", "Record-Route:"
    };
    private static final int TAG = 100;

    private final MemoryStack stack;
    private final String user;
    private final List<String> seen = new ArrayList<>();
    private int number;

    /// @param user whom the caller calls
    MemoryCall(MemoryStack stack, String user) {
        this.stack = stack;
        this.user = user;
    }

    /// One whole call.
    ///
    /// @return what the ends were sent, each by its first line, in order
    List<String> run() {
        seen.clear();
        number++;
        stack.receive(MemoryStack.CALLER, request("INVITE", "sip:" + user + "@bench.test", 1, ""));
        String invite = callee();
        stack.receive(MemoryStack.CALLEE, response("180 Ringing", invite));
        stack.receive(MemoryStack.CALLEE, response("200 OK", invite));
        String ok = "";
        for (String text = caller(); text != null; text = caller()) {
            ok = text;
        }
        String contact = "sip:" + user + '@' + MemoryStack.CALLEE_HOST + ":5060";
        String route = "Route: " + line(ok, "Record-Route:") + "\r\n";
        stack.receive(MemoryStack.CALLER, request("ACK", contact, 1, route));
        callee();
        stack.receive(MemoryStack.CALLER, request("BYE", contact, 2, route));
        stack.receive(MemoryStack.CALLEE, response("200 OK", callee()));
        caller();
        return seen;
    }

    private @Nullable String caller() {
        return text(stack.toCaller());
    }

    private String callee() {
        String text = text(stack.toCallee());
        if (text == null) {
            throw new IllegalStateException("nothing came to the callee after " + seen);
        }
        return text;
    }

    private @Nullable String text(byte @Nullable [] octets) {
        if (octets == null) {
            return null;
        }
        String text = new String(octets, ISO_8859_1);
        seen.add(text.substring(0, text.indexOf('\r')));
        return text;
    }

    private byte[] request(String method, String uri, int sequence, String route) {
        String tag = method.equals("INVITE") ? "" : ";tag=b" + number;
        String branch = "z9hG4bKcall" + number + method;
        String text =
                method
                        + ' '
                        + uri
                        + " SIP/2.0\r\n"
                        + "Via: SIP/2.0/UDP "
                        + MemoryStack.CALLER_HOST
                        + ";branch="
                        + branch
                        + "\r\n"
                        + route
                        + "Max-Forwards: 70\r\n"
                        + "From: <sip:caller@"
                        + MemoryProxy.DOMAIN
                        + ">;tag=a"
                        + number
                        + "\r\n"
                        + "To: <sip:"
                        + user
                        + '@'
                        + MemoryProxy.DOMAIN
                        + '>'
                        + tag
                        + "\r\n"
                        + "Call-ID: call-"
                        + number
                        + '@'
                        + MemoryStack.CALLER_HOST
                        + "\r\n"
                        + "CSeq: "
                        + sequence
                        + ' '
                        + method
                        + "\r\n"
                        + "Contact: <sip:caller@"
                        + MemoryStack.CALLER_HOST
                        + ":5060>\r\n"
                        + "Content-Length: 0\r\n\r\n";
        return text.getBytes(ISO_8859_1);
    }

    private byte[] response(String status, String request) {
        StringBuilder text = new StringBuilder(request.length() + TAG);
        text.append("SIP/2.0 ").append(status).append("\r\n");
        int start = request.indexOf('\n') + 1;
        while (request.charAt(start) != '\r') {
            int end = request.indexOf('\r', start);
            if (copied(request, start)) {
                text.append(request, start, end);
                if (request.startsWith("To:", start) && request.startsWith("INVITE")) {
                    text.append(";tag=b").append(number);
                }
                text.append("\r\n");
            }
            start = end + 2;
        }
        text.append("Contact: <sip:").append(user).append('@').append(MemoryStack.CALLEE_HOST);
        return text.append(":5060>\r\nContent-Length: 0\r\n\r\n").toString().getBytes(ISO_8859_1);
    }

    private static boolean copied(String request, int start) {
        for (String name : COPIED) {
            if (request.startsWith(name, start)) {
                return true;
            }
        }
        return false;
    }

    private static String line(String text, String name) {
        int start = text.indexOf(name) + name.length();
        return text.substring(start, text.indexOf('\r', start)).strip();
    }
}
