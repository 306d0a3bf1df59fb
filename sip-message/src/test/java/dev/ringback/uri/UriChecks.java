package dev.ringback.uri;

import dev.ringback.text.Ascii;
import java.util.List;

/// The remarks about a URI, as tests want them.
final class UriChecks {
    private UriChecks() {}

    static List<UriRemark> check(String text, UriContext context) {
        byte[] bytes = Ascii.bytes(text);
        return UriCheck.check(bytes, 0, bytes.length, context);
    }

    static List<String> texts(String text) {
        return check(text, UriContext.EXTERNAL).stream().map(UriRemark::text).toList();
    }

    static List<String> violations(String text) {
        return check(text, UriContext.EXTERNAL).stream()
                .filter(remark -> remark.weight() == UriRemark.Weight.VIOLATION)
                .map(UriRemark::text)
                .toList();
    }
}
