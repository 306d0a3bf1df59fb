package dev.ringback.callflow.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Octets of a capture, with their place and an order of octets in numbers.
final class OctetInput {
    private final InputStream in;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private long place;

    OctetInput(InputStream in) {
        this.in = in;
    }

    void order(ByteOrder found) {
        order = found;
    }

    /// How many octets were read.
    long place() {
        return place;
    }

    /// The next octets.
    ///
    /// @throws EOFException if there are not as many
    byte[] octets(int count) throws IOException {
        byte[] octets = in.readNBytes(count);
        place += octets.length;
        if (octets.length < count) {
            throw new EOFException();
        }
        return octets;
    }

    /// The next octets, for numbers to be read from.
    ByteBuffer numbers(int count) throws IOException {
        return ByteBuffer.wrap(octets(count)).order(order);
    }

    ByteOrder order() {
        return order;
    }

    void skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            left -= octets((int) Math.min(left, 65_536)).length;
        }
    }

    /// Whether nothing more comes; waits until that is known.
    boolean ends() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next < 0;
    }

    CaptureException wrong(String reason) {
        return new CaptureException(place, reason);
    }
}
