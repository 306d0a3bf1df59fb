package dev.ringback.app;

import dev.ringback.config.trust.StirConfig;
import dev.ringback.locate.Scope;
import dev.ringback.location.Lookup;
import dev.ringback.stir.CertificateSource;
import dev.ringback.stir.Credential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Fetches certificates over HTTP on virtual threads and keeps them as long as their servers say
/// (RFC 9111 §5.2.2.1). A caller chooses the URL, so it gets little: no redirections, so many
/// octets, so much time, so many at once, and by default nothing but `https` to public addresses.
final class HttpCertificates implements CertificateSource {
    private static final int MOST_OCTETS = 65_536;
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_KEPT = 1024;
    private static final long USUAL_SECONDS = 300;
    private static final long FAILED_SECONDS = 15;
    private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[ ,])max-age=([0-9]{1,9})");
    private static final Pattern NO_STORE = Pattern.compile("(?i)(?:^|[ ,])no-(?:store|cache)");

    private final StirConfig.Fetching rules;
    private final HttpClient client;
    private final Map<String, Kept> kept = Collections.synchronizedMap(new LastUsed());
    private final Map<String, CompletableFuture<Fetched>> running = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /// What was found, and until when that holds.
    private record Kept(Fetched fetched, long until) {
        boolean fresh() {
            return System.nanoTime() - until < 0;
        }
    }

    /// Forgets what was asked for least recently: who serves a thousand certificates of its own
    /// does not keep those of others out.
    private static final class LastUsed extends LinkedHashMap<String, Kept> {
        private static final long serialVersionUID = 1;

        LastUsed() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    }

    HttpCertificates(StirConfig.Fetching rules) {
        this.rules = rules;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(rules.timeout())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    @Override
    public Lookup<Map<String, Fetched>> fetch(Set<String> urls) {
        Map<String, Fetched> known = new HashMap<>();
        for (String url : urls) {
            Kept there = kept.get(url);
            if (there != null && there.fresh()) {
                known.put(url, there.fetched);
            }
        }
        if (known.size() == urls.size()) {
            return new Lookup.Found<>(known);
        }
        return new Lookup.Pending<>(
                back ->
                        Thread.ofVirtual()
                                .name("certificates")
                                .start(() -> back.accept(new Lookup.Found<>(all(urls, known)))));
    }

    private Map<String, Fetched> all(Set<String> urls, Map<String, Fetched> known) {
        Map<String, Fetched> found = new HashMap<>(known);
        for (String url : urls) {
            found.computeIfAbsent(url, this::one);
        }
        return found;
    }

    /// Who asks for what somebody else is fetching waits for that.
    private Fetched one(String url) {
        CompletableFuture<Fetched> mine = new CompletableFuture<>();
        CompletableFuture<Fetched> theirs = running.putIfAbsent(url, mine);
        if (theirs != null) {
            return theirs.join();
        }
        Kept got = new Kept(new Missing("failed"), 0);
        try {
            got = fetch(url);
        } finally {
            if (got.fresh()) {
                kept.put(url, got);
            }
            running.remove(url);
            mine.complete(got.fetched);
        }
        return got.fetched;
    }

    private Kept fetch(String url) {
        String reason;
        try {
            URI uri = URI.create(url);
            if (!places.tryAcquire()) {
                return new Kept(new Missing("too many at once"), System.nanoTime());
            }
            try {
                // under one of the places, as looking up a name may take long
                String forbidden = forbidden(uri);
                return forbidden == null ? read(uri) : missing(forbidden);
            } finally {
                places.release();
            }
        } catch (IllegalArgumentException _) {
            reason = "no URL";
        } catch (IOException e) {
            reason = String.valueOf(e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            reason = "interrupted";
        }
        return missing(reason);
    }

    private static Kept missing(String reason) {
        return new Kept(new Missing(reason), after(FAILED_SECONDS));
    }

    private static long after(long seconds) {
        return System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    }

    /// Why nothing is fetched from there, or null where it may be.
    private @Nullable String forbidden(URI uri) throws IOException {
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.equalsIgnoreCase("https")
                && !(rules.http() && scheme.equalsIgnoreCase("http"))) {
            return "not https";
        }
        if (uri.getHost() == null || uri.getUserInfo() != null) {
            return "no host";
        }
        if (!rules.inside()) {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                if (isInside(address)) {
                    return "a private address";
                }
            }
        }
        return null;
    }

    private static boolean isInside(InetAddress address) {
        return Scope.of(address) != Scope.GLOBAL
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }

    private Kept read(URI uri) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .timeout(rules.timeout())
                        .header("Accept", "application/pem-certificate-chain, */*")
                        .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_OCTETS));
        try {
            HttpResponse<byte[]> response =
                    answer.get(rules.timeout().toMillis(), TimeUnit.MILLISECONDS);
            Credential credential =
                    response.statusCode() == 200 ? Credential.read(response.body()) : null;
            return credential == null
                    ? missing(
                            response.statusCode() == 200
                                    ? "no certificate"
                                    : "HTTP " + response.statusCode())
                    : new Kept(new Found(credential), after(age(response)));
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer in time", e);
        }
    }

    private static long age(HttpResponse<byte[]> response) {
        String control = String.join(", ", response.headers().allValues("Cache-Control"));
        if (NO_STORE.matcher(control).find()) {
            return 0;
        }
        Matcher age = MAX_AGE.matcher(control);
        return age.find() ? Math.min(Long.parseLong(age.group(1)), MOST_SECONDS) : USUAL_SECONDS;
    }
}
