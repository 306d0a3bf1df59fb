package dev.ringback.bench.run;

import dev.ringback.bench.run.abuse.AbuseRows;
import dev.ringback.bench.run.contender.Setup;
import dev.ringback.bench.run.report.Contender;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be measured, in the order of the table. Rows that follow each other and want the same
/// configuration share a server.
public enum Row {
    /// CPU time over UDP.
    UDP("UDP: CPU time of a call at 500, 1,000 and 2,000 a second", Setup.PROXY),
    /// Latency over UDP.
    LATENCY("UDP: from INVITE to 200 at 2,000 a second", Setup.PROXY),
    /// Throughput over UDP.
    UDP_CLOSED("UDP: calls a second with 100 in flight", Setup.PROXY),
    /// The limit over UDP.
    UDP_CLEAN("UDP: the highest rate without a fault", Setup.PROXY),
    /// What it costs to remember calls with their messages and causes.
    RECORDED("UDP: CPU time of a call at 2,000 a second, remembered and not, in turns", null),
    /// CPU time over TCP.
    TCP("TCP, 20 connections: CPU time of a call at 500, 1,000 and 2,000 a second", Setup.TCP),
    /// Throughput over TCP.
    TCP_CLOSED("TCP: calls a second with 100 in flight", Setup.TCP),
    /// The limit over TCP.
    TCP_CLEAN("TCP: the highest rate without a fault", Setup.TCP),
    /// How open transactions matter.
    OPEN("UDP: CPU time of a call by the transactions that are open", Setup.PROXY),
    /// How the size of bodies matters.
    BODY("TCP: CPU time of a call by the size of its bodies", Setup.TCP),
    /// CPU time of a REGISTER.
    REGISTER("REGISTER: CPU time at 1,000, 2,000 and 4,000 a second", Setup.PROXY),
    /// CPU time of a REGISTER that is on disk before its answer.
    KEPT(
            "REGISTER, on disk before its 200: CPU time, wait at 1,000, 2,000 and 5,000 a second",
            Setup.KEPT),
    /// CPU time without state.
    STATELESS(
            "stateless, UDP: CPU time of a call at 500, 1,000 and 2,000 a second", Setup.STATELESS),
    /// CPU time of a REGISTER that is proved.
    DIGEST("REGISTER with Digest: CPU time at 1,000, 2,000 and 4,000 a second", Setup.DIGEST),
    /// How long a start takes.
    START("start: to the line `ready`, and to the first answer", null),
    /// Memory and look-up time of bindings.
    BINDINGS("10^3 to 10^6 bindings: memory of each, and CPU time of a call among them", null),
    /// Memory of bindings on disk, and how long they take to be read.
    KEPT_BINDINGS("10^6 bindings on disk: memory of each, and a restart with them", null),
    /// Calls while everybody's registration ends.
    EXPIRY("UDP: INVITE to 200 at 500 a second while 10^6 bindings end in one second", null),
    /// Memory of transactions.
    TRANSACTIONS("memory of a transaction that waits for its timer", null),
    /// Memory of connections.
    CONNECTIONS("memory of an idle TCP connection", null),
    /// Memory of connections over TLS.
    TLS_CONNECTIONS("memory of an idle TLS connection", null),
    /// Memory of agents.
    AGENTS("memory of a user agent that is registered on its own connection", null),
    /// Good calls beside thousands of connections that never say enough.
    SLOWLORIS("UDP: INVITE to 200 at 500 a second beside 5,000 slow TCP connections", Setup.PROXY),
    /// Good calls beside next hops that never answer.
    BLACK_HOLES("UDP: INVITE to 200 at 500 a second beside 100 silent TLS next hops", Setup.TLS),
    /// A small heap for ten minutes.
    HEAP("a heap of 256 MiB at 2,000 calls a second for 10 minutes", null),
    /// How processors matter.
    CORES("UDP: calls a second on 1, 2, ... processors", null);

    private static final Set<Row> LONG = Set.of(KEPT_BINDINGS, EXPIRY, HEAP, CORES);

    /// What nobody else does, or does so.
    private static final Set<Row> ALONE =
            Set.of(HEAP, BLACK_HOLES, TLS_CONNECTIONS, KEPT_BINDINGS, EXPIRY, RECORDED);

    private final String text;
    private final @Nullable Setup setup;

    Row(String text, @Nullable Setup setup) {
        this.text = text;
        this.setup = setup;
    }

    /// Measures it on one contender.
    void measure(Visit visit) throws InterruptedException {
        switch (this) {
            case UDP -> CallRows.udp(visit);
            case LATENCY -> CallRows.latency(visit);
            case UDP_CLOSED -> CallRows.udpClosed(visit);
            case UDP_CLEAN -> CallRows.udpClean(visit);
            case RECORDED -> RecordedRow.measure(visit);
            case TCP -> CallRows.tcp(visit);
            case TCP_CLOSED -> CallRows.tcpClosed(visit);
            case TCP_CLEAN -> CallRows.tcpClean(visit);
            case OPEN -> ScaleRows.open(visit);
            case BODY -> ScaleRows.body(visit);
            case REGISTER -> RegisterRows.plain(visit);
            case KEPT -> RegisterRows.kept(visit);
            case STATELESS -> CallRows.stateless(visit);
            case DIGEST -> RegisterRows.digest(visit);
            case START -> StartRow.measure(visit);
            case BINDINGS -> MemoryRows.bindings(visit);
            case KEPT_BINDINGS -> KeptRows.restart(visit);
            case EXPIRY -> KeptRows.expiry(visit);
            case TRANSACTIONS -> MemoryRows.transactions(visit);
            case CONNECTIONS -> MemoryRows.connections(visit);
            case TLS_CONNECTIONS -> MemoryRows.tlsConnections(visit);
            case AGENTS -> MemoryRows.agents(visit);
            case SLOWLORIS -> AbuseRows.slowloris(visit);
            case BLACK_HOLES -> AbuseRows.blackHoles(visit);
            case HEAP -> ScaleRows.heap(visit);
            case CORES -> ScaleRows.cores(visit);
        }
    }

    /// Its name on the command line.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What is measured, for people.
    public String text() {
        return text;
    }

    /// Whether it can share a server with another row.
    boolean joins(Row other) {
        return setup != null && setup == other.setup;
    }

    /// Who is measured: JAIN-SIP's proxy is no registrar, and has no state that could be left out.
    Set<Contender> contenders() {
        if (ALONE.contains(this)) {
            return EnumSet.of(Contender.RINGBACK);
        }
        boolean stateful = setup == Setup.PROXY || setup == Setup.TCP;
        boolean calls = stateful && !EnumSet.of(REGISTER, BODY, SLOWLORIS).contains(this);
        return calls || this == START || this == CORES
                ? EnumSet.allOf(Contender.class)
                : EnumSet.of(Contender.RINGBACK, Contender.KAMAILIO);
    }

    /// What is measured when nothing is said.
    static List<Row> usual(boolean quick) {
        return Arrays.stream(values()).filter(row -> !quick || !LONG.contains(row)).toList();
    }

    /// The row of this name, null when there is none.
    static @Nullable Row named(String id) {
        return Arrays.stream(values()).filter(row -> row.id().equals(id)).findFirst().orElse(null);
    }
}
