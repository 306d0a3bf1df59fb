package dev.ringback.verdict;

import dev.ringback.text.Ascii;

/// What is wrong with a start line that the parser takes: RFC 3261 §7.1, §7.2.
final class StartLineRules {
    private static final String VERSION = "SIP/2.0";

    private StartLineRules() {}

    static void look(Examination examination) {
        StartLine line = examination.startLine();
        int start = examination.start();
        switch (line.kind()) {
            case REQUEST -> version(examination, start + line.text().lastIndexOf(' ') + 1);
            case RESPONSE -> version(examination, start);
            case NONE -> {}
        }
        int bad = Utf8.fault(examination.bytes(), start, start + Ascii.bytes(line.text()).length);
        if (bad >= 0 && line.kind() != StartLine.Kind.NONE) {
            examination.error(null, bad, "Start line is not UTF-8", "RFC 3261 §7");
        }
    }

    /// §7.1: any case is understood, capitals are to be sent.
    private static void version(Examination examination, int offset) {
        byte[] bytes = examination.bytes();
        int end = Math.min(offset + VERSION.length(), bytes.length);
        boolean capitals = Ascii.equals(bytes, offset, end, VERSION);
        if (!capitals && Ascii.equalsIgnoreCase(bytes, offset, end, VERSION)) {
            examination.error(null, offset, "SIP version not in capitals", "RFC 3261 §7.1");
        }
    }
}
