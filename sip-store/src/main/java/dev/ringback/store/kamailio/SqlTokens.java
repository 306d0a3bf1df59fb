package dev.ringback.store.kamailio;

import java.io.IOException;

/// The words of SQL.
final class SqlTokens {
    /// What a word is.
    enum Kind {
        /// A name, a keyword or a number.
        WORD,
        /// A name in quotes.
        NAME,
        /// A text in quotes, without them.
        TEXT,
        /// Another sign.
        SIGN,
        /// The end of the file.
        END
    }

    /// A word.
    ///
    /// @param line the line in which it begins
    record Token(Kind kind, String text, long line) {
        /// Whether it is that keyword, or that sign.
        boolean is(String word) {
            return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(word);
        }

        boolean name() {
            return kind == Kind.WORD || kind == Kind.NAME;
        }
    }

    private final Characters from;

    /// Whether backslashes protect in texts: MySQL, which alone writes backquotes.
    private boolean backslashes;

    SqlTokens(Characters from) {
        this.from = from;
    }

    /// The characters after the last token.
    Characters characters() {
        return from;
    }

    /// Takes the next token.
    Token next() throws IOException {
        while (true) {
            int c = from.peek();
            long line = from.line();
            if (c == Characters.END) {
                return new Token(Kind.END, "", line);
            }
            if (Character.isWhitespace(c)) {
                from.take();
            } else if (c == '-' || c == '/' || c == '#') {
                from.take();
                if (!comment(c)) {
                    return new Token(Kind.SIGN, Character.toString(c), line);
                }
            } else {
                return token((char) c, line);
            }
        }
    }

    private Token token(char c, long line) throws IOException {
        if (c == '\'') {
            return new Token(Kind.TEXT, quoted(backslashes), line);
        }
        if (c == '"' || c == '`') {
            backslashes |= c == '`';
            return new Token(Kind.NAME, quoted(false), line);
        }
        if (c == '$') {
            return new Token(Kind.TEXT, dollars(), line);
        }
        if (!word(c)) {
            return new Token(Kind.SIGN, Character.toString(from.take()), line);
        }
        StringBuilder word = new StringBuilder();
        while (from.peek() != Characters.END && word((char) from.peek())) {
            word.append((char) from.take());
        }
        String text = word.toString();
        if (from.peek() == '\'' && text.matches("(?i)E|N|_\\w+")) { // E'a\nb', _binary 'x'
            return new Token(Kind.TEXT, quoted(backslashes || text.equalsIgnoreCase("E")), line);
        }
        return new Token(Kind.WORD, text, line);
    }

    private static boolean word(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /// Takes a comment whose first sign is taken.
    ///
    /// @return whether it is one
    private boolean comment(int sign) throws IOException {
        if (sign == '#' || (sign == '-' && from.take('-'))) {
            from.rest();
            return true;
        }
        if (sign != '/' || !from.take('*')) {
            return false;
        }
        backslashes |= from.peek() == '!'; // MySQL hides there what others do not know
        for (int last = 0; from.peek() != Characters.END; ) {
            int c = from.take();
            if (last == '*' && c == '/') {
                break;
            }
            last = c;
        }
        return true;
    }

    /// `$tag$ text $tag$` of PostgreSQL; `$1` is read as an empty one.
    private String dollars() throws IOException {
        StringBuilder tag = new StringBuilder().append((char) from.take());
        while (from.peek() != Characters.END && word((char) from.peek())) {
            tag.append((char) from.take());
        }
        if (!from.take('$')) {
            return "";
        }
        tag.append('$');
        StringBuilder text = new StringBuilder();
        while (from.peek() != Characters.END && !ends(text, tag)) {
            text.append((char) from.take());
        }
        return text.toString();
    }

    private static boolean ends(StringBuilder text, StringBuilder with) {
        int from = text.length() - with.length();
        return from >= 0 && text.indexOf(with.toString(), from) == from;
    }

    private String quoted(boolean escapes) throws IOException {
        int quote = from.take();
        StringBuilder text = new StringBuilder();
        while (from.peek() != Characters.END) {
            int c = from.take();
            if (c == '\\' && escapes) {
                text.append(Characters.escaped(from.take()));
            } else if (c == quote && !from.take((char) quote)) {
                break;
            } else {
                text.append((char) c);
            }
        }
        return text.toString();
    }
}
