package dev.ringback.routing.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// A regular expression of an operator that meets what strangers write. It runs in time linear in
/// the text, whatever the two are: see docs/adr/0015. It has no look-around and no references back.
public final class Expression {
    private static final int MOST = 1000;

    private final Pattern pattern;

    private Expression(Pattern pattern) {
        this.pattern = pattern;
    }

    /// Reads an expression of up to 1,000 characters, in RE2's syntax.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public static Expression of(String text) {
        if (text.length() > MOST) {
            throw new IllegalArgumentException("an expression has at most " + MOST + " characters");
        }
        try {
            return new Expression(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no regular expression: " + e.getDescription());
        }
    }

    /// Whether it matches anywhere in the text; `^` and `$` hold it to the ends.
    public boolean in(String text) {
        return pattern.matcher(text).find();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression expression && expression.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    /// As it was written.
    @Override
    public String toString() {
        return pattern.pattern();
    }
}
