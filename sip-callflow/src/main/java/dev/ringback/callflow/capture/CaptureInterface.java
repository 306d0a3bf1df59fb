package dev.ringback.callflow.capture;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;

/// An interface of a pcapng section: draft-ietf-opsawg-pcapng §4.2.
///
/// @param linkType of its packets
/// @param snapLength of a packet at most as many octets are there, 0 for all
/// @param resolution as the option `if_tsresol` has it: a power of ten, with the highest bit of two
/// @param offset seconds that are added to its times
record CaptureInterface(int linkType, int snapLength, int resolution, long offset) {
    private static final int RESOLUTION = 9;
    private static final int OFFSET = 14;
    private static final int MICROSECONDS = 6;
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    /// The last second of the year 9999.
    private static final BigInteger LAST = BigInteger.valueOf(253_402_300_799L);

    /// Reads the body of an Interface Description Block, which has at least 8 octets.
    static CaptureInterface of(ByteBuffer body) {
        int resolution = MICROSECONDS;
        long offset = 0;
        int at = 8;
        while (at + 4 <= body.limit()) {
            int code = body.getShort(at) & 0xffff;
            int length = body.getShort(at + 2) & 0xffff;
            if (code == 0 || at + 4 + length > body.limit()) {
                break;
            }
            if (code == RESOLUTION && length >= 1) {
                resolution = body.get(at + 4) & 0xff;
            } else if (code == OFFSET && length >= Long.BYTES) {
                offset = body.getLong(at + 4);
            }
            at += 4 + (length + 3) / 4 * 4;
        }
        return new CaptureInterface(body.getShort(0) & 0xffff, body.getInt(4), resolution, offset);
    }

    /// A time of a packet, not before 1970 and not after 9999.
    Instant time(int high, int low) {
        long units = (long) high << 32 | (low & 0xffff_ffffL);
        if (resolution == MICROSECONDS && offset == 0 && units >= 0) {
            long seconds = Math.min(units / 1_000_000, LAST.longValue());
            return Instant.ofEpochSecond(seconds, units % 1_000_000 * 1_000);
        }
        BigInteger divisor =
                resolution > 127
                        ? BigInteger.ONE.shiftLeft(resolution & 127)
                        : BigInteger.TEN.pow(resolution);
        BigInteger[] parts =
                new BigInteger(Long.toUnsignedString(units)).divideAndRemainder(divisor);
        BigInteger seconds =
                parts[0].add(BigInteger.valueOf(offset)).max(BigInteger.ZERO).min(LAST);
        BigInteger nanos = parts[1].multiply(BILLION).divide(divisor);
        return Instant.ofEpochSecond(seconds.longValue(), nanos.longValue());
    }
}
