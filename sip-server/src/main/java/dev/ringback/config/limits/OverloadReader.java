package dev.ringback.config.limits;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.Values;
import dev.ringback.overload.Algorithm;
import dev.ringback.routing.Network;
import java.time.Duration;
import java.util.List;

/// `overload:`, with whom overload is controlled. Where it says nothing of neighbours, the trusted
/// networks of `limits:` are.
public final class OverloadReader implements SectionReader {
    /// Reads it over what there is.
    public OverloadReader() {}

    private static final int TARGET = 90;
    private static final Duration VALIDITY = Duration.ofSeconds(2);

    @Override
    public List<String> keys() {
        return List.of("overload");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section section = top.section("overload", "neighbours", "algorithms", "target", "validity");
        if (section == null) {
            return;
        }
        ServerConfig.Limits limits = into.limits();
        List<Network> neighbours = section.list("neighbours", Network::parse);
        List<Algorithm> algorithms = section.list("algorithms", OverloadReader::algorithm);
        Integer target = section.value("target", text -> Values.number(text, 10, 100));
        Duration validity = section.value("validity", OverloadReader::validity);
        OverloadConfig overload =
                new OverloadConfig(
                        neighbours == null ? limits.sources().trusted() : neighbours,
                        algorithms == null ? List.of(Algorithm.LOSS, Algorithm.RATE) : algorithms,
                        target == null ? TARGET : target,
                        validity == null ? VALIDITY : validity);
        into.limits(
                new ServerConfig.Limits(
                        limits.message(),
                        limits.body(),
                        limits.uri(),
                        limits.headers(),
                        limits.transactions(),
                        limits.protection().with(overload)));
    }

    private static Algorithm algorithm(String text) {
        Algorithm named = Algorithm.named(text);
        if (named == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no algorithm that is known here: loss, rate");
        }
        return named;
    }

    private static Duration validity(String text) {
        return Values.between(
                text, Duration.ofMillis(500), Duration.ofSeconds(60), "500ms and 60s");
    }
}
