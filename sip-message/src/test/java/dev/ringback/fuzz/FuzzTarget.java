package dev.ringback.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What is fuzzed.
public enum FuzzTarget {
    /// A datagram.
    MESSAGE,
    /// A stream of messages.
    STREAM,
    /// A URI.
    URI,
    /// A value of a header field; its first octet chooses the field.
    HEADER,
    /// A message before the strict reader.
    VERDICT,
    /// A session description.
    SDP,
    /// A multipart body after its Content-Type.
    MULTIPART,
    /// One of the others; its first octet chooses.
    ANY;

    /// Those that [#ANY] chooses from, in the order of its octets.
    static final List<FuzzTarget> SINGLE =
            List.of(MESSAGE, STREAM, URI, HEADER, VERDICT, SDP, MULTIPART);

    /// The target of this name, in any case.
    public static FuzzTarget named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /// Tries an input, which is not changed. Throws when something does not hold.
    public void run(byte[] input) {
        switch (this) {
            case MESSAGE -> FuzzTargets.message(input);
            case STREAM -> FuzzTargets.stream(input);
            case URI -> FuzzTargets.uri(input);
            case HEADER -> FuzzTargets.header(input);
            case VERDICT -> FuzzTargets.verdict(input);
            case SDP -> BodyTargets.sdp(input);
            case MULTIPART -> BodyTargets.multipart(input);
            case ANY -> any(input);
        }
    }

    private static void any(byte[] input) {
        if (input.length > 0) {
            FuzzTarget target = SINGLE.get((input[0] & 0xff) % SINGLE.size());
            target.run(Arrays.copyOfRange(input, 1, input.length));
        }
    }

    /// The name on command lines and of folders.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
