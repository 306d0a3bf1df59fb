package dev.ringback.meter;

import dev.ringback.stack.Transport;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/// What all shards of a server have counted since its start. Any thread reads; counts of different
/// kinds may be a moment apart.
public final class Meters {
    /// The fault of those who were wrong too often and are not asked any more.
    private static final String TOO_OFTEN = "too_often";

    private final LongSupplier clock;
    private final List<ShardMeter> shards = new CopyOnWriteArrayList<>();
    private final List<String> methods = Labels.methodWords();
    private final List<String> codes = Labels.codeWords();

    /// @param clock the monotonic nanoseconds of the stack
    public Meters(LongSupplier clock) {
        this.clock = clock;
    }

    /// What another shard counts with.
    public ShardMeter shard() {
        ShardMeter meter = new ShardMeter(clock);
        shards.add(meter);
        return meter;
    }

    private long sum(ToLongFunction<ShardMeter> count) {
        return shards.stream().mapToLong(count).sum();
    }

    /// Messages of a direction, requests and responses.
    public long messages(boolean sent) {
        long[] sum = new long[1];
        eachMessage((way, count) -> sum[0] += way.sent() == sent ? count : 0);
        return sum[0];
    }

    /// Goes through the counts of messages that are not 0.
    public void eachMessage(Reader<Way> reader) {
        for (Transport transport : Transport.values()) {
            for (int method = 0; method < methods.size(); method++) {
                String word = methods.get(method);
                for (int way = 0; way < 2; way++) {
                    int index = ShardMeter.message(way, transport, method);
                    Way passed = new Way(way == 1, transport, word);
                    tell(reader, passed, sum(shard -> shard.messages(index)));
                }
            }
        }
    }

    private static <T> void tell(Reader<T> reader, T what, long count) {
        if (count > 0) {
            reader.read(what, count);
        }
    }

    /// Goes through the counts of responses that are not 0.
    public void eachResponse(Reader<Response> reader) {
        for (int code = 0; code < codes.size(); code++) {
            for (int method = 0; method < methods.size(); method++) {
                String word = methods.get(method);
                for (int way = 0; way < 2; way++) {
                    int index = ShardMeter.response(way, code, method);
                    Response passed = new Response(way == 1, codes.get(code), word);
                    tell(reader, passed, sum(shard -> shard.responses(index)));
                }
            }
        }
    }

    /// How messages passed.
    ///
    /// @param sent whether they were sent
    /// @param transport over what
    /// @param method the method, for responses that of their request; `other` for an unknown one
    public record Way(boolean sent, Transport transport, String method) {}

    /// Responses of a kind.
    ///
    /// @param sent whether they were sent
    /// @param code the status code; `other` for an unknown one
    /// @param method the method of their requests; `other` for an unknown one
    public record Response(boolean sent, String code, String method) {}

    /// Takes counts.
    @FunctionalInterface
    public interface Reader<T> {
        /// This was so often.
        void read(T what, long count);
    }

    /// From a request in to its final response out, for each method that was answered.
    public Map<String, Timing> times() {
        Map<String, Timing> times = new LinkedHashMap<>();
        for (int i = 0; i < methods.size(); i++) {
            int method = i;
            Latency latency =
                    shards.stream()
                            .map(shard -> shard.latency(method))
                            .reduce(Latency.NONE, Latency::and);
            if (latency.count() > 0) {
                times.put(methods.get(i), new Timing(latency, sum(shard -> shard.nanos(method))));
            }
        }
        return times;
    }

    /// Times of answers.
    ///
    /// @param latency how often it took how long
    /// @param nanos all together
    public record Timing(Latency latency, long nanos) {}

    /// What became of REGISTERs that this server decided.
    public Map<RegisterResult, Long> registers() {
        Map<RegisterResult, Long> results = new EnumMap<>(RegisterResult.class);
        for (RegisterResult result : RegisterResult.values()) {
            results.put(result, sum(shard -> shard.registers(result)));
        }
        return results;
    }

    /// How often credentials were not accepted, by the fixed word that says why.
    public Map<String, Long> authFailures() {
        Map<String, Long> faults = new LinkedHashMap<>();
        for (int i = 0; i < ShardMeter.AUTH_FAULTS.size(); i++) {
            int number = i;
            faults.put(
                    ShardMeter.AUTH_FAULTS.get(i).name().toLowerCase(Locale.ROOT),
                    sum(shard -> shard.authFaults(number)));
        }
        faults.put(TOO_OFTEN, sum(shard -> shard.authFaults(ShardMeter.AUTH_FAULTS.size())));
        return faults;
    }

    /// How many INVITEs outside of dialogs ring now.
    public long ringing() {
        return sum(ShardMeter::ringing);
    }
}
