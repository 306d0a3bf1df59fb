package dev.ringback.config.push;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How sleeping phones are woken: RFC 8599.
///
/// @param webhook who is told; null where nobody is
/// @param timeout how long a call waits for a phone that was woken
/// @param providers the services of phone makers that the webhook serves, as `pn-provider` names
///     them
public record PushConfig(@Nullable URI webhook, Duration timeout, List<String> providers) {
    /// Nobody is woken.
    public static final PushConfig NONE =
            new PushConfig(null, Duration.ofSeconds(10), List.of("apns", "fcm", "webpush"));

    /// Copies the list.
    public PushConfig {
        providers = List.copyOf(providers);
    }

    /// Who is told, of a configuration that says it.
    public URI required() {
        return Objects.requireNonNull(webhook);
    }
}
