package dev.ringback.bench.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An IPv4 address and a port.
///
/// @param host the four octets, the first one in the highest bits
/// @param port 0 to 65535; 0 lets the system choose
public record Endpoint(int host, int port) {
    /// The size of a `sockaddr_in`.
    static final int SIZE = 16;

    private static final int FAMILY = 2;
    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3}):(\\d{1,5})");

    /// Any port of the loopback address.
    public static Endpoint anyOfLoopback() {
        return parse("127.0.0.1:0");
    }

    /// Reads `127.0.0.1:5060`.
    ///
    /// @throws IllegalArgumentException if it is no IPv4 address with a port
    public static Endpoint parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no IPv4 address with a port: " + text);
        }
        int host = 0;
        for (int group = 1; group <= 4; group++) {
            host = host << 8 | limited(matcher.group(group), 255);
        }
        return new Endpoint(host, limited(matcher.group(5), 65_535));
    }

    /// The same, or null when a name stands there or an address of another kind.
    public static @Nullable Endpoint find(String text) {
        return TEXT.matcher(text).matches() ? parse(text) : null;
    }

    private static int limited(String digits, int most) {
        int number = Integer.parseInt(digits);
        if (number > most) {
            throw new IllegalArgumentException("more than " + most + ": " + digits);
        }
        return number;
    }

    /// Reads a `sockaddr_in`.
    static Endpoint read(MemorySegment address, long at) {
        int host = 0;
        for (int octet = 4; octet < 8; octet++) {
            host = host << 8 | (address.get(JAVA_BYTE, at + octet) & 0xff);
        }
        return new Endpoint(host, port(address, at));
    }

    private static int port(MemorySegment address, long at) {
        int high = address.get(JAVA_BYTE, at + 2) & 0xff;
        return high << 8 | (address.get(JAVA_BYTE, at + 3) & 0xff);
    }

    /// Whether a `sockaddr_in` is this one.
    boolean is(MemorySegment address, long at) {
        int octets = address.get(Libc.INT, at + 4);
        int own =
                ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? host : Integer.reverseBytes(host);
        return octets == own && port(address, at) == port;
    }

    /// Writes a `sockaddr_in`.
    void write(MemorySegment address, long at) {
        address.set(Libc.SHORT, at, (short) FAMILY);
        address.set(JAVA_BYTE, at + 2, (byte) (port >> 8));
        address.set(JAVA_BYTE, at + 3, (byte) port);
        for (int octet = 0; octet < 4; octet++) {
            address.set(JAVA_BYTE, at + 4 + octet, (byte) (host >> (24 - 8 * octet)));
        }
    }

    /// The address without the port, as in `127.0.0.1`.
    public String hostText() {
        return (host >>> 24)
                + "."
                + (host >> 16 & 255)
                + '.'
                + (host >> 8 & 255)
                + '.'
                + (host & 255);
    }

    /// As in `127.0.0.1:5060`.
    @Override
    public String toString() {
        return hostText() + ':' + port;
    }
}
