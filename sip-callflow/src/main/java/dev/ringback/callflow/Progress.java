package dev.ringback.callflow;

import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds how far a call is.
final class Progress {
    private final List<Passed> messages;
    private final List<Transaction> transactions;

    Progress(List<Passed> messages, List<Transaction> transactions) {
        this.messages = messages;
        this.transactions = transactions;
    }

    CallState state() {
        List<Attempt> attempts = Attempt.of(transactions, Method.INVITE);
        if (attempts.isEmpty()) {
            return withoutBeginning();
        }
        Attempt last = attempts.getLast();
        int status = last.finalStatus();
        if (last.successful()) {
            return ended(last) ? CallState.COMPLETED : CallState.IN_CALL;
        }
        if (status < 0) {
            return pending(last);
        }
        return switch (status) {
            case 480, 486, 600, 603 -> CallState.BUSY;
            case 487 -> CallState.CANCELLED;
            default -> status < 400 ? CallState.DIVERTED : CallState.REJECTED;
        };
    }

    private boolean ended(Attempt session) {
        return transactions.stream()
                .filter(each -> each.method().equals(Method.BYE))
                .anyMatch(each -> session.owns(each.request().message()));
    }

    private CallState pending(Attempt attempt) {
        if (cancelled(attempt)) {
            return CallState.CANCELLED;
        }
        boolean forwarded =
                attempt.tries().stream()
                        .flatMap(each -> each.responses().stream())
                        .anyMatch(response -> Transaction.status(response) == 181);
        return forwarded ? CallState.DIVERTED : CallState.CALL_SETUP;
    }

    /// Whether the caller gave up. What a proxy cancels further on is a branch of its own.
    private boolean cancelled(Attempt attempt) {
        Set<String> branches = new HashSet<>();
        attempt.tries().forEach(each -> branches.add(Transaction.branch(each.request().message())));
        return transactions.stream()
                .filter(each -> each.method().equals(Method.CANCEL))
                .anyMatch(each -> branches.contains(Transaction.branch(each.request().message())));
    }

    /// Of a call that was there before anybody looked.
    private CallState withoutBeginning() {
        if (asked(Method.BYE)) {
            return CallState.COMPLETED;
        }
        return asked(Method.INVITE) || asked(Method.ACK) ? CallState.IN_CALL : CallState.NONE;
    }

    private boolean asked(Method method) {
        return messages.stream()
                .anyMatch(
                        passed ->
                                passed.message() instanceof SipRequest request
                                        && request.method().equals(method));
    }
}
