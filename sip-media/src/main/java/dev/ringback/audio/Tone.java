package dev.ringback.audio;

/// A sine wave without end.
public final class Tone implements AudioSource {
    private final double step;
    private final double amplitude;
    private double phase;

    /// A tone.
    ///
    /// @param hertz its frequency, over 0 and under 4000
    /// @param level its amplitude, from 0 to 1, where 1 is the loudest there is
    /// @throws IllegalArgumentException if one of them is out of its range
    public Tone(double hertz, double level) {
        if (!(hertz > 0 && hertz < G711.RATE / 2.0 && level >= 0 && level <= 1)) {
            throw new IllegalArgumentException(hertz + " Hz at " + level);
        }
        this.step = 2 * Math.PI * hertz / G711.RATE;
        this.amplitude = level * Short.MAX_VALUE;
    }

    @Override
    public int read(short[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = (short) Math.round(amplitude * Math.sin(phase));
            phase = (phase + step) % (2 * Math.PI);
        }
        return into.length;
    }
}
