package dev.ringback.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A message that was read, to octets, with two lines more.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WriteBenchmark {
    /// What is written.
    @Param({"INVITE", "OK"})
    private Sample message = Sample.INVITE;

    private RingbackWriter ringback = new RingbackWriter(message.bytes());
    private JainWriter jain = new JainWriter(message.bytes());

    /// Reads the message that is written.
    @Setup
    public void setUp() {
        ringback = new RingbackWriter(message.bytes());
        jain = new JainWriter(message.bytes());
    }

    @Benchmark
    public Object ringbackWrite() {
        return ringback.write();
    }

    @Benchmark
    public Object jainWrite() throws Exception {
        return jain.write();
    }
}
