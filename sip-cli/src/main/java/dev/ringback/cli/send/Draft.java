package dev.ringback.cli.send;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A request as text, which may break every rule. Immutable.
///
/// @param method the method
/// @param uri the Request-URI
/// @param version the version of the start line, `2.0`
/// @param lines the header lines, in order, without Content-Length
/// @param body the body
record Draft(String method, String uri, String version, List<Line> lines, String body) {
    Draft {
        lines = List.copyOf(lines);
    }

    /// One header line.
    ///
    /// @param name the name as it is written
    /// @param value the value
    record Line(String name, String value) {
        boolean named(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /// The value of the first line of a name; empty where there is none.
    String first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    /// The values of all lines of a name.
    List<String> all(String name) {
        return lines.stream().filter(line -> line.named(name)).map(Line::value).toList();
    }

    /// The same with lines at the end.
    Draft with(List<Line> more) {
        List<Line> all = new ArrayList<>(lines);
        all.addAll(more);
        return new Draft(method, uri, version, all, body);
    }

    /// The same with one line of this name, in the place of the first one.
    Draft with(String name, String value) {
        List<Line> all = new ArrayList<>();
        boolean placed = false;
        for (Line line : lines) {
            if (!line.named(name)) {
                all.add(line);
            } else if (!placed) {
                all.add(new Line(line.name(), value));
                placed = true;
            }
        }
        if (!placed) {
            all.add(new Line(name, value));
        }
        return new Draft(method, uri, version, all, body);
    }

    /// The octets. A Content-Length that was not given is that of the body.
    byte[] octets() {
        StringBuilder text = new StringBuilder(512 + body.length());
        text.append(method).append(' ').append(uri).append(" SIP/").append(version).append("\r\n");
        for (Line line : lines) {
            text.append(line.name()).append(": ").append(line.value()).append("\r\n");
        }
        if (all("Content-Length").isEmpty()) {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            text.append("Content-Length: ").append(length).append("\r\n");
        }
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
    }
}
