package dev.ringback.resolver;

import dev.ringback.cause.DnsStep;
import dev.ringback.stack.Answer;
import dev.ringback.stack.Question;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Asks name servers over UDP, and over TCP what UDP cannot hold. One that says nothing, or that it
/// failed, is followed by the next; aliases are followed to their end. Each question ends within a
/// time. Nothing blocks; dnsjava's own thread does the input and output.
final class NameServers implements DnsLookup {
    /// How often a question is sent at least, where nobody answers.
    private static final int ATTEMPTS = 3;

    private final List<SimpleResolver> servers = new ArrayList<>();
    private final int attempts;
    private final Duration patience;

    /// @param addresses the name servers; those of the system where there are none
    /// @param timeout of one question over all attempts
    NameServers(List<InetSocketAddress> addresses, Duration timeout) {
        List<InetSocketAddress> all =
                addresses.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : addresses;
        attempts = Math.max(ATTEMPTS, all.size());
        patience = timeout.dividedBy(attempts);
        for (InetSocketAddress address : all) {
            SimpleResolver server = new SimpleResolver(address);
            server.setTimeout(patience);
            servers.add(server);
        }
    }

    @Override
    public CompletableFuture<Answer> lookUp(Question.Dns question) {
        int type =
                switch (question.type()) {
                    case NAPTR -> Type.NAPTR;
                    case SRV -> Type.SRV;
                    case A -> Type.A;
                    case AAAA -> Type.AAAA;
                };
        try {
            return follow(Name.fromString(question.name(), Name.root), type, 0);
        } catch (TextParseException _) {
            return CompletableFuture.completedFuture(Reply.failed(DnsStep.Outcome.NONSENSE));
        }
    }

    /// Asks about a name, and then about what it is an alias of.
    private CompletableFuture<Answer> follow(Name name, int type, int aliases) {
        if (aliases > Reply.MOST_ALIASES) {
            return CompletableFuture.completedFuture(Reply.failed(DnsStep.Outcome.NONSENSE));
        }
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        return attempt(query, 0, DnsStep.Outcome.TIMED_OUT)
                .thenCompose(
                        reply -> {
                            Answer answer = reply.answer();
                            Name alias = reply.alias();
                            return answer == null && alias != null
                                    ? follow(alias, type, aliases + 1)
                                    : CompletableFuture.completedFuture(answer);
                        });
    }

    /// Sends a query to the name server whose turn it is, and to the next where that is of no use.
    ///
    /// @param number which attempt it is, from 0
    /// @param worst what is said where no attempt is of use
    private CompletableFuture<Reply> attempt(Message query, int number, DnsStep.Outcome worst) {
        if (number == attempts) {
            return CompletableFuture.completedFuture(new Reply(Reply.failed(worst), null));
        }
        Record asked = query.getQuestion();
        // dnsjava looks for those whose time is up once a second only
        CompletableFuture<Message> sent =
                servers.get(number % servers.size())
                        .sendAsync(query)
                        .toCompletableFuture()
                        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        return sent.handle((message, fault) -> read(message, fault, asked))
                .thenCompose(
                        reply -> {
                            boolean failed = is(DnsStep.Outcome.SERVER_FAILED, reply);
                            boolean last = failed && number + 1 >= servers.size();
                            boolean useless = failed || is(DnsStep.Outcome.TIMED_OUT, reply);
                            DnsStep.Outcome now = failed ? DnsStep.Outcome.SERVER_FAILED : worst;
                            return useless && !last
                                    ? attempt(query, number + 1, now)
                                    : CompletableFuture.completedFuture(reply);
                        });
    }

    private static Reply read(@Nullable Message message, @Nullable Throwable fault, Record asked) {
        return message == null || fault != null
                ? new Reply(Reply.failed(DnsStep.Outcome.TIMED_OUT), null)
                : Reply.read(message, asked.getName(), asked.getType());
    }

    private static boolean is(DnsStep.Outcome outcome, Reply reply) {
        Answer answer = reply.answer();
        return answer != null && answer.outcome() == outcome;
    }
}
