package dev.ringback.bench.run;

/// The command line, or the machine, does not fit; the message is one line for people.
final class WrongUse extends Exception {
    private static final long serialVersionUID = 1;

    WrongUse(String message) {
        super(message);
    }
}
