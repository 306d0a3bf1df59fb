package dev.ringback.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Reply;
import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.MemoryLocation;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random sequences of REGISTER requests against RFC 3261 §10.3 written down as simply as possible.
class RegistrarModelTest {
    private static final int MIN = 60;
    private static final int DEFAULT = 1800;
    private static final int MAX = 3600;
    private static final int MOST = 3;
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "localhost");

    private final MemoryLocation location = new MemoryLocation();
    private final PromptRegistrar registrar =
            new PromptRegistrar(
                    location,
                    new RegistrarSettings(
                            new Lifetimes(
                                    Duration.ofSeconds(MIN),
                                    Duration.ofSeconds(DEFAULT),
                                    Duration.ofSeconds(MAX)),
                            MOST),
                    uri -> uri.toString().contains("us.example"),
                    () -> "tag");
    private final Model model = new Model();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theTableEqualsTheModel(long seed) {
        Random random = new Random(seed);
        long seconds = 0;
        for (int i = 0; i < 1_500; i++) {
            seconds += random.nextInt(40);
            Ask ask = Ask.random(random);
            long now = Duration.ofSeconds(seconds).toNanos();
            SipResponse response = answer(ask, now);
            int expected = model.register(ask, seconds);
            String step = "seed %d, step %d: %s".formatted(seed, i, ask);
            assertThat(response.status()).as(step).isEqualTo(expected);
            if (expected == 200) {
                assertThat(response.values(HeaderName.CONTACT))
                        .as(step)
                        .isEqualTo(model.contacts(seconds));
                assertThat(response.values(HeaderName.PATH)).as(step).isEqualTo(ask.path);
            }
            assertThat(paths(now)).as(step).isEqualTo(model.paths(seconds));
            if (random.nextInt(10) == 0) {
                location.sweep(now, 5);
            }
        }
    }

    private SipResponse answer(Ask ask, long now) {
        SipRequest request = ask.request();
        Reply refusal = registrar.check(request);
        Reply reply =
                refusal != null
                        ? refusal
                        : registrar.register(
                                request,
                                Requests.flow(Transport.UDP, 5070),
                                ALICE,
                                now,
                                Instant.EPOCH);
        return reply.response();
    }

    /// The route of each binding in their order.
    private List<String> paths(long now) {
        return location.bindings(ALICE, now).stream()
                .map(binding -> binding.registration().path().toString())
                .toList();
    }

    /// One contact of a request; no lifetime of its own when it is -1.
    private record Part(int port, int expires) {}

    /// A request, with no Expires header when it is -1.
    private record Ask(
            String callId,
            int cseq,
            boolean star,
            int expires,
            List<Part> parts,
            List<String> path) {
        static Ask random(Random random) {
            List<Part> parts = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                parts.add(new Part(5070 + random.nextInt(5), lifetime(random)));
            }
            String callId = "call-" + random.nextInt(2);
            int expires = lifetime(random);
            boolean star = random.nextInt(12) == 0;
            return new Ask(callId, random.nextInt(60), star, expires, parts, path(random));
        }

        /// Mostly none; else up to three proxies, of which some are this server.
        private static List<String> path(Random random) {
            List<String> path = new ArrayList<>();
            for (int i = random.nextInt(2) * random.nextInt(4); i > 0; i--) {
                String host = random.nextInt(3) == 0 ? "us.example" : "p" + i + ".example";
                path.add("<sip:" + host + ";lr>");
            }
            return path;
        }

        /// Whether the client knows of Path: so by its CSeq, and always where there is none.
        boolean supportsPath() {
            return cseq % 4 != 0;
        }

        private static int lifetime(Random random) {
            int[] lifetimes = {-1, -1, -1, 0, 30, 60, 61, 500, 3600, 9000};
            return lifetimes[random.nextInt(lifetimes.length)];
        }

        SipRequest request() {
            List<String> lines = new ArrayList<>();
            lines.add("Call-ID: " + callId);
            lines.add("CSeq: " + cseq + " REGISTER");
            if (expires >= 0) {
                lines.add("Expires: " + expires);
            }
            for (Part part : parts) {
                String own = part.expires < 0 ? "" : ";expires=" + part.expires;
                lines.add("Contact: <sip:alice@127.0.0.1:" + part.port + ">" + own);
            }
            if (star) {
                lines.add("Contact: *");
            }
            path.forEach(hop -> lines.add("Path: " + hop));
            if (supportsPath()) {
                lines.add("Supported: path");
            }
            return Requests.of("REGISTER sip:localhost", lines.toArray(String[]::new));
        }
    }

    private record Row(long end, Ask ask) {
        boolean newer(Ask other) {
            return ask.callId.equals(other.callId) && ask.cseq >= other.cseq;
        }

        /// The route back, from the first proxy that is another one than us.
        List<String> path() {
            return ask.path.stream().dropWhile(hop -> hop.contains("us.example")).toList();
        }
    }

    /// §10.3 with a table that remembers everything by port.
    private static final class Model {
        private Map<Integer, Row> rows = new LinkedHashMap<>();

        int register(Ask ask, long now) {
            rows.values().removeIf(row -> row.end <= now);
            if (!ask.path.isEmpty() && !ask.supportsPath()) {
                return 420;
            }
            if (ask.star) {
                return star(ask);
            }
            for (Part part : ask.parts) {
                long lifetime = lifetime(ask, part);
                if (lifetime > 0 && lifetime < MIN) {
                    return 423;
                }
            }
            Map<Integer, Row> next = new LinkedHashMap<>(rows);
            for (Part part : ask.parts) {
                Row old = rows.get(part.port);
                if (old != null && old.newer(ask)) {
                    return 500;
                }
                long lifetime = Math.min(MAX, lifetime(ask, part));
                if (lifetime == 0) {
                    next.remove(part.port);
                } else {
                    next.put(part.port, new Row(now + lifetime, ask));
                }
            }
            if (next.size() > MOST) {
                return 403;
            }
            rows = next;
            return 200;
        }

        private int star(Ask ask) {
            if (!ask.parts.isEmpty() || ask.expires != 0) {
                return 400;
            }
            for (Row row : rows.values()) {
                if (row.newer(ask)) {
                    return 500;
                }
            }
            rows.clear();
            return 200;
        }

        private static long lifetime(Ask ask, Part part) {
            if (part.expires >= 0) {
                return part.expires;
            }
            return ask.expires >= 0 ? ask.expires : DEFAULT;
        }

        List<String> paths(long now) {
            rows.values().removeIf(row -> row.end <= now);
            return rows.values().stream().map(row -> row.path().toString()).toList();
        }

        List<String> contacts(long now) {
            return rows.entrySet().stream()
                    .map(
                            row ->
                                    "<sip:alice@127.0.0.1:"
                                            + row.getKey()
                                            + ">;expires="
                                            + (row.getValue().end - now))
                    .toList();
        }
    }
}
