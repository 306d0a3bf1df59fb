package dev.ringback.console.metrics;

import dev.ringback.app.RingbackServer;
import dev.ringback.meter.Meters;
import dev.ringback.meter.RegisterResult;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Locale;
import java.util.Map;

/// What a server has counted, read when somebody asks. All labels are fixed words.
final class SipMetrics implements MultiCollector {
    /// The bounds of the histogram: powers of two of microseconds, from 64 µs to 134 s.
    private static final int FIRST_POWER = 6;

    private static final int LAST_POWER = 27;
    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;

    private final RingbackServer server;
    private final String program;

    /// @param program the version of the program
    SipMetrics(RingbackServer server, String program) {
        this.server = server;
        this.program = program;
    }

    @Override
    public MetricSnapshots collect() {
        return MetricSnapshots.builder()
                .metricSnapshot(messages())
                .metricSnapshot(responses())
                .metricSnapshot(times())
                .metricSnapshot(
                        gauges(
                                "sip_transactions",
                                "Open transactions: of servers, of clients, and those that only"
                                        + " wait for repetitions.",
                                "kind",
                                server.transactions()))
                .metricSnapshot(dialogs())
                .metricSnapshot(
                        gauge("sip_bindings", "Bindings of users that are there.", bindings()))
                .metricSnapshot(registers())
                .metricSnapshot(
                        counters(
                                "sip_auth_failures",
                                "Credentials that were not accepted.",
                                "reason",
                                server.meters().authFailures()))
                .metricSnapshot(connections())
                .metricSnapshot(
                        counters(
                                "sip_parse_errors",
                                "Messages that could not be read.",
                                "reason",
                                server.parseErrors()))
                .metricSnapshot(
                        counters(
                                "sip_dropped",
                                "Messages that were thrown away unanswered.",
                                "reason",
                                server.drops()))
                .metricSnapshot(
                        counter(
                                "sip_retransmissions",
                                "Messages that were sent again.",
                                (double) server.counts().retransmitted()))
                .metricSnapshot(
                        counter(
                                "ringback_faults",
                                "Faults of our own.",
                                (double) server.counts().faults()))
                .metricSnapshot(build())
                .build();
    }

    private double bindings() {
        return server.bindings();
    }

    private CounterSnapshot messages() {
        CounterSnapshot.Builder all =
                CounterSnapshot.builder()
                        .name("sip_messages")
                        .help("Messages that passed the sockets, requests and responses.");
        server.meters()
                .eachMessage(
                        (way, count) ->
                                all.dataPoint(
                                        point(
                                                Labels.of(
                                                        "direction",
                                                        direction(way.sent()),
                                                        "transport",
                                                        way.transport().parameter(),
                                                        "method",
                                                        way.method()),
                                                (double) count)));
        return all.build();
    }

    private static String direction(boolean sent) {
        return sent ? "out" : "in";
    }

    private static CounterSnapshot.CounterDataPointSnapshot point(Labels labels, double count) {
        return CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels)
                .value(count)
                .build();
    }

    private CounterSnapshot responses() {
        CounterSnapshot.Builder all =
                CounterSnapshot.builder()
                        .name("sip_responses")
                        .help("Responses that passed the sockets.");
        server.meters()
                .eachResponse(
                        (response, count) ->
                                all.dataPoint(
                                        point(
                                                Labels.of(
                                                        "direction",
                                                        direction(response.sent()),
                                                        "code",
                                                        response.code(),
                                                        "method",
                                                        response.method()),
                                                (double) count)));
        return all.build();
    }

    private HistogramSnapshot times() {
        HistogramSnapshot.Builder all =
                HistogramSnapshot.builder()
                        .name("sip_request_seconds")
                        .help("From a request in to its final response out.");
        server.meters()
                .times()
                .forEach(
                        (method, timing) ->
                                all.dataPoint(
                                        HistogramSnapshot.HistogramDataPointSnapshot.builder()
                                                .labels(Labels.of("method", method))
                                                .sum(timing.nanos() / NANOS)
                                                .classicHistogramBuckets(buckets(timing))
                                                .build()));
        return all.build();
    }

    private static ClassicHistogramBuckets buckets(Meters.Timing timing) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long before = 0;
        for (int power = FIRST_POWER; power <= LAST_POWER; power++) {
            long within = timing.latency().within(power);
            buckets.bucket((1L << power) / MICROS, within - before);
            before = within;
        }
        return buckets.bucket(Double.POSITIVE_INFINITY, timing.latency().count() - before).build();
    }

    private GaugeSnapshot dialogs() {
        return gauges(
                "sip_dialogs",
                "Calls by the state of their dialogs; confirmed ones are estimated from INVITE and"
                        + " BYE.",
                "state",
                Map.of("early", server.meters().ringing(), "confirmed", server.callsUp()));
    }

    private CounterSnapshot registers() {
        CounterSnapshot.Builder all =
                CounterSnapshot.builder()
                        .name("sip_register")
                        .help("What became of REGISTERs that this server decided.");
        for (Map.Entry<RegisterResult, Long> each : server.meters().registers().entrySet()) {
            all.dataPoint(
                    point(
                            Labels.of("result", each.getKey().word()),
                            each.getValue().doubleValue()));
        }
        return all.build();
    }

    private GaugeSnapshot connections() {
        GaugeSnapshot.Builder all =
                GaugeSnapshot.builder()
                        .name("sip_connections")
                        .help("Stream connections that are open.");
        server.connections()
                .forEach(
                        (transport, count) ->
                                all.dataPoint(
                                        gauge(
                                                Labels.of("transport", transport.parameter()),
                                                (double) count)));
        return all.build();
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot gauge(Labels labels, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }

    private static GaugeSnapshot gauges(
            String name, String help, String label, Map<String, Long> values) {
        GaugeSnapshot.Builder all = GaugeSnapshot.builder().name(name).help(help);
        values.forEach(
                (word, value) -> all.dataPoint(gauge(Labels.of(label, word), value.doubleValue())));
        return all.build();
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(gauge(Labels.EMPTY, value))
                .build();
    }

    private static CounterSnapshot counters(
            String name, String help, String label, Map<String, Long> counts) {
        CounterSnapshot.Builder all = CounterSnapshot.builder().name(name).help(help);
        counts.forEach(
                (word, count) -> all.dataPoint(point(Labels.of(label, word), count.doubleValue())));
        return all.build();
    }

    private static CounterSnapshot counter(String name, String help, double count) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(Labels.EMPTY, count))
                .build();
    }

    private InfoSnapshot build() {
        return InfoSnapshot.builder()
                .name("ringback_build")
                .help("What runs here.")
                .dataPoint(
                        InfoSnapshot.InfoDataPointSnapshot.builder()
                                .labels(
                                        Labels.of(
                                                "version",
                                                program,
                                                "java",
                                                Runtime.version().toString(),
                                                "sockets",
                                                server.backend().toLowerCase(Locale.ROOT)))
                                .build())
                .build();
    }
}
