package dev.ringback.bench.load.tally;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/// Writes a result as one line of JSON.
public final class Report {
    private Report() {}

    /// The line, without its end.
    public static String json(Result result) {
        Counts counts = result.counts();
        Counts.Outcome outcome = counts.outcome();
        Counts.Again again = counts.again();
        double rate = result.seconds() > 0 ? outcome.ok() / result.seconds() : 0;
        StringJoiner json = new StringJoiner(",", "{", "}");
        json.add("\"kind\":\"" + result.kind() + '"');
        json.add(number("count", result.planned()));
        json.add(number("started", outcome.started()));
        json.add(number("ok", outcome.ok()));
        json.add(number("failed", outcome.failed()));
        json.add(number("retransmissions", again.retransmissions()));
        json.add(number("late", again.late()));
        json.add(number("repeats", again.repeats()));
        json.add(number("strays", again.strays()));
        json.add(number("disordered", again.disordered()));
        json.add("\"seconds\":" + decimal(result.seconds(), 3));
        json.add("\"rate\":" + decimal(rate, 1));
        json.add("\"cpu_us\":" + decimal(result.cpu().process(), 1));
        json.add("\"loop_us\":" + decimal(result.cpu().loop(), 1));
        json.add("\"statuses\":" + map(counts.statuses(), Object::toString));
        json.add("\"reasons\":" + map(outcome.reasons(), Object::toString));
        json.add("\"callee\":" + callee(counts.callee()));
        json.add("\"latency_us\":" + map(result.latencies(), Report::spread));
        return json.toString();
    }

    private static String callee(Counts.Callee callee) {
        return "{"
                + number("invites", callee.invites())
                + ','
                + number("acks", callee.acks())
                + ','
                + number("byes", callee.byes())
                + '}';
    }

    private static String number(String name, long value) {
        return '"' + name + "\":" + value;
    }

    private static String decimal(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String spread(Spread spread) {
        return "{\"p50\":"
                + decimal(spread.p50(), 1)
                + ",\"p90\":"
                + decimal(spread.p90(), 1)
                + ",\"p99\":"
                + decimal(spread.p99(), 1)
                + ",\"p999\":"
                + decimal(spread.p999(), 1)
                + ",\"max\":"
                + decimal(spread.max(), 1)
                + '}';
    }

    private static <K, V> String map(Map<K, V> map, Function<V, String> value) {
        StringJoiner json = new StringJoiner(",", "{", "}");
        map.forEach((key, each) -> json.add(quoted(key.toString()) + ':' + value.apply(each)));
        return json.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c < ' ' ? ' ' : c);
        }
        return quoted.append('"').toString();
    }
}
