package dev.ringback.stack;

/// Identifiers in their order.
public final class CountedIds implements Ids {
    private int count;

    /// Begins with 1.
    public CountedIds() {}

    @Override
    public String branch() {
        return "z9hG4bKours" + ++count;
    }

    @Override
    public String tag() {
        return "tag" + ++count;
    }

    @Override
    public String callId() {
        return "call" + ++count;
    }
}
