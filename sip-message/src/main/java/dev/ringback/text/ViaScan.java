package dev.ringback.text;

/// Finds the parts of one `via-parm`: RFC 3261 §20.42. Its positions count once [#scan] has
/// answered true.
public final class ViaScan {
    private int nameEnd;
    private int version;
    private int versionEnd;
    private int transport;
    private int transportEnd;
    private int host;
    private int hostEnd;
    private int port;
    private int parameters;

    /// Whether the range, without white space at its ends, is one good value.
    public boolean scan(byte[] bytes, int start, int end) {
        nameEnd = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        version = afterSlash(bytes, nameEnd, end);
        versionEnd = Ascii.skip(bytes, version, end, Ascii.TOKEN);
        transport = afterSlash(bytes, versionEnd, end);
        transportEnd = Ascii.skip(bytes, transport, end, Ascii.TOKEN);
        host = Ascii.skip(bytes, transportEnd, end, Ascii.WHITE);
        boolean protocol = nameEnd > start && versionEnd > version && transportEnd > transport;
        if (!protocol || host == transportEnd) {
            return false;
        }
        hostEnd = HostSyntax.end(bytes, host, end);
        return hostEnd >= 0
                && port(bytes, Ascii.skip(bytes, hostEnd, end, Ascii.WHITE), end)
                && ParameterSyntax.isParameters(bytes, parameters, end);
    }

    /// Where what follows a slash begins; `end` when there is no slash, so that nothing follows.
    private static int afterSlash(byte[] bytes, int start, int end) {
        int at = Ascii.skip(bytes, start, end, Ascii.WHITE);
        return at < end && bytes[at] == '/' ? Ascii.skip(bytes, at + 1, end, Ascii.WHITE) : end;
    }

    private boolean port(byte[] bytes, int start, int end) {
        port = -1;
        parameters = start;
        if (start == end || bytes[start] != ':') {
            return true;
        }
        int digits = Ascii.skip(bytes, start + 1, end, Ascii.WHITE);
        int digitsEnd = Ascii.skip(bytes, digits, end, Ascii.DIGIT);
        port = HostSyntax.port(bytes, digits, digitsEnd);
        parameters = Ascii.skip(bytes, digitsEnd, end, Ascii.WHITE);
        return port > 0;
    }

    /// Where the protocol name ends; it begins with the value.
    public int nameEnd() {
        return nameEnd;
    }

    /// Where the protocol version begins.
    public int version() {
        return version;
    }

    /// Where the protocol version ends.
    public int versionEnd() {
        return versionEnd;
    }

    /// Where the transport begins.
    public int transport() {
        return transport;
    }

    /// Where the transport ends.
    public int transportEnd() {
        return transportEnd;
    }

    /// Where the host of `sent-by` begins.
    public int host() {
        return host;
    }

    /// Where the host of `sent-by` ends.
    public int hostEnd() {
        return hostEnd;
    }

    /// The port of `sent-by`, or -1.
    public int port() {
        return port;
    }

    /// Where the parameters begin; they run to the end of the value.
    public int parameters() {
        return parameters;
    }
}
