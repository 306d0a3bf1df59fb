package dev.ringback.console.door;

import io.javalin.http.Context;

/// What every answer tells the browser about how to treat it.
final class AnswerHeaders {
    private AnswerHeaders() {}

    /// @param host the host that was asked for, which was checked
    static void put(Context answer, String host) {
        answer.header("Content-Security-Policy", policy(host))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("X-Frame-Options", "DENY")
                .header("Cache-Control", "no-store");
    }

    /// Scripts, styles and pictures of ours alone, and connections to us alone.
    private static String policy(String host) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " font-src 'self'; media-src 'self' blob:; manifest-src 'self';"
                + " connect-src 'self' ws://"
                + host
                + " wss://"
                + host
                + "; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    }
}
