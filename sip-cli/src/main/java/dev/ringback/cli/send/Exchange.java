package dev.ringback.cli.send;

import dev.ringback.auth.DigestClient;
import dev.ringback.cli.client.Requests;
import dev.ringback.cli.send.Draft.Line;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.security.Challenge;
import dev.ringback.header.security.ProxyAuthenticate;
import dev.ringback.header.security.WwwAuthenticate;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request and everything that follows from it: it answers a challenge once, sends a CANCEL
/// when it is time, acknowledges final responses to INVITE and hangs up what was answered. One
/// thread.
final class Exchange {
    private final MessageParser parser = new MessageParser(ParseLimits.defaults());
    private final Wire wire;
    private final Drafts drafts;
    private final Answers answers;
    private final long deadline;

    /// @param answers is told what comes and goes
    /// @param patience how long all may take
    Exchange(Wire wire, Drafts drafts, Answers answers, Duration patience) {
        this.wire = wire;
        this.drafts = drafts;
        this.answers = answers;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /// Who answers challenges.
    ///
    /// @param user the user
    /// @param password the password
    record Credentials(String user, String password) {}

    /// Sends octets as they are; whether a final response came.
    boolean raw(byte[] octets) throws IOException {
        answers.sent(octets);
        wire.send(octets);
        for (byte[] message = next(deadline); message != null; message = next(deadline)) {
            SipResponse response = response(message);
            if (response != null && response.finalResponse()) {
                return true;
            }
        }
        return false;
    }

    /// Sends a request; whether a final response to it came.
    ///
    /// @param cancel after how long to cancel it; null for never
    boolean run(Draft first, @Nullable Credentials credentials, @Nullable Duration cancel)
            throws IOException {
        Draft request = first;
        send(request);
        SipResponse last = await(request, cancel);
        if (last != null && credentials != null) {
            List<Line> proof = proof(request, last, credentials);
            if (!proof.isEmpty()) {
                request = drafts.again(request, proof);
                send(request);
                last = await(request, cancel);
            }
        }
        if (last != null && last.success() && request.method().equals(Method.INVITE.name())) {
            Draft bye = drafts.inDialog(request, last, "BYE", 1);
            send(bye);
            await(bye, null);
        }
        return last != null;
    }

    /// The final response to a request, acknowledged where that is due; null when none came.
    private @Nullable SipResponse await(Draft request, @Nullable Duration cancel)
            throws IOException {
        long cancelAt = cancel == null ? deadline : System.nanoTime() + cancel.toNanos();
        boolean cancelled = cancel == null;
        while (true) {
            byte[] message = next(cancelled ? deadline : Math.min(cancelAt, deadline));
            if (message == null) {
                if (cancelled || System.nanoTime() - deadline >= 0) {
                    return null;
                }
                cancelled = true;
                send(drafts.cancel(request));
                continue;
            }
            SipResponse response = response(message);
            if (response != null && ends(response, request)) {
                acknowledge(request, response);
                return response;
            }
        }
    }

    private static boolean ends(SipResponse response, Draft request) {
        return response.finalResponse() && response.cSeq().method().name().equals(request.method());
    }

    private void acknowledge(Draft request, SipResponse response) throws IOException {
        if (request.method().equals(Method.INVITE.name())) {
            send(
                    response.success()
                            ? drafts.inDialog(request, response, "ACK", 0)
                            : drafts.ack(request, response));
        }
    }

    private static List<Line> proof(Draft request, SipResponse response, Credentials credentials) {
        boolean proxy = response.status() == 407;
        List<Challenge> challenges =
                switch (response.status()) {
                    case 401 -> response.read(WwwAuthenticate.FIELD).values();
                    case 407 -> response.read(ProxyAuthenticate.FIELD).values();
                    default -> List.of();
                };
        HeaderName header = proxy ? HeaderName.PROXY_AUTHORIZATION : HeaderName.AUTHORIZATION;
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        Requests random = new Requests();
        return new DigestClient(credentials.user(), credentials.password(), random::token)
                .answer(challenges, request.method(), request.uri(), body).stream()
                        .map(value -> new Line(header.canonical(), value))
                        .toList();
    }

    private void send(Draft draft) throws IOException {
        byte[] octets = draft.octets();
        answers.sent(octets);
        wire.send(octets);
    }

    /// The next message until then, told to the listener; null when none came.
    private byte @Nullable [] next(long until) throws IOException {
        byte[] message = wire.receive(Duration.ofNanos(until - System.nanoTime()));
        if (message != null) {
            answers.received(message);
        }
        return message;
    }

    private @Nullable SipResponse response(byte[] message) {
        return parser.parse(message) instanceof Parsed(SipResponse response) ? response : null;
    }
}
