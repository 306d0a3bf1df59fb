package dev.ringback.app.record;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.runtime.ShardWatch;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A shard that messages pass as a test says, under a clock of its own.
public final class Wire {
    /// When it begins.
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /// Our address.
    public static final InetSocketAddress HERE = address("192.0.2.1", 5060);

    /// The caller's address.
    public static final InetSocketAddress CALLER = address("192.0.2.7", 5070);

    /// The callee's address.
    public static final InetSocketAddress CALLEE = address("192.0.2.8", 5080);

    private final Recorder recorder;
    private final ShardWatch shard;
    private long now;

    /// @param octets what is remembered
    public Wire(long octets) {
        this.recorder = new Recorder(() -> now, octets, 1);
        this.shard = recorder.shard();
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    /// The calls that pass.
    public RecordedCalls calls(GuardedArchive archive) {
        return new RecordedCalls(recorder, Wire::wall, archive);
    }

    private static Instant wall(long at) {
        return NOON.plusNanos(at);
    }

    /// What time it is.
    public Instant time() {
        return wall(now);
    }

    /// Lets time pass.
    public Wire pause(Duration time) {
        now += time.toNanos();
        return this;
    }

    /// The caller sends us something.
    public Wire in(String message) {
        return passed(false, CALLER, parsed(message));
    }

    /// We send the caller something.
    public Wire out(String message) {
        return passed(true, CALLER, parsed(message));
    }

    /// The callee sends us something.
    public Wire back(String message) {
        return passed(false, CALLEE, parsed(message));
    }

    /// We send the callee something.
    public Wire on(String message) {
        return passed(true, CALLEE, parsed(message));
    }

    /// We send the caller a response, and say why.
    public Wire decide(String message, Cause cause) {
        SipResponse response = (SipResponse) parsed(message);
        shard.told(new Notice.Answered(response, CauseGraph.of(now, 0, cause)));
        return passed(true, CALLER, response);
    }

    private Wire passed(boolean sent, InetSocketAddress peer, SipMessage message) {
        shard.passed(sent, new Flow(Transport.UDP, HERE, peer, 1), message);
        return pause(Duration.ofMillis(10));
    }

    /// Puts a whole call through that begins now and lasts so long.
    public Wire call(String callId, Duration lasts) {
        in(request("INVITE", callId, 1, null));
        out(response(180, "INVITE", callId, 1));
        out(response(200, "INVITE", callId, 1));
        in(request("ACK", callId, 1, "callee"));
        pause(lasts);
        in(request("BYE", callId, 2, "callee"));
        return out(response(200, "BYE", callId, 2));
    }

    /// A request from `alice` to `bob`.
    public static String request(
            String method, String callId, int sequence, @Nullable String toTag) {
        return method
                + " sip:bob@example.com SIP/2.0\r\n"
                + fields(method, callId, sequence, toTag)
                + "Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
    }

    /// A response to one.
    public static String response(int status, String method, String callId, int sequence) {
        return "SIP/2.0 "
                + status
                + " Said\r\n"
                + fields(method, callId, sequence, "callee")
                + "Content-Length: 0\r\n\r\n";
    }

    private static String fields(
            String method, String callId, int sequence, @Nullable String toTag) {
        return "Via: SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bK"
                + Integer.toHexString(callId.hashCode())
                + sequence
                + method.charAt(0)
                + "\r\nFrom: <sip:alice@example.com>;tag=caller\r\nTo: <sip:bob@example.com>"
                + (toTag == null ? "" : ";tag=" + toTag)
                + "\r\nCall-ID: "
                + callId
                + "\r\nCSeq: "
                + sequence
                + " "
                + method
                + "\r\n";
    }

    /// A message from its text.
    public static SipMessage parsed(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (new MessageParser(ParseLimits.defaults()).parse(octets)
                instanceof Parsed(SipMessage message)) {
            return message;
        }
        throw new IllegalArgumentException(text);
    }
}
