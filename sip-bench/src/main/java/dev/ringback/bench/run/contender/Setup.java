package dev.ringback.bench.run.contender;

/// How a contender is configured; equivalent for all, see bench/README.md.
public enum Setup {
    /// Registrar in memory, stateful proxy that looks bindings up and records its route.
    PROXY("proxy"),
    /// The same for calls over TCP, with users of its own: they are reached over TCP only.
    TCP("proxy"),
    /// As the first; Ringback keeps its bindings on disk, and answers when they are there.
    KEPT("kept"),
    /// As the first, and TLS beside it; Ringback alone.
    TLS("proxy"),
    /// As the first, remembering no calls; Ringback alone.
    UNRECORDED("unrecorded"),
    /// Registrar in memory, proxy without state that looks bindings up.
    STATELESS("stateless"),
    /// As the first, and REGISTER has to prove itself with Digest.
    DIGEST("digest");

    private final String file;

    Setup(String file) {
        this.file = file;
    }

    /// The name of its configuration files, without their ending.
    String file() {
        return file;
    }
}
