package dev.ringback.verdict;

import dev.ringback.parse.Parsed;
import dev.ringback.text.Ascii;
import dev.ringback.uri.UriCheck;
import dev.ringback.uri.UriContext;
import dev.ringback.uri.UriRemark;

/// What is wrong with a start line that the parser takes: RFC 3261 §7.1, §7.2.
final class StartLineRules {
    private static final String VERSION = "SIP/2.0";

    private StartLineRules() {}

    static void look(Examination examination) {
        StartLine line = examination.startLine();
        int start = examination.start();
        switch (line.kind()) {
            case REQUEST -> version(examination, start + line.text().lastIndexOf(' ') + 1);
            case RESPONSE -> {
                version(examination, start);
                space(examination, start + line.text().length());
            }
            case NONE -> {}
        }
        requestUri(examination);
        int bad = Utf8.fault(examination.bytes(), start, start + Ascii.bytes(line.text()).length);
        if (bad >= 0 && line.kind() != StartLine.Kind.NONE) {
            examination.error(null, bad, "Start line is not UTF-8", "RFC 3261 §7");
        }
    }

    /// §7.2: a space follows the response code even when no reason phrase does.
    private static void space(Examination examination, int end) {
        String text = examination.startLine().text();
        if (examination.startLine().status() >= 100 && text.length() == VERSION.length() + 4) {
            examination.error(null, end, "No space after the response code", "RFC 3261 §7.2");
        }
    }

    private static void requestUri(Examination examination) {
        String uri = examination.startLine().requestUri();
        if (uri == null || !(examination.result() instanceof Parsed)) {
            return;
        }
        byte[] bytes = Ascii.bytes(uri);
        int place = examination.start() + examination.startLine().text().indexOf(' ') + 1;
        for (UriRemark remark : UriCheck.check(bytes, 0, bytes.length, UriContext.REQUEST_URI)) {
            int offset = place + remark.offset();
            String text = "Request-URI: " + remark.text();
            switch (remark.weight()) {
                case VIOLATION -> examination.error(null, offset, text, remark.clause());
                case ADVICE -> examination.warning(null, offset, text, remark.clause());
            }
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
