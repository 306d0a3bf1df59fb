package dev.ringback.bench;

import java.io.IOException;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// Octets to a message, with the headers that every message needs or with all that it has.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParseBenchmark {
    private final RingbackParser ringback = new RingbackParser();
    private final JainParser jain = new JainParser();
    private final PktsParser pkts = new PktsParser();

    /// What is parsed.
    @Param private Sample message = Sample.INVITE;

    private Consumer<Object> sink = read -> {};

    /// Sends what is read where the compiler cannot leave it out.
    @Setup
    public void setUp(Blackhole hole) {
        sink = hole::consume;
    }

    @Benchmark
    public Object ringbackBase() {
        return ringback.base(message.bytes(), sink);
    }

    @Benchmark
    public Object ringbackFull() {
        return ringback.full(message.bytes(), sink);
    }

    @Benchmark
    public Object jainFull() throws ParseException {
        return jain.full(message.bytes(), sink);
    }

    @Benchmark
    public Object pktsBase() throws IOException {
        return pkts.base(message.bytes(), sink);
    }

    @Benchmark
    public Object pktsFull() throws IOException {
        return pkts.full(message.bytes(), sink);
    }
}
