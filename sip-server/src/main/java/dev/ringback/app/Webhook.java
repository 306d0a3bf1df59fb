package dev.ringback.app;

import dev.ringback.config.push.PushConfig;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Lookup;
import dev.ringback.push.PushAddress;
import dev.ringback.push.PushService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has phones woken by a program of the operator's, which is told by HTTP: RFC 8599 §5. It gets a
/// POST with a JSON object of `address`, `provider`, `param` and `prid`, and answers 2xx when it
/// has passed that on to the phone maker's service.
///
/// One request wakes a phone for all who wait for it. Each runs on a virtual thread of its own.
public final class Webhook implements PushService {
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);

    private final PushConfig config;
    private final HttpClient client;
    private final Map<Phone, CompletableFuture<Boolean>> waking;

    private record Phone(AddressOfRecord aor, PushAddress address) {}

    /// One that posts to the address of a configuration that has one.
    public Webhook(PushConfig config) {
        this(config, new ConcurrentHashMap<>());
    }

    private Webhook(PushConfig config, Map<Phone, CompletableFuture<Boolean>> waking) {
        this.config = config;
        this.waking = waking;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(config.timeout())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /// One by another configuration. Who waits for a phone at one of them hears it from the other.
    Webhook with(PushConfig other) {
        return other.equals(config) ? this : new Webhook(other, waking);
    }

    @Override
    public List<String> providers() {
        return config.providers();
    }

    @Override
    public Lookup<Boolean> wake(AddressOfRecord aor, PushAddress phone) {
        return new Lookup.Pending<>(back -> begin(new Phone(aor, phone), back));
    }

    private void begin(Phone phone, Consumer<Lookup.Settled<Boolean>> back) {
        AtomicBoolean first = new AtomicBoolean();
        CompletableFuture<Boolean> came =
                waking.computeIfAbsent(
                        phone,
                        _ -> {
                            first.set(true);
                            return new CompletableFuture<>();
                        });
        var _ = came.thenAccept(woke -> back.accept(new Lookup.Found<>(woke)));
        if (first.get()) {
            Thread.ofVirtual().name("push").start(() -> post(phone, came));
        }
    }

    /// Waits no longer than any caller does, so that nothing stays behind.
    private void post(Phone phone, CompletableFuture<Boolean> came) {
        try {
            if (taken(phone)) {
                came.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            LOG.info("{} did not register in {}", phone.aor(), config.timeout());
        } catch (IOException | ExecutionException e) {
            LOG.warn("the push webhook failed: {}", e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            waking.remove(phone, came);
            came.complete(false);
        }
    }

    private boolean taken(Phone phone) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(config.required())
                        .timeout(config.timeout())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json(phone)))
                        .build();
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        boolean good = status >= 200 && status < 300;
        if (!good) {
            LOG.warn("the push webhook answered {}", status);
        }
        return good;
    }

    private static String json(Phone phone) {
        PushAddress address = phone.address();
        String param = address.param();
        return "{\"address\":"
                + quoted("sip:" + phone.aor())
                + ",\"provider\":"
                + quoted(address.provider())
                + (param == null ? "" : ",\"param\":" + quoted(param))
                + ",\"prid\":"
                + quoted(address.prid())
                + "}";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public void registered(AddressOfRecord aor, PushAddress phone) {
        CompletableFuture<Boolean> waiting = waking.get(new Phone(aor, phone));
        if (waiting != null) {
            waiting.complete(true);
        }
    }
}
