package dev.ringback.rtp;

import org.jspecify.annotations.Nullable;

/// The payload of a named telephone event: RFC 4733 §2.3. Immutable.
///
/// @param event its code, 0 to 255; 0 to 15 are the digits (§3.2)
/// @param end whether it is over
/// @param volume how far below the full level of the digital milliwatt, 0 to 63 dB
/// @param duration since its timestamp, in units of the timestamp, 0 to 65535
public record TelephoneEvent(int event, boolean end, int volume, int duration) {
    private static final int OCTETS = 4;
    private static final String DIGITS = "0123456789*#ABCD";

    /// @throws IllegalArgumentException if a field is out of its range
    public TelephoneEvent {
        boolean good = event >= 0 && event <= 255 && volume >= 0 && volume <= 63;
        if (!good || duration < 0 || duration > 0xFFFF) {
            throw new IllegalArgumentException(event + " " + volume + " " + duration);
        }
    }

    /// Reads a payload; null when it is too short. What follows the first event is read over: RFC
    /// 4733 §2.5.1.5 allows several only where they were agreed.
    public static @Nullable TelephoneEvent parse(byte[] payload) {
        if (payload.length < OCTETS) {
            return null;
        }
        int second = payload[1] & 0xFF;
        int duration = (payload[2] & 0xFF) << 8 | (payload[3] & 0xFF);
        return new TelephoneEvent(payload[0] & 0xFF, second > 0x7F, second & 0x3F, duration);
    }

    /// The payload.
    public byte[] write() {
        int second = (end ? 0x80 : 0) | volume;
        return new byte[] {(byte) event, (byte) second, (byte) (duration >> 8), (byte) duration};
    }

    /// The code of a digit, 0 to 15; -1 when it is none of `0` to `9`, `*`, `#`, `A` to `D`.
    public static int code(char digit) {
        return DIGITS.indexOf(Character.toUpperCase(digit));
    }

    /// The digit of a code; a space for codes that are none.
    public static char digit(int code) {
        return code >= 0 && code < DIGITS.length() ? DIGITS.charAt(code) : ' ';
    }
}
