package dev.ringback.header.time;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import java.time.Duration;

/// The shortest session interval that somebody accepts: RFC 4028 §5. One value.
///
/// @param interval whole seconds, up to 2^32 - 1
/// @param parameters what else is said of it
public record MinSE(Duration interval, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<MinSE> FIELD =
            HeaderField.of(HeaderName.MIN_SE, ValueReaders.seconds(MinSE::of))
                    .defined(
                            "RFC 4028 §5",
                            "Min-SE = \"Min-SE\" HCOLON delta-seconds *(SEMI generic-param)")
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      amr    -   -   -   o   -   -   -   o   .   .   -   -   .   .
                            422    -      -   -   -   m   -   -   -   m   .   .   -   -   .   .
                            """)
                    .checked(MinSE::check);

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if the interval is not whole seconds up to 2^32 - 1
    public MinSE {
        Seconds.whole(interval);
    }

    private static MinSE of(long seconds, Parameters parameters) {
        return new MinSE(Duration.ofSeconds(seconds), parameters);
    }

    private static void check(MinSE value, byte[] bytes, int start, int end, Findings findings) {
        if (value.interval.compareTo(SessionExpires.LEAST) < 0) {
            findings.error(start, "Less than 90 seconds", "RFC 4028 §5");
        }
        StrictChecks.parameters(value, bytes, start, end, findings);
    }

    /// The wire form.
    @Override
    public String toString() {
        return interval.toSeconds() + parameters.toString();
    }
}
