package dev.ringback.audio;

import java.util.Arrays;

/// Something that plays. It remembers where it is, so each player needs one of its own.
@FunctionalInterface
public interface AudioSource {
    /// Fills an array with the next samples, from its beginning.
    ///
    /// @return how many there were; fewer than the array takes at the end, 0 after it
    int read(short[] into);

    /// Silence without end.
    static AudioSource silence() {
        return into -> {
            Arrays.fill(into, (short) 0);
            return into.length;
        };
    }

    /// One source after the other.
    static AudioSource sequence(AudioSource first, AudioSource second) {
        return into -> {
            int read = first.read(into);
            if (read == into.length) {
                return read;
            }
            short[] rest = new short[into.length - read];
            int more = second.read(rest);
            System.arraycopy(rest, 0, into, read, more);
            return read + more;
        };
    }

    /// This source cut after so many samples.
    default AudioSource limited(long samples) {
        long[] left = {samples};
        return into -> {
            int most = (int) Math.min(left[0], into.length);
            if (most == 0) {
                return 0;
            }
            int read = Math.min(most, read(into));
            left[0] -= read;
            return read;
        };
    }
}
