package dev.ringback.bench.core;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Steps of transaction machines, of messages that are parsed already: RFC 3261 §17.2.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StepBenchmark {
    private final MachineSteps steps = new MachineSteps();

    /// An INVITE server transaction from its birth over 180, 486 and ACK to its end by Timer I.
    @Benchmark
    public int ringbackInvite() {
        return steps.invite();
    }

    /// A retransmitted request that is matched and gets the last response once more.
    @Benchmark
    public int ringbackRetransmission() {
        return steps.retransmission();
    }
}
