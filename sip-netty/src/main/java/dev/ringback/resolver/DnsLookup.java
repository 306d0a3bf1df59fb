package dev.ringback.resolver;

import dev.ringback.stack.Answer;
import dev.ringback.stack.Question;
import java.util.concurrent.CompletableFuture;

/// Looks something up in the DNS and may take its time.
@FunctionalInterface
interface DnsLookup {
    /// The answer, later. It never blocks; a future that fails counts as a name server that failed.
    CompletableFuture<Answer> lookUp(Question.Dns question);
}
