package dev.ringback.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.push.PushConfig;
import dev.ringback.config.storage.StorageConfig;
import dev.ringback.echo.EchoMedia;
import dev.ringback.header.Parameters;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.location.MemoryLocation;
import dev.ringback.location.Registration;
import dev.ringback.push.PushAddress;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.SubscriberStore;
import dev.ringback.uri.Uri;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WebhookTest {
    private static final AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    private static final PushAddress PHONE = new PushAddress("fcm", "app", "a\"b");

    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final List<Lookup.Settled<Boolean>> told = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private volatile int status = 204;

    WebhookTest() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void oneRequestWakesAPhoneForAllWhoWait() {
        Webhook webhook = webhook(Duration.ofSeconds(20));
        wake(webhook);
        wake(webhook);
        await().until(() -> posted.size() == 1);
        assertThat(posted.getFirst())
                .startsWith("POST /wake HTTP/1.1\r\n")
                .endsWith(
                        "{\"address\":\"sip:bob@example.com\",\"provider\":\"fcm\","
                                + "\"param\":\"app\",\"prid\":\"a\\\"b\"}");
        assertThat(told).isEmpty();

        webhook.registered(BOB, new PushAddress("fcm", "app", "other"));
        assertThat(told).isEmpty();
        webhook.registered(BOB, PHONE);
        await().untilAsserted(
                        () ->
                                assertThat(told)
                                        .containsExactly(
                                                new Lookup.Found<>(true),
                                                new Lookup.Found<>(true)));
        assertThat(posted).hasSize(1);
    }

    @Test
    void aRefusalAndADeadHookAreToldAtOnce() throws IOException {
        status = 500;
        Webhook webhook = webhook(Duration.ofSeconds(20));
        wake(webhook);
        await().untilAsserted(() -> assertThat(told).containsExactly(new Lookup.Found<>(false)));
        server.close();
        wake(webhook);
        await().untilAsserted(() -> assertThat(told).hasSize(2));
    }

    @Test
    void aPhoneThatStaysAsleepIsWaitedForNoLongerThanThat() {
        wake(webhook(Duration.ofSeconds(1)));
        await().untilAsserted(() -> assertThat(told).containsExactly(new Lookup.Found<>(false)));
    }

    @Test
    void aPhoneThatRegisteredWithAnEarlierProcessIsWokenBeforeItsBindingEnds() throws Exception {
        ServerConfigBuilder config =
                ServerConfig.builder()
                        .listen(List.of(Listen.parse("udp:127.0.0.1:0")))
                        .data(null)
                        .push(config(Duration.ofSeconds(1)));
        try (RingbackServer running =
                RingbackServer.start(config.build(), EchoMedia.NONE, new Earlier())) {
            await().until(() -> posted.size() == 1);
            assertThat(posted.getFirst()).contains("\"prid\":\"of-bob\"");
            assertThat(running.location().bindings(BOB, running.now()))
                    .as("it ends later")
                    .hasSize(1);
        }
    }

    /// The stores of a server in which bob's phone is registered for some seconds yet, and alice's,
    /// which nobody can wake.
    private static final class Earlier implements Stores {
        @Override
        public LocationService location(StorageConfig storage, LongSupplier clock) {
            MemoryLocation location = new MemoryLocation();
            long now = clock.getAsLong();
            long end = now + Duration.ofSeconds(5).toNanos();
            bind(location, BOB, now, end, ";pn-provider=fcm;pn-prid=of-bob");
            bind(location, new AddressOfRecord("alice", "example.com"), now, end, "");
            return location;
        }

        private static void bind(
                LocationService location, AddressOfRecord aor, long now, long end, String push) {
            InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
            Registration registration =
                    new Registration("r", 1, new Flow(Transport.UDP, here, here, 0));
            Uri contact = Objects.requireNonNull(Uri.parse("sip:p@127.0.0.1:9" + push));
            var _ =
                    location.update(
                            aor,
                            now,
                            _ ->
                                    List.of(
                                            new Binding(
                                                    contact,
                                                    Parameters.NONE,
                                                    -1,
                                                    end,
                                                    registration)));
        }

        @Override
        public SubscriberStore subscribers(StorageConfig storage) throws IOException {
            return Stores.MEMORY.subscribers(storage);
        }

        @Override
        public Snapshot glance(StorageConfig storage) throws IOException {
            return Stores.MEMORY.glance(storage);
        }
    }

    private Webhook webhook(Duration timeout) {
        return new Webhook(config(timeout));
    }

    private PushConfig config(Duration timeout) {
        URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/wake");
        return new PushConfig(uri, timeout, List.of("fcm"));
    }

    private void wake(Webhook webhook) {
        if (webhook.wake(BOB, PHONE) instanceof Lookup.Pending<Boolean>(var begin)) {
            begin.accept(told::add);
        }
    }

    private void serve() {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    posted.add(request(socket.getInputStream()));
                    String answer =
                            "HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\nConnection: close";
                    socket.getOutputStream()
                            .write((answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException _) {
            // the test is over
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("}")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }
}
