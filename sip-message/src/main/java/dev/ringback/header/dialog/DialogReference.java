package dev.ringback.header.dialog;

import dev.ringback.header.Check;
import dev.ringback.header.HeaderField;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.Parameters;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;
import java.util.function.BiFunction;

/// A Call-ID and two tags, by which Replaces, Join and Target-Dialog name a dialog.
final class DialogReference {
    private DialogReference() {}

    static void check(String callId, Parameters parameters, String first, String second) {
        byte[] bytes = Ascii.bytes(callId);
        boolean good = bytes.length > 0 && CallIdSyntax.end(bytes, 0, bytes.length) == bytes.length;
        if (!good || !parameters.has(first) || !parameters.has(second)) {
            throw new IllegalArgumentException("no dialog: " + callId + parameters);
        }
    }

    /// Reads a Call-ID with two tags; without one of them it names no dialog.
    static <T> HeaderField.Reader<T> reader(
            String first, String second, BiFunction<String, Parameters, T> constructor) {
        return (bytes, start, end) -> {
            int rest = CallIdSyntax.end(bytes, start, end);
            Parameters read = rest == start ? null : ValueReaders.parameters(bytes, rest, end);
            return read == null || !read.has(first) || !read.has(second)
                    ? null
                    : constructor.apply(Ascii.text(bytes, start, rest), read);
        };
    }

    /// What a strict reader looks at: the Call-ID, and the parameters by these rules.
    static Check<Object> strict(ParameterRules rules) {
        return (value, bytes, start, end, findings) -> {
            int rest = CallIdSyntax.end(bytes, start, end);
            CallIdSyntax.check(value, bytes, start, rest, findings);
            rules.check(bytes, rest, end, findings);
        };
    }

    static Parameters tags(String first, String one, String second, String other) {
        if (!Ascii.isToken(one) || !Ascii.isToken(other)) {
            throw new IllegalArgumentException("no tags: " + one + ' ' + other);
        }
        return Parameters.NONE.with(first, one).with(second, other);
    }

    static String tag(Parameters parameters, String name) {
        String tag = parameters.value(name);
        return tag == null ? "" : tag;
    }
}
