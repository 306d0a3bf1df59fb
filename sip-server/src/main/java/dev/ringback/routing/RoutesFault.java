package dev.ringback.routing;

/// A user's [Routes] threw instead of answering: 500 for that request.
public final class RoutesFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final int line;

    /// @param file the file that it stands in
    /// @param line the line that threw, 0 where it is not known
    /// @param thrown what it threw
    public RoutesFault(String file, int line, Throwable thrown) {
        super(file + (line > 0 ? ":" + line : "") + ": " + thrown, thrown, false, false);
        this.file = file;
        this.line = line;
    }

    /// The file that the class stands in.
    public String file() {
        return file;
    }

    /// The line that threw, 0 where it is not known.
    public int line() {
        return line;
    }
}
