package dev.ringback.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which way media flows, seen from the maker of the description: RFC 8866 §6.7.
public enum Direction {
    /// Both ways; the default.
    SENDRECV,
    /// Out only.
    SENDONLY,
    /// In only.
    RECVONLY,
    /// Neither way.
    INACTIVE;

    /// The direction that an attribute has as its name; null when it is another attribute.
    public static @Nullable Direction of(String attribute) {
        return switch (attribute) {
            case "sendrecv" -> SENDRECV;
            case "sendonly" -> SENDONLY;
            case "recvonly" -> RECVONLY;
            case "inactive" -> INACTIVE;
            default -> null;
        };
    }

    /// The direction with these two halves.
    public static Direction of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }

    /// Whether the maker of the description sends.
    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    /// Whether the maker of the description receives.
    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }

    /// The same flow as the other side sees it: RFC 3264 §6.1.
    public Direction reversed() {
        return of(receives(), sends());
    }

    /// The attribute that says so.
    public Attribute attribute() {
        return Attribute.of(name().toLowerCase(Locale.ROOT));
    }
}
