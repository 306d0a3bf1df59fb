package dev.ringback.config.trust;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.Values;
import dev.ringback.stir.NumberPlan;
import dev.ringback.stir.SigningKey.Style;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `stir:`, what signs for our users, and which signatures of strangers count.
public final class StirReader implements SectionReader {
    private static final Duration FRESHNESS = Duration.ofSeconds(60);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /// The reader.
    public StirReader() {}

    @Override
    public List<String> keys() {
        return List.of("stir");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section stir = top.section("stir", "sign", "verify", "numbers");
        if (stir == null) {
            return;
        }
        into.trust(
                into.trust()
                        .with(
                                new StirConfig(
                                        sign(
                                                stir.section(
                                                        "sign",
                                                        "key",
                                                        "certificate",
                                                        "x5u",
                                                        "attest",
                                                        "form")),
                                        verify(
                                                stir.section(
                                                        "verify",
                                                        "roots",
                                                        "required",
                                                        "reject",
                                                        "freshness",
                                                        "http",
                                                        "private",
                                                        "timeout")),
                                        plan(
                                                stir.section(
                                                        "numbers",
                                                        "country",
                                                        "international",
                                                        "national")))));
    }

    private static StirConfig.@Nullable Sign sign(@Nullable Section section)
            throws ConfigException {
        if (section == null) {
            return null;
        }
        return new StirConfig.Sign(
                needed(section, "key", Path::of),
                needed(section, "certificate", Path::of),
                needed(section, "x5u", StirReader::url),
                style(section));
    }

    private static <T> T needed(Section section, String key, Section.Reader<T> reader)
            throws ConfigException {
        T value = section.value(key, reader);
        if (value == null) {
            throw new ConfigException(section.place(), "'" + key + "' is missing");
        }
        return value;
    }

    private static Style style(Section section) throws ConfigException {
        Style attest = section.value("attest", StirReader::attestation);
        Style form = section.value("form", StirReader::form);
        if (attest != null && form != null) {
            throw new ConfigException(
                    section.place("form"), "'form' has no meaning beside 'attest'");
        }
        return attest != null ? attest : form == null ? Style.FULL : form;
    }

    private static Style attestation(String text) {
        return switch (text) {
            case "A" -> Style.A;
            case "B" -> Style.B;
            case "C" -> Style.C;
            default -> throw new IllegalArgumentException("'" + text + "' is none of A, B and C");
        };
    }

    private static Style form(String text) {
        return switch (text) {
            case "full" -> Style.FULL;
            case "compact" -> Style.COMPACT;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is no choice: full or compact");
        };
    }

    private static String url(String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null) {
                return text;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no URL: write it like https://certs.example.com/me.pem");
    }

    private static StirConfig.@Nullable Verify verify(@Nullable Section section)
            throws ConfigException {
        if (section == null) {
            return null;
        }
        Boolean required = section.value("required", Values::truth);
        Boolean reject = section.value("reject", Values::truth);
        Duration freshness = section.value("freshness", StirReader::freshness);
        Boolean http = section.value("http", Values::truth);
        Boolean inside = section.value("private", Values::truth);
        Duration timeout = section.value("timeout", StirReader::timeout);
        return new StirConfig.Verify(
                needed(section, "roots", Path::of),
                required != null && required,
                reject == null || reject,
                freshness == null ? FRESHNESS : freshness,
                new StirConfig.Fetching(
                        http != null && http,
                        inside != null && inside,
                        timeout == null ? TIMEOUT : timeout));
    }

    private static Duration freshness(String text) {
        return Values.between(text, Duration.ofSeconds(5), Duration.ofHours(1), "5s and 1h");
    }

    private static Duration timeout(String text) {
        return Values.between(
                text, Duration.ofMillis(100), Duration.ofSeconds(30), "100ms and 30s");
    }

    private static NumberPlan plan(@Nullable Section section) throws ConfigException {
        if (section == null) {
            return NumberPlan.GLOBAL;
        }
        String country = section.value("country", StirReader::digits);
        String international = section.value("international", StirReader::digits);
        String national = section.value("national", StirReader::digits);
        if (country == null && national != null) {
            throw new ConfigException(section.place("national"), "'national' without 'country'");
        }
        return new NumberPlan(
                country == null ? "" : country,
                international == null ? "" : international,
                national == null ? "" : national);
    }

    private static String digits(String text) {
        if (text.matches("[0-9]{1,6}")) {
            return text;
        }
        throw new IllegalArgumentException("'" + text + "' is no prefix of digits");
    }
}
