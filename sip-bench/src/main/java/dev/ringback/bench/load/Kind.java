package dev.ringback.bench.load;

import java.util.Locale;

/// What is done over and over.
enum Kind {
    /// A whole call: INVITE, 180, 200, ACK, BYE, 200.
    CALL,
    /// A REGISTER, with its challenge when a password is given.
    REGISTER,
    /// An OPTIONS to the server itself.
    OPTIONS,
    /// Nothing but answering the calls of another.
    ANSWER;

    /// As on the command line and in the result.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
