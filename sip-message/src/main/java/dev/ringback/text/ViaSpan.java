package dev.ringback.text;

import org.jspecify.annotations.Nullable;

/// Where the parts of one `via-parm` are: RFC 3261 §20.42.
///
/// @param nameEnd where the protocol name ends; it begins with the value
/// @param versionStart where the protocol version begins
/// @param versionEnd where it ends
/// @param transportStart where the transport begins
/// @param transportEnd where it ends
/// @param host where `sent-by` begins
/// @param hostEnd where its host ends
/// @param port its port, or -1
/// @param parameters where the parameters begin; they run to the end of the value
public record ViaSpan(
        int nameEnd,
        int versionStart,
        int versionEnd,
        int transportStart,
        int transportEnd,
        int host,
        int hostEnd,
        int port,
        int parameters) {

    /// Finds the parts of the one value in a range without white space at its ends, or null when
    /// it is malformed.
    public static @Nullable ViaSpan scan(byte[] bytes, int start, int end) {
        int name = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        int version = afterSlash(bytes, name, end);
        int versionEnd = Ascii.skip(bytes, version, end, Ascii.TOKEN);
        int transport = afterSlash(bytes, versionEnd, end);
        int transportEnd = Ascii.skip(bytes, transport, end, Ascii.TOKEN);
        int host = Ascii.skip(bytes, transportEnd, end, Ascii.WHITE);
        boolean empty = name == start || versionEnd == version || transportEnd == transport;
        int hostEnd = HostSyntax.end(bytes, host, end);
        if (empty || host == transportEnd || hostEnd < 0) {
            return null;
        }
        int at = Ascii.skip(bytes, hostEnd, end, Ascii.WHITE);
        int port = -1;
        if (at < end && bytes[at] == ':') {
            int digits = Ascii.skip(bytes, at + 1, end, Ascii.WHITE);
            at = Ascii.skip(bytes, digits, end, Ascii.DIGIT);
            port = HostSyntax.port(bytes, digits, at);
            if (port < 0) {
                return null;
            }
        }
        return ParameterSyntax.isParameters(bytes, at, end)
                ? new ViaSpan(
                        name, version, versionEnd, transport, transportEnd, host, hostEnd, port, at)
                : null;
    }

    /// Where what follows a slash begins; `end` when there is no slash, so that nothing follows.
    private static int afterSlash(byte[] bytes, int start, int end) {
        int at = Ascii.skip(bytes, start, end, Ascii.WHITE);
        return at < end && bytes[at] == '/' ? Ascii.skip(bytes, at + 1, end, Ascii.WHITE) : end;
    }
}
