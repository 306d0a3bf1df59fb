package dev.ringback.config;

import java.util.List;

/// `limits:`, the sizes above which messages are refused.
final class LimitsReader implements SectionReader {
    @Override
    public List<String> keys() {
        return List.of("limits");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section section =
                top.section("limits", "message", "body", "uri", "headers", "transactions");
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
                        transactions == null ? old.transactions() : transactions));
    }
}
