package dev.ringback.telemetry;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallSummary;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.TreeSet;

/// Names traces so that all elements that saw a call name its trace alike: by the UUIDs of its
/// Session-ID (RFC 7989) where it has one, which all legs share, else by its Call-ID. One thread.
final class TraceIds implements IdGenerator {
    private final IdGenerator random = IdGenerator.random();
    private String next = TraceId.getInvalid();

    /// The trace of what is made now.
    void of(CallFlow flow) {
        Set<String> sessions = new TreeSet<>(CallSummary.of(flow).sessionIds());
        String name = sessions.isEmpty() ? "call " + flow.callId() : "session " + sessions;
        next = hash(name);
    }

    private static String hash(String name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            ByteBuffer octets = ByteBuffer.wrap(digest);
            return TraceId.fromLongs(octets.getLong(), octets.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String generateSpanId() {
        return random.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        return next;
    }
}
