package dev.ringback.callflow.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Comparisons of two values. One with a value that is not there is never true.
final class Comparisons {
    /// The operators.
    static final List<String> SIGNS =
            List.of("==", "!=", "<", "<=", ">", ">=", "contains", "matches");

    private Comparisons() {}

    /// What compares two terms.
    ///
    /// @throws ExpressionException where their types do not fit
    static Term of(Term left, Token sign, Term right, @Nullable String literal)
            throws ExpressionException {
        if (left.type() != right.type()) {
            throw new ExpressionException(
                    right.column(),
                    "this is " + right.type() + ", but what it is compared with is " + left.type());
        }
        BiPredicate<Object, Object> test =
                switch (sign.text()) {
                    case "==" -> Object::equals;
                    case "!=" -> (a, b) -> !a.equals(b);
                    case "contains" -> contains(left, sign);
                    case "matches" -> matches(left, sign, right, literal);
                    default -> ordered(left, sign);
                };
        Function<Scope, @Nullable Object> answer =
                scope -> {
                    Object a = left.answer().apply(scope);
                    Object b = right.answer().apply(scope);
                    return a != null && b != null && test.test(a, b);
                };
        return new Term(Term.Type.TRUTH, left.column(), answer);
    }

    private static BiPredicate<Object, Object> contains(Term left, Token sign)
            throws ExpressionException {
        wants(left, Term.Type.TEXT, sign);
        return (a, b) -> lower(a).contains(lower(b));
    }

    private static String lower(Object text) {
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private static BiPredicate<Object, Object> matches(
            Term left, Token sign, Term right, @Nullable String literal)
            throws ExpressionException {
        wants(left, Term.Type.TEXT, sign);
        if (literal == null) {
            throw new ExpressionException(right.column(), "matches wants a pattern in quotes");
        }
        try {
            Pattern pattern = Pattern.compile(literal);
            return (a, _) -> pattern.matcher(a.toString()).find();
        } catch (PatternSyntaxException e) {
            throw new ExpressionException(right.column(), "no pattern: " + e.getDescription());
        }
    }

    private static BiPredicate<Object, Object> ordered(Term left, Token sign)
            throws ExpressionException {
        if (left.type() == Term.Type.TRUTH || left.type() == Term.Type.TEXT) {
            throw new ExpressionException(
                    sign.column(), sign.shown() + " compares numbers and times alone");
        }
        return switch (sign.text()) {
            case "<" -> (a, b) -> compared(a, b) < 0;
            case "<=" -> (a, b) -> compared(a, b) <= 0;
            case ">" -> (a, b) -> compared(a, b) > 0;
            default -> (a, b) -> compared(a, b) >= 0;
        };
    }

    private static int compared(Object a, Object b) {
        return switch (a) {
            case Double number when b instanceof Double other -> number.compareTo(other);
            case Duration time when b instanceof Duration other -> time.compareTo(other);
            default -> throw new IllegalStateException(a + " and " + b);
        };
    }

    private static void wants(Term term, Term.Type type, Token sign) throws ExpressionException {
        if (term.type() != type) {
            throw new ExpressionException(
                    sign.column(), sign.shown() + " is for texts, and this is " + term.type());
        }
    }
}
