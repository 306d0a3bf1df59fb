package dev.ringback.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What a proxy does to the text of a request: parse, push Via, decrement Max-Forwards, add
/// Record-Route, write.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HopBenchmark {
    private final RingbackHop ringback = new RingbackHop();
    private final JainHop jain = new JainHop();

    @Benchmark
    public Object ringbackHop() {
        return ringback.forward(Sample.INVITE.bytes());
    }

    @Benchmark
    public Object jainHop() throws Exception {
        return jain.forward(Sample.INVITE.bytes());
    }
}
