package dev.ringback.cli.send;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.JsonLine;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Prints the messages of an exchange: for people the text of what came, for programs a JSON object
/// for each message.
final class Answers {
    private final PrintWriter out;
    private final boolean json;
    private final boolean sent;

    /// @param json for programs
    /// @param sent prints what we send, too
    Answers(PrintWriter out, boolean json, boolean sent) {
        this.out = out;
        this.json = json;
        this.sent = sent;
    }

    void sent(byte[] octets) {
        if (sent) {
            print("sent", "> ", octets);
        }
    }

    void received(byte[] octets) {
        print("received", sent ? "< " : "", octets);
    }

    private void print(String direction, String mark, byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        if (json) {
            out.println(JsonLine.write(object(direction, text, lines)));
        } else {
            for (String line : lines) {
                out.println(mark + Texts.escaped(line));
            }
            boolean separated = !lines.isEmpty() && lines.getLast().isEmpty();
            if (!separated) {
                out.println();
            }
        }
        out.flush();
    }

    private static Map<String, Object> object(String direction, String text, List<String> lines) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("direction", direction);
        object.put("start", lines.isEmpty() ? "" : lines.getFirst());
        List<Map<String, String>> headers = new ArrayList<>();
        for (String line : lines.stream().skip(1).takeWhile(line -> !line.isEmpty()).toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                Map<String, String> header = new LinkedHashMap<>();
                header.put("name", line.substring(0, colon).strip());
                header.put("value", line.substring(colon + 1).strip());
                headers.add(header);
            }
        }
        object.put("headers", headers);
        int body = text.indexOf("\r\n\r\n");
        object.put("body", body < 0 ? "" : text.substring(body + 4));
        return object;
    }
}
