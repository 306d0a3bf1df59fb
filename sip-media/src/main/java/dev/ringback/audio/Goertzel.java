package dev.ringback.audio;

/// Measures how much of one frequency is in samples, by Goertzel's algorithm.
public final class Goertzel {
    private Goertzel() {}

    /// The amplitude of this frequency, where 1 is the loudest sine there is. The longer the
    /// samples, the narrower the band: 8000 samples tell frequencies apart that are 1 Hz away.
    ///
    /// @param hertz from 0 to 4000
    public static double amplitude(short[] samples, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / G711.RATE);
        double before = 0;
        double last = 0;
        for (short sample : samples) {
            double next = sample + coefficient * last - before;
            before = last;
            last = next;
        }
        double power = last * last + before * before - coefficient * last * before;
        double amplitude = 2 * Math.sqrt(Math.max(0, power)) / Math.max(1, samples.length);
        return amplitude / Short.MAX_VALUE;
    }

    /// The root of the mean square of samples, where a sine as loud as can be has 0.707.
    public static double level(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / Math.max(1, samples.length)) / Short.MAX_VALUE;
    }
}
