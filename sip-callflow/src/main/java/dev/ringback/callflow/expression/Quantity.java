package dev.ringback.callflow.expression;

import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Questions about many: `all`, `any`, `none` and `count`, of calls or of messages.
final class Quantity {
    private Quantity() {}

    /// @param calls whether calls are asked, or messages
    /// @param body what is asked of each; null for nothing
    static Term of(Token token, boolean calls, @Nullable Term body) {
        Function<Scope, Stream<Scope>> each = calls ? Quantity::calls : Quantity::messages;
        Function<Scope, Boolean> holds = scope -> body == null || body.holds(scope);
        Function<Scope, @Nullable Object> answer =
                switch (token.text()) {
                    case "all" -> scope -> each.apply(scope).allMatch(holds::apply);
                    case "any" -> scope -> each.apply(scope).anyMatch(holds::apply);
                    case "none" -> scope -> each.apply(scope).noneMatch(holds::apply);
                    default -> scope -> (double) each.apply(scope).filter(holds::apply).count();
                };
        boolean count = token.text().equals("count");
        return new Term(count ? Term.Type.NUMBER : Term.Type.TRUTH, token.column(), answer);
    }

    private static Stream<Scope> calls(Scope scope) {
        return scope.calls().stream().map(scope::of);
    }

    private static Stream<Scope> messages(Scope scope) {
        return scope.subject().ladder().arrows().stream().map(scope::of);
    }
}
