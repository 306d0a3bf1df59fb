package dev.ringback.bench.core;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A whole call through the proxy without sockets: parsing, transactions, admission, look-up,
/// forwarding and writing of 6 messages in and 7 out, the work of both ends with strings included.
/// Two milliseconds of the proxy's clock pass for each call, so the transactions of 16,000 calls
/// wait.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProxyCallBenchmark {
    static final Duration BETWEEN = Duration.ofMillis(2);

    private final MemoryProxy proxy = new MemoryProxy().bind("callee");
    private final MemoryCall call = new MemoryCall(proxy.stack(), "callee");

    @Benchmark
    public Object ringbackCall() {
        proxy.stack().pass(BETWEEN);
        return call.run();
    }
}
