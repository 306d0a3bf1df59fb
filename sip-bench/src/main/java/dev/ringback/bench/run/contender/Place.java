package dev.ringback.bench.run.contender;

import java.nio.file.Path;

/// Where a run takes place.
///
/// @param root the folder of the repository
/// @param jdk the home of the JDK that runs everything
/// @param port the first of three ports: the server's, the callee's, the caller's
/// @param work a folder for what the servers write
public record Place(Path root, Path jdk, int port, Path work) {
    /// Everything stays on this machine.
    public static final String HOST = "127.0.0.1";

    /// Where the server takes TLS, beside the callee whose port is the next one.
    public static final String TLS_HOST = "127.0.0.2";

    /// The domain whose users call each other.
    public static final String DOMAIN = "bench.test";

    /// The password of all users.
    public static final String SECRET = "open-sesame";

    /// The server's socket address, as `HOST:PORT`.
    public String server() {
        return HOST + ':' + port;
    }

    /// Where calls are answered.
    public String callee() {
        return HOST + ':' + (port + 1);
    }

    /// Where calls come from.
    public String caller() {
        return HOST + ':' + (port + 2);
    }

    /// A file of the benchmark's folder.
    Path file(String name) {
        return root.resolve("bench").resolve(name);
    }
}
