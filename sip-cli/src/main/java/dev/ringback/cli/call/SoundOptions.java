package dev.ringback.cli.call;

import dev.ringback.audio.AudioClip;
import dev.ringback.audio.AudioSource;
import dev.ringback.audio.Tone;
import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.media.AudioCall;
import dev.ringback.media.RtpMedia;
import dev.ringback.offer.AudioFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is heard: options that `call` and `answer` share.
final class SoundOptions {
    private static final double LEVEL = 0.3;

    @Option(
            names = "--play",
            paramLabel = "WHAT",
            description = "what the peer hears: FILE.wav, or a tone such as tone:440")
    private @Nullable String play;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "writes what the peer says into a WAV file")
    private @Nullable Path record;

    @Option(names = "--echo", description = "the peer hears itself")
    private boolean echo;

    @Option(
            names = "--dtmf",
            paramLabel = "DIGITS",
            description = "presses these keys when the call is up")
    private @Nullable String dtmf;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "hangs up after so long; without it when --play is over, or never")
    private @Nullable String duration;

    @Option(
            names = "--codec",
            paramLabel = "NAME",
            split = ",",
            description = "pcmu, pcma or both, the best first (pcmu,pcma)")
    private List<String> codecs = new ArrayList<>();

    /// The media that these options ask for. They record from the first sound on, also what comes
    /// before the answer.
    ///
    /// @throws IOException if a file cannot be read, or written
    RtpMedia media() throws UsageException, IOException {
        RtpMedia media = RtpMedia.create().formats(formats()).playing(source());
        if (record != null) {
            Files.newOutputStream(record).close();
            AtomicInteger opened = new AtomicInteger();
            media = media.onOpen(audio -> record(audio, opened.incrementAndGet()));
        }
        return echo ? media.echoing() : media;
    }

    private void record(AudioCall audio, int number) {
        Path file = record(number);
        if (file == null) {
            return;
        }
        try {
            audio.record(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The codecs that may be used, events last.
    List<AudioFormat> formats() throws UsageException {
        List<AudioFormat> formats = new ArrayList<>();
        for (String name : codecs) {
            formats.add(
                    switch (name.toLowerCase(Locale.ROOT)) {
                        case "pcmu" -> AudioFormat.PCMU;
                        case "pcma" -> AudioFormat.PCMA;
                        default ->
                                throw new UsageException(
                                        "--codec: '" + name + "' is neither pcmu nor pcma");
                    });
        }
        if (formats.isEmpty()) {
            formats.addAll(List.of(AudioFormat.PCMU, AudioFormat.PCMA));
        }
        formats.add(AudioFormat.EVENTS);
        return formats;
    }

    private Supplier<AudioSource> source() throws UsageException, IOException {
        String what = play;
        if (what == null) {
            return AudioSource::silence;
        }
        if (!what.startsWith("tone:")) {
            return AudioClip.read(Path.of(what))::once;
        }
        try {
            double hertz = Double.parseDouble(what.substring("tone:".length()));
            new Tone(hertz, LEVEL);
            return () -> new Tone(hertz, LEVEL);
        } catch (IllegalArgumentException _) {
            throw new UsageException("--play: '" + what + "' is no tone from 1 to 3999 Hz");
        }
    }

    /// Where to record the call of this number, from 1; null where nothing is recorded. Every call
    /// but the first has its number in the name.
    @Nullable Path record(int number) {
        Path file = record;
        if (file == null || number == 1) {
            return file;
        }
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String before = dot < 0 ? name : name.substring(0, dot);
        String after = dot < 0 ? "" : name.substring(dot);
        return file.resolveSibling(before + "-" + number + after);
    }

    /// The keys to press; empty for none.
    String digits() throws UsageException {
        String digits = dtmf == null ? "" : dtmf.toUpperCase(Locale.ROOT);
        if (!digits.chars().allMatch(c -> "0123456789*#ABCD".indexOf(c) >= 0)) {
            throw new UsageException("--dtmf: '" + dtmf + "' has more than 0-9, *, #, A-D");
        }
        return digits;
    }

    /// How long a call is up at most; null where nothing was said.
    @Nullable Duration duration() throws UsageException {
        return duration == null ? null : Arguments.duration("--duration", duration);
    }

    /// Whether what is played has an end that ends the call.
    boolean endsWithItsSound() {
        return duration == null && play != null && !play.startsWith("tone:");
    }
}
