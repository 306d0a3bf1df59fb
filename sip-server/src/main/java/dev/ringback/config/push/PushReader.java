package dev.ringback.config.push;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.Values;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// `push:`, how sleeping phones are woken.
public final class PushReader implements SectionReader {
    /// The reader.
    public PushReader() {}

    @Override
    public List<String> keys() {
        return List.of("push");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section section = top.section("push", "webhook", "timeout", "providers");
        if (section == null) {
            return;
        }
        PushConfig old = into.push();
        URI webhook = section.value("webhook", PushReader::webhook);
        Duration timeout = section.value("timeout", PushReader::timeout);
        List<String> providers = section.list("providers", PushReader::provider);
        into.push(
                new PushConfig(
                        webhook == null ? old.webhook() : webhook,
                        timeout == null ? old.timeout() : timeout,
                        providers == null ? old.providers() : providers));
    }

    private static URI webhook(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // said below
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no webhook: write it like https://push.example.com/wake");
    }

    private static Duration timeout(String text) {
        return Values.between(text, Duration.ofSeconds(1), Duration.ofMinutes(2), "1s and 2m");
    }

    private static String provider(String text) {
        if (text.matches("[A-Za-z0-9._-]+")) {
            return text;
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no pn-provider: write it like apns, fcm or webpush");
    }
}
