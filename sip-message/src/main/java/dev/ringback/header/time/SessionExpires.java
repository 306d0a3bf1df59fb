package dev.ringback.header.time;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.ParameterSpan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a session lives unless it is refreshed, and who refreshes it: RFC 4028 §4. Compact form
/// `x`, one value.
///
/// @param interval whole seconds, up to 2^32 - 1
/// @param parameters `refresher` and others
public record SessionExpires(Duration interval, Parameters parameters) {
    /// No interval is shorter: RFC 4028 §4.
    public static final Duration LEAST = Duration.ofSeconds(90);

    private static final Duration RECOMMENDED = Duration.ofMinutes(30);

    /// How it is read.
    public static final HeaderField<SessionExpires> FIELD =
            HeaderField.of(HeaderName.SESSION_EXPIRES, ValueReaders.seconds(SessionExpires::of))
                    .defined(
                            "RFC 4028 §4",
                            """
                            Session-Expires = ("Session-Expires" / "x") HCOLON delta-seconds
                                              *(SEMI se-params)
                            se-params       = refresher-param / generic-param
                            refresher-param = "refresher" EQUAL  ("uas" / "uac")
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      amr    -   -   -   o   -   -   -   o   .   .   -   -   .   .
                            2xx    ar     -   -   -   o   -   -   -   o   .   .   -   -   .   .
                            """)
                    .checked(SessionExpires::check);

    /// Who refreshes the session.
    public enum Refresher {
        /// Whoever sent the request.
        UAC,
        /// Whoever answers it.
        UAS
    }

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if the interval is not whole seconds up to 2^32 - 1
    public SessionExpires {
        Seconds.whole(interval);
    }

    private static SessionExpires of(long seconds, Parameters parameters) {
        return new SessionExpires(Duration.ofSeconds(seconds), parameters);
    }

    private static void check(
            SessionExpires value, byte[] bytes, int start, int end, Findings findings) {
        if (value.interval.compareTo(LEAST) < 0) {
            findings.error(start, "Less than 90 seconds", "RFC 4028 §4");
        } else if (value.interval.compareTo(RECOMMENDED) < 0) {
            findings.warning(start, "Less than 30 minutes", "RFC 4028 §4");
        }
        StrictChecks.parameters(value, bytes, start, end, findings);
        int first = ParameterSpan.first(bytes, start, end);
        ParameterSpan refresher = ParameterSpan.find(bytes, first, end, "refresher");
        if (refresher != null && (value.refresher() == null || refresher.quoted(bytes))) {
            findings.error(refresher.place(), "refresher is neither uac nor uas", "RFC 4028 §4");
        }
    }

    /// Who refreshes, or null when it is not said or not understood.
    public @Nullable Refresher refresher() {
        String refresher = parameters.value("refresher");
        if (refresher == null) {
            return null;
        }
        if (refresher.equalsIgnoreCase("uac")) {
            return Refresher.UAC;
        }
        return refresher.equalsIgnoreCase("uas") ? Refresher.UAS : null;
    }

    /// The wire form.
    @Override
    public String toString() {
        return interval.toSeconds() + parameters.toString();
    }
}
