package dev.ringback.callflow.expression;

import dev.ringback.callflow.draw.Ladder.Arrow;
import dev.ringback.callflow.expression.Token.Kind;
import dev.ringback.header.HeaderName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads an expression by recursive descent:
///
/// ```
/// or         = and *("or" and)
/// and        = not *("and" not)
/// not        = ["not"] comparison
/// comparison = value [operator value]
/// value      = "(" or ")" / quantity / order / field / literal
/// quantity   = ("all" / "any" / "none" / "count") "(" [("calls" / "messages") [","]] [or] ")"
/// order      = step *("then" step)
/// step       = method / (status ["of" method])
/// ```
final class Parser {
    private static final int DEEPEST = 40;
    private static final int MOST_TERMS = 1_000;
    private static final List<String> QUANTITIES = List.of("all", "any", "none", "count");

    private final List<Token> tokens;
    private int at;
    private int depth;
    private int signs;

    /// What may be asked for at this place.
    private Place place = Place.CALL;

    private boolean withinCalls;
    private boolean asksEach;
    private boolean countsCalls;

    private enum Place {
        CALL,
        MESSAGE
    }

    Parser(String text) throws ExpressionException {
        this.tokens = Token.all(text);
    }

    Expression expression() throws ExpressionException {
        Term term = or();
        Token rest = peek();
        if (rest.kind() != Kind.END) {
            throw new ExpressionException(
                    rest.column(), "expected 'and', 'or' or the end, not " + rest.shown() + hint());
        }
        return new Expression(truth(term), new Expression.Uses(asksEach, countsCalls));
    }

    private String hint() {
        String lower = peek().text().toLowerCase(Locale.ROOT);
        boolean shouted = List.of("and", "or", "not", "then", "of").contains(lower);
        return shouted && peek().method() ? "; it is written '" + lower + "'" : "";
    }

    private Term or() throws ExpressionException {
        Term left = and();
        while (peek().is("or") || peek().is("||")) {
            more(next());
            Term one = truth(left);
            Term other = truth(and());
            left =
                    new Term(
                            Term.Type.TRUTH,
                            one.column(),
                            scope -> one.holds(scope) || other.holds(scope));
        }
        return left;
    }

    /// What is asked is a chain of terms, which must not be too long for the stack.
    private void more(Token sign) throws ExpressionException {
        if (++signs == MOST_TERMS) {
            throw new ExpressionException(sign.column(), "more than " + MOST_TERMS + " terms");
        }
    }

    private Term and() throws ExpressionException {
        Term left = not();
        while (peek().is("and") || peek().is("&&")) {
            more(next());
            Term one = truth(left);
            Term other = truth(not());
            left =
                    new Term(
                            Term.Type.TRUTH,
                            one.column(),
                            scope -> one.holds(scope) && other.holds(scope));
        }
        return left;
    }

    private Term not() throws ExpressionException {
        if (!peek().is("not") && !peek().is("!")) {
            return comparison();
        }
        Token sign = next();
        deeper(sign);
        Term negated = truth(not());
        depth--;
        return new Term(Term.Type.TRUTH, sign.column(), scope -> !negated.holds(scope));
    }

    private void deeper(Token where) throws ExpressionException {
        if (++depth > DEEPEST) {
            throw new ExpressionException(where.column(), "nested too deep");
        }
    }

    private Term comparison() throws ExpressionException {
        Term left = value();
        if (!Comparisons.SIGNS.contains(peek().text()) || peek().kind() == Kind.TEXT) {
            return left;
        }
        Token sign = next();
        String literal = peek().kind() == Kind.TEXT ? peek().text() : null;
        return Comparisons.of(left, sign, value(), literal);
    }

    private static Term truth(Term term) throws ExpressionException {
        if (term.type() != Term.Type.TRUTH) {
            throw new ExpressionException(
                    term.column(),
                    "this is " + term.type() + "; compare it with something, like == or <");
        }
        return term;
    }

    private Term value() throws ExpressionException {
        Token token = peek();
        if (token.is("(")) {
            deeper(next());
            Term inside = or();
            expect(")");
            depth--;
            return inside;
        }
        if (step(token)) {
            return order();
        }
        next();
        return switch (token.kind()) {
            case TEXT -> literal(token, Term.Type.TEXT, token.text());
            case NUMBER -> literal(token, Term.Type.NUMBER, Double.valueOf(token.text()));
            case TIME -> literal(token, Term.Type.TIME, token.time());
            case WORD -> named(token);
            default ->
                    throw new ExpressionException(
                            token.column(), "expected a value, not " + token.shown());
        };
    }

    private static Term literal(Token token, Term.Type type, Object value) {
        return new Term(type, token.column(), _ -> value);
    }

    private Term named(Token token) throws ExpressionException {
        String name = token.text();
        if (name.equals("true") || name.equals("false")) {
            return literal(token, Term.Type.TRUTH, name.equals("true"));
        }
        if (QUANTITIES.contains(name) && peek().is("(")) {
            return quantity(token);
        }
        if (name.equals("header") && peek().is("(")) {
            return header(token);
        }
        Fields.Field field = place == Place.MESSAGE ? Fields.ofMessage(name) : null;
        field = field == null ? Fields.ofCall(name) : field;
        if (field == null) {
            boolean message = place == Place.MESSAGE;
            String where =
                    !message && Fields.ofMessage(name) != null
                            ? ": that is asked of messages, as in any(" + name + ")"
                            : ", there are " + Fields.names(message);
            throw new ExpressionException(token.column(), "no field '" + name + "'" + where);
        }
        asksEach |= !withinCalls;
        return new Term(field.type(), token.column(), field.value());
    }

    private Term header(Token token) throws ExpressionException {
        expect("(");
        Token name = next();
        if (name.kind() != Kind.TEXT || name.text().isEmpty()) {
            throw new ExpressionException(
                    name.column(), "expected the name of a header field in quotes");
        }
        expect(")");
        asksEach |= !withinCalls;
        Fields.Field field = Fields.header(headerName(name));
        return new Term(field.type(), token.column(), field.value());
    }

    private static HeaderName headerName(Token name) throws ExpressionException {
        try {
            return HeaderName.of(name.text());
        } catch (IllegalArgumentException _) {
            throw new ExpressionException(name.column(), "no header field has such a name");
        }
    }

    private Term quantity(Token token) throws ExpressionException {
        expect("(");
        deeper(token);
        boolean calls = peek().is("calls");
        boolean listed = calls || (peek().is("messages") && ends(tokens.get(at + 1)));
        if (listed) {
            next();
        }
        asksEach |= !calls && !withinCalls;
        countsCalls |= calls && token.text().equals("count");
        Place outer = place;
        boolean within = withinCalls;
        place = calls ? Place.CALL : Place.MESSAGE;
        withinCalls |= calls;
        Term body = listed && !peek().is(",") ? null : body(listed);
        expect(")");
        place = outer;
        withinCalls = within;
        depth--;
        return Quantity.of(token, calls, body);
    }

    private static boolean ends(Token token) {
        return token.is(",") || token.is(")");
    }

    private Term body(boolean listed) throws ExpressionException {
        if (listed) {
            expect(",");
        }
        return truth(or());
    }

    private boolean step(Token token) {
        boolean status = token.kind() == Kind.NUMBER && token.text().length() == 3;
        Token after = tokens.get(Math.min(at + 1, tokens.size() - 1));
        return token.kind() == Kind.STATUSES
                || token.method()
                || (status && (after.is("then") || after.is("of")));
    }

    private Term order() throws ExpressionException {
        int column = peek().column();
        List<Step> steps = new ArrayList<>();
        steps.add(step());
        while (peek().is("then")) {
            next();
            steps.add(step());
        }
        asksEach |= !withinCalls;
        if (place == Place.MESSAGE) {
            throw new ExpressionException(column, "an order is asked of a call, not of a message");
        }
        return new Term(Term.Type.TRUTH, column, scope -> inOrder(steps, scope.subject()));
    }

    private Step step() throws ExpressionException {
        Token token = next();
        if (token.method()) {
            return Step.request(token.text());
        }
        if (token.kind() != Kind.STATUSES && token.kind() != Kind.NUMBER) {
            throw new ExpressionException(
                    token.column(),
                    "expected a method (INVITE), a status (180) or a class (2xx), not "
                            + token.shown());
        }
        @Nullable String of = null;
        if (peek().is("of")) {
            next();
            Token method = next();
            if (!method.method()) {
                throw new ExpressionException(
                        method.column(), "expected a method, not " + method.shown());
            }
            of = method.text();
        }
        return Step.response(token.text(), of);
    }

    private static boolean inOrder(List<Step> steps, Subject subject) {
        int reached = 0;
        for (Arrow arrow : subject.ladder().arrows()) {
            if (reached < steps.size() && steps.get(reached).is(arrow.passed().message())) {
                reached++;
            }
        }
        return reached == steps.size();
    }

    private void expect(String sign) throws ExpressionException {
        Token token = next();
        if (!token.is(sign)) {
            throw new ExpressionException(
                    token.column(), "expected '" + sign + "', not " + token.shown());
        }
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }
}
