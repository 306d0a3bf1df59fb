package dev.ringback.callflow;

import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a user agent did to get a session or a registration: its request, and the same again where
/// a challenge or a redirection asked for that (RFC 6076 §4). Only what passed nearest to that user
/// agent belongs to it; what a proxy sent on does not.
///
/// @param tries its transactions in their order, at least one; several with one CSeq where the user
///     agent forked or tried another server
public record Attempt(List<Transaction> tries) {
    /// The longest that a user agent waits for a response: Timers B and F, 64 times T1 (RFC 3261
    /// §17.1.1.2).
    public static final Duration TIMEOUT = Duration.ofSeconds(32);

    /// Copies.
    ///
    /// @throws IllegalArgumentException if there is no try
    public Attempt {
        tries = List.copyOf(tries);
        if (tries.isEmpty()) {
            throw new IllegalArgumentException("nothing was tried");
        }
    }

    /// The attempts of a flow in their order.
    ///
    /// @param transactions all transactions of the flow
    /// @param method INVITE: those within a session do not count; or another
    public static List<Attempt> of(List<Transaction> transactions, Method method) {
        Map<String, List<Transaction>> rounds = new LinkedHashMap<>();
        for (Transaction transaction : transactions) {
            SipMessage request = transaction.request().message();
            boolean within = method.equals(Method.INVITE) && request.to().tag() != null;
            if (transaction.method().equals(method) && !within) {
                String round = request.cSeq().number() + " " + request.from().tag();
                rounds.computeIfAbsent(round, _ -> new ArrayList<>()).add(transaction);
            }
        }
        List<Attempt> attempts = new ArrayList<>();
        for (List<Transaction> round : rounds.values()) {
            join(attempts, nearest(round));
        }
        return attempts;
    }

    /// Those that went through as few elements as any before they passed.
    private static List<Transaction> nearest(List<Transaction> round) {
        int fewest = Integer.MAX_VALUE;
        for (Transaction transaction : round) {
            fewest = Math.min(fewest, vias(transaction.request().message()));
        }
        int least = fewest;
        return round.stream().filter(each -> vias(each.request().message()) == least).toList();
    }

    private static int vias(SipMessage message) {
        return message.read(Via.FIELD).values().size();
    }

    private static void join(List<Attempt> attempts, List<Transaction> round) {
        Attempt last = attempts.isEmpty() ? null : attempts.getLast();
        if (last == null || !last.goesOn(round.getFirst())) {
            attempts.add(new Attempt(round));
            return;
        }
        List<Transaction> all = new ArrayList<>(last.tries);
        all.addAll(round);
        attempts.set(attempts.size() - 1, new Attempt(all));
    }

    /// Whether another request is only what the last response asked for.
    private boolean goesOn(Transaction next) {
        int status = finalStatus();
        boolean asked = challenge(status) || (status / 100 == 3 && !registers());
        String tag = tries.getFirst().request().message().from().tag();
        return asked && Objects.equals(tag, next.request().message().from().tag());
    }

    /// Whether a response asks for credentials and is no failure yet: 401, 402 and 407 by RFC 6076
    /// §4.2.
    static boolean challenge(int status) {
        return status == 401 || status == 402 || status == 407;
    }

    private boolean registers() {
        return tries.getFirst().method().equals(Method.REGISTER);
    }

    /// When the first request passed.
    public Instant begin() {
        return tries.getFirst().begin();
    }

    /// The response that it ended with: the first 2xx, or else the last final one; null where there
    /// is none.
    public @Nullable Passed result() {
        Passed last = null;
        for (Transaction each : tries) {
            Passed success = each.success();
            if (success != null) {
                return success;
            }
            Passed response = each.finalResponse();
            last = response == null ? last : response;
        }
        return awaitsAnswer() ? null : last;
    }

    /// Whether the last request has no answer yet, so that the challenge before it counts no more.
    private boolean awaitsAnswer() {
        long sequence = tries.getLast().sequence();
        return tries.stream()
                .filter(each -> each.sequence() == sequence)
                .allMatch(each -> each.finalResponse() == null);
    }

    /// The status of [#result], -1 where there is none.
    public int finalStatus() {
        Passed result = result();
        return result == null ? -1 : Transaction.status(result);
    }

    /// Whether a message belongs to the session that came of it: both tags are those of the 2xx
    /// (RFC 3261 §12). Nothing does where there was no 2xx.
    public boolean owns(SipMessage message) {
        Passed result = result();
        if (result == null || !successful()) {
            return false;
        }
        String caller = result.message().from().tag();
        String callee = result.message().to().tag();
        String from = message.from().tag();
        String to = message.to().tag();
        return (Objects.equals(from, caller) && Objects.equals(to, callee))
                || (Objects.equals(from, callee) && Objects.equals(to, caller));
    }

    /// Whether it had a 2xx.
    public boolean successful() {
        return finalStatus() / 100 == 2;
    }

    /// Whether it ended otherwise: by a failure response, or because none came for so long as a
    /// user agent waits. 401, 402, 407 and 3xx are none by themselves.
    ///
    /// @param until up to when messages were seen
    public boolean failed(Instant until) {
        int status = finalStatus();
        return (status >= 400 && !challenge(status)) || timedOut(until);
    }

    /// Whether no response at all came for so long as a user agent waits.
    ///
    /// @param until up to when messages were seen
    public boolean timedOut(Instant until) {
        Transaction last = tries.getLast();
        return last.responses().isEmpty()
                && finalStatus() < 0
                && !last.begin().plus(TIMEOUT).isAfter(until);
    }

    /// The first response that says how it goes, RFC 6076 §4.3.1: provisional and not 100, or a
    /// 2xx; null where there is none.
    public @Nullable Passed status() {
        Passed first = null;
        for (Transaction each : tries) {
            for (Passed response : each.responses()) {
                int status = Transaction.status(response);
                boolean tells = status > 100 && status < 300;
                if (tells && (first == null || response.at().isBefore(first.at()))) {
                    first = response;
                }
            }
        }
        return first;
    }
}
