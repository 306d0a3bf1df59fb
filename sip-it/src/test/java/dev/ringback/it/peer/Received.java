package dev.ringback.it.peer;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A message as a peer received it, read with as little knowledge of SIP as tests need.
public record Received(String text) {
    static Received of(byte[] octets, int length) {
        return new Received(new String(octets, 0, length, StandardCharsets.UTF_8));
    }

    /// The status of a response; -1 for a request.
    public int status() {
        boolean response = text.startsWith("SIP/2.0 ") && text.length() >= 11;
        return response ? Integer.parseInt(text.substring(8, 11)) : -1;
    }

    /// The start line.
    public String startLine() {
        return text.lines().findFirst().orElse("");
    }

    /// The value of the first header field of a name; empty when there is none.
    public String header(String name) {
        List<String> all = headers(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    /// The values of all header fields of a name, one per line.
    public List<String> headers(String name) {
        String prefix = name + ":";
        return text.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, prefix, 0, prefix.length()))
                .map(line -> line.substring(prefix.length()).strip())
                .toList();
    }

    /// What follows the empty line.
    public String body() {
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? "" : text.substring(end + 4);
    }
}
