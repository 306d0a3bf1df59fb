package dev.ringback.sdp;

import dev.ringback.text.Ascii;
import org.jspecify.annotations.Nullable;

/// Where RTCP goes when that is not the port after that of RTP: `a=rtcp:`, RFC 3605 §2.1.
///
/// @param port the port, 1 to 65535
/// @param connection the address; null when it is that of the media
public record Rtcp(int port, @Nullable Connection connection) {
    private static final int MOST_PORT = 65_535;

    /// @throws IllegalArgumentException if the port is none
    public Rtcp {
        SdpSyntax.require(port > 0 && port <= MOST_PORT, "port", "" + port);
    }

    /// Reads what follows `a=rtcp:`; null when it is malformed.
    public static @Nullable Rtcp parse(String value) {
        int space = value.indexOf(' ');
        int port = (int) Ascii.decimal(space < 0 ? value : value.substring(0, space), MOST_PORT);
        Connection connection = space < 0 ? null : Connection.parse(value.substring(space + 1));
        boolean good = port > 0 && (space < 0 || connection != null);
        return good ? new Rtcp(port, connection) : null;
    }

    /// The attribute that says so.
    public Attribute attribute() {
        return Attribute.of("rtcp", connection == null ? "" + port : port + " " + connection);
    }
}
