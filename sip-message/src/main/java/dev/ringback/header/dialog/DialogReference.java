package dev.ringback.header.dialog;

import dev.ringback.header.Parameters;
import dev.ringback.text.Ascii;

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
