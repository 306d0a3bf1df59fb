package dev.ringback.cli.parse;

import dev.ringback.control.JsonLine;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Problem;
import dev.ringback.verdict.HeaderLine;
import dev.ringback.verdict.StartLine;
import dev.ringback.verdict.Verdict;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A line of JSON for each message.
final class JsonReport extends Report {
    private final PrintWriter out;

    JsonReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    void print(String file, int number, Verdict verdict) {
        StartLine start = verdict.start();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("file", file);
        if (number > 0) {
            object.put("message", number);
        }
        object.put("valid", verdict.valid());
        object.put("kind", start.kind().name().toLowerCase(Locale.ROOT));
        if (start.request()) {
            object.put("method", start.method());
            object.put("uri", start.requestUri());
        } else if (start.response()) {
            object.put("status", start.status() < 0 ? null : start.status());
        }
        int begin = verdict.offset();
        object.put(
                "problems",
                verdict.problems().stream().map(problem -> object(problem, begin)).toList());
        object.put("headers", verdict.lines().stream().map(JsonReport::object).toList());
        out.print(JsonLine.write(object) + '\n');
    }

    private static Map<String, @Nullable Object> object(Problem problem, int begin) {
        HeaderName header = problem.header();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("severity", problem.severity().toString());
        object.put("header", header == null ? null : header.canonical());
        object.put("offset", begin + problem.offset());
        object.put("text", problem.text());
        object.put("clause", problem.clause());
        return object;
    }

    private static Map<String, @Nullable Object> object(HeaderLine line) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("name", line.name().canonical());
        object.put("value", line.value());
        return object;
    }

    @Override
    void end(PrintWriter err) {
        // The lines say all.
    }
}
