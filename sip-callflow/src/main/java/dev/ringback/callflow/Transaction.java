package dev.ringback.callflow;

import dev.ringback.header.Method;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A transaction as it passed between two neighbours: RFC 3261 §17. Its ACK is a message of its
/// own here.
///
/// @param request the request as it passed first
/// @param responses the responses in their order, repetitions included
public record Transaction(Passed request, List<Passed> responses) {
    /// Copies.
    public Transaction {
        responses = List.copyOf(responses);
    }

    /// The transactions of messages, by the time of their requests. Responses whose request did not
    /// pass are left out.
    ///
    /// @param messages the earliest first
    public static List<Transaction> of(List<Passed> messages) {
        Map<String, Passed> requests = new LinkedHashMap<>();
        Map<String, List<Passed>> responses = new LinkedHashMap<>();
        for (Passed passed : messages) {
            String key = key(passed.message());
            switch (passed.message()) {
                case SipRequest _ -> requests.putIfAbsent(key, passed);
                case SipResponse _ ->
                        responses.computeIfAbsent(key, _ -> new ArrayList<>()).add(passed);
            }
        }
        List<Transaction> transactions = new ArrayList<>();
        requests.forEach(
                (key, request) ->
                        transactions.add(
                                new Transaction(request, responses.getOrDefault(key, List.of()))));
        return transactions;
    }

    /// What a request and its responses have in common, and no other message of the Call-ID: RFC
    /// 3261 §17.1.3.
    public static String key(SipMessage message) {
        Method method =
                message instanceof SipRequest request ? request.method() : message.cSeq().method();
        return branch(message) + ' ' + method;
    }

    /// What all messages have in common that passed on one branch, with its CANCEL and the ACK for
    /// its failure: the branch of the top Via and who wrote it.
    public static String branch(SipMessage message) {
        Via via = message.topVia();
        String branch = via.branch();
        String unique =
                branch == null || !branch.startsWith("z9hG4bK")
                        ? message.cSeq().number() + " " + message.from().tag() + " " + branch
                        : branch;
        return unique + ' ' + via.host() + ':' + via.port();
    }

    /// The method of the request.
    public Method method() {
        return request.message() instanceof SipRequest asked
                ? asked.method()
                : request.message().cSeq().method();
    }

    /// The number of the CSeq.
    public long sequence() {
        return request.message().cSeq().number();
    }

    /// The first final response, null where none passed.
    public @Nullable Passed finalResponse() {
        for (Passed response : responses) {
            if (status(response) >= 200) {
                return response;
            }
        }
        return null;
    }

    /// The first 2xx, null where none passed.
    public @Nullable Passed success() {
        for (Passed response : responses) {
            if (status(response) / 100 == 2) {
                return response;
            }
        }
        return null;
    }

    /// The status of the first final response, -1 where none passed.
    public int finalStatus() {
        Passed response = finalResponse();
        return response == null ? -1 : status(response);
    }

    /// When the request passed first.
    public Instant begin() {
        return request.at();
    }

    /// The status of a response, -1 of a request.
    static int status(Passed passed) {
        return passed.message() instanceof SipResponse response ? response.status() : -1;
    }
}
