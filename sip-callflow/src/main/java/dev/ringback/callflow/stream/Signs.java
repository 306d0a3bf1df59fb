package dev.ringback.callflow.stream;

import java.nio.charset.StandardCharsets;

/// By what TLS and HTTP are told at the start of a connection.
final class Signs {
    private static final String REQUEST = "GET ";
    private static final String RESPONSE = "HTTP/1.";
    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;
    private static final int APPLICATION = 23;

    private Signs() {}

    /// A record of TLS: RFC 8446 §5.1.
    static boolean isTls(byte[] octets, int start, int end) {
        return end - start >= 3
                && (octets[start] == HANDSHAKE || octets[start] == ALERT)
                && octets[start + 1] == 3
                && octets[start + 2] <= 4;
    }

    /// A record of TLS in the middle of a connection.
    static boolean isEncrypted(byte[] octets, int start, int end) {
        return end - start >= 3 && octets[start] == APPLICATION && octets[start + 1] == 3;
    }

    /// The start of a response, or a whole request line of HTTP/1.1.
    static boolean isHttp(byte[] octets, int start, int end) {
        if (begins(octets, start, end, RESPONSE) == RESPONSE.length()) {
            return true;
        }
        if (begins(octets, start, end, REQUEST) < REQUEST.length()) {
            return false;
        }
        int at = start;
        while (at < end && octets[at] != '\r') {
            at++;
        }
        String line = new String(octets, start, at - start, StandardCharsets.ISO_8859_1);
        return at < end && line.contains(" " + RESPONSE);
    }

    /// Whether octets that are no SIP may still become TLS or HTTP.
    static boolean mayBeOther(byte[] octets, int start, int end) {
        int length = end - start;
        boolean tls = length < 3 && (octets[start] == HANDSHAKE || octets[start] == ALERT);
        boolean all = begins(octets, start, end, RESPONSE) == length;
        return tls || (length < RESPONSE.length() && all);
    }

    private static int begins(byte[] octets, int start, int end, String text) {
        int length = 0;
        while (length < text.length()
                && start + length < end
                && octets[start + length] == text.charAt(length)) {
            length++;
        }
        return length;
    }
}
