package dev.ringback.header.route;

import dev.ringback.header.Parameters;
import dev.ringback.text.Ascii;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a Via says about overload: RFC 7339 §4. A client asks with `oc`, the next server answers
/// with a value.
///
/// @param oc how much the client has to hold back, in percent for the algorithm `loss`; -1 when
///     there is no value, or a malformed one
/// @param algorithms `oc-algo`: the client offers them, best first, the server chooses one
/// @param validity how long it holds: `oc-validity`, 500 ms when that is absent; zero ends it
/// @param sequence `oc-seq` in hundred-thousandths, so that later ones are greater; -1 when it is
///     absent or malformed
public record Overload(int oc, List<String> algorithms, Duration validity, long sequence) {
    /// How long an `oc` holds without `oc-validity`: §4.3.
    public static final Duration VALIDITY = Duration.ofMillis(500);

    private static final int FRACTION = 5;
    private static final long MOST_WHOLE = 999_999_999_999L;

    /// Takes a copy of the list.
    public Overload {
        algorithms = List.copyOf(algorithms);
    }

    /// Reads the parameters; null when there is no `oc`, without which the others mean nothing.
    static @Nullable Overload read(Parameters parameters) {
        String oc = parameters.value("oc");
        if (oc == null) {
            return null;
        }
        String validity = parameters.value("oc-validity");
        long millis = validity == null ? -1 : Ascii.decimal(validity, Integer.MAX_VALUE);
        String sequence = parameters.value("oc-seq");
        return new Overload(
                (int) Ascii.decimal(oc, Integer.MAX_VALUE),
                algorithms(parameters.value("oc-algo")),
                millis < 0 ? VALIDITY : Duration.ofMillis(millis),
                sequence == null ? -1 : sequence(sequence));
    }

    private static List<String> algorithms(@Nullable String list) {
        List<String> algorithms = new ArrayList<>();
        for (String name : list == null ? new String[0] : list.split(",", -1)) {
            if (!name.isBlank()) {
                algorithms.add(name.strip());
            }
        }
        return algorithms;
    }

    /// `1*12DIGIT "." 1*5DIGIT` in hundred-thousandths, or -1.
    static long sequence(String text) {
        int dot = text.indexOf('.');
        int digits = text.length() - dot - 1;
        if (dot < 1 || dot > 12 || digits < 1 || digits > FRACTION) {
            return -1;
        }
        long whole = Ascii.decimal(text.substring(0, dot), MOST_WHOLE);
        String fraction = text.substring(dot + 1) + "0".repeat(FRACTION - digits);
        long parts = Ascii.decimal(fraction, 99_999);
        return whole < 0 || parts < 0 ? -1 : whole * 100_000 + parts;
    }
}
