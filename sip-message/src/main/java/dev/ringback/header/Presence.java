package dev.ringback.header;

/// Whether a header field belongs in a message: the marks in tables 2 and 3 of RFC 3261 §20.
public enum Presence {
    /// It must be there.
    MANDATORY("m"),
    /// It should be there, and its absence has to be borne.
    EXPECTED("m*"),
    /// It should be there; over a stream it must.
    STREAM("t"),
    /// It must be there when the body is not empty.
    BODY("*"),
    /// It may be there.
    OPTIONAL("o"),
    /// It depends on the context.
    CONDITIONAL("c"),
    /// It must not be there; a receiver ignores it.
    NOT_APPLICABLE("-"),
    /// No RFC says anything about it.
    UNSPECIFIED(".");

    private final String mark;

    Presence(String mark) {
        this.mark = mark;
    }

    /// The mark of the tables.
    public String mark() {
        return mark;
    }

    static Presence marked(String mark) {
        for (Presence presence : values()) {
            if (presence.mark.equals(mark)) {
                return presence;
            }
        }
        throw new IllegalArgumentException("no mark of presence: " + mark);
    }
}
