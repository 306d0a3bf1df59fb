package dev.ringback.callflow.expression;

import java.io.Serial;

/// A text is no expression. The message is one line and says where and why.
public final class ExpressionException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final int column;

    ExpressionException(int column, String message) {
        super("column " + column + ": " + message);
        this.column = column;
    }

    /// The character at which it goes wrong, from 1.
    public int column() {
        return column;
    }
}
