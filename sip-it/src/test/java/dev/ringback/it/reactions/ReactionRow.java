package dev.ringback.it.reactions;

/// A response code, a server that gives it, and what a client does.
///
/// @param status the code
/// @param what the case, in words
/// @param script what SIPp does
/// @param play what the application does, and what must have been seen
record ReactionRow(int status, String what, Script script, Play play) {
    /// What the application does, and what must have been seen.
    @FunctionalInterface
    interface Play {
        void on(Stage stage) throws Exception;
    }

    @Override
    public String toString() {
        return status + " " + what;
    }
}
