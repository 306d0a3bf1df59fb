package dev.ringback.config.limits;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.Values;
import dev.ringback.guard.GuardSettings;
import dev.ringback.routing.Network;
import java.time.Duration;
import java.util.List;

/// `limits:`, the sizes above which messages are refused, and how much one source may send.
public final class LimitsReader implements SectionReader {
    /// Reads it over what there is.
    public LimitsReader() {}

    @Override
    public List<String> keys() {
        return List.of("limits");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section section =
                top.section(
                        "limits",
                        "message",
                        "body",
                        "uri",
                        "headers",
                        "transactions",
                        "rate",
                        "burst",
                        "strangers",
                        "ban",
                        "longest-ban",
                        "trusted");
        if (section == null) {
            return;
        }
        ServerConfig.Limits old = into.limits();
        Integer message = section.value("message", text -> Values.size(text, 1024, 1 << 24));
        Integer body = section.value("body", text -> Values.size(text, 0, 1 << 24));
        Integer uri = section.value("uri", text -> Values.size(text, 128, 65_536));
        Integer headers = section.value("headers", text -> Values.number(text, 16, 10_000));
        Integer transactions =
                section.value("transactions", text -> Values.number(text, 1, 10_000_000));
        into.limits(
                new ServerConfig.Limits(
                        message == null ? old.message() : message,
                        body == null ? old.body() : body,
                        uri == null ? old.uri() : uri,
                        headers == null ? old.headers() : headers,
                        transactions == null ? old.transactions() : transactions,
                        old.protection().with(sources(section, old.sources()))));
    }

    private static GuardSettings sources(Section section, GuardSettings old)
            throws ConfigException {
        Integer rate = section.value("rate", text -> Values.number(text, 0, 1_000_000));
        Integer burst = section.value("burst", text -> Values.number(text, 1, 10_000_000));
        Integer strangers = section.value("strangers", text -> Values.number(text, 1, 10_000_000));
        Duration ban = section.value("ban", LimitsReader::time);
        Duration longest = section.value("longest-ban", LimitsReader::time);
        List<Network> trusted = section.list("trusted", Network::parse);
        int perSecond = rate == null ? old.rate() : rate;
        Duration first = ban == null ? old.ban() : ban;
        Duration most = longest == null ? old.longestBan() : longest;
        if (most.compareTo(first) < 0) {
            throw new ConfigException(
                    section.place(longest == null ? "ban" : "longest-ban"),
                    "the longest ban is shorter than the first");
        }
        return new GuardSettings(
                perSecond,
                burst == null ? Math.max(old.burst(), perSecond) : burst,
                strangers == null ? Math.max(old.strangers(), perSecond) : strangers,
                first,
                most,
                trusted == null ? old.trusted() : trusted);
    }

    private static Duration time(String text) {
        return Values.between(text, Duration.ofSeconds(1), Duration.ofDays(30), "1s and 30d");
    }
}
