package dev.ringback.header.content;

import dev.ringback.header.Findings;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSpan;

/// How welcome something is, from 0 to 1: RFC 3261 §25.1 `qvalue`.
final class Quality {
    /// What stands when nothing is said.
    private static final int MOST = 1000;

    private Quality() {}

    /// The `q` parameter in thousandths; 1000 when it is absent or malformed.
    static int of(Parameters parameters) {
        String q = parameters.value("q");
        int thousandths = q == null ? MOST : thousandths(q);
        return thousandths < 0 ? MOST : thousandths;
    }

    /// 0 to 1000, or -1 for what is no `qvalue`.
    private static int thousandths(String q) {
        boolean shaped = !q.isEmpty() && q.length() <= 5 && (q.length() == 1 || q.charAt(1) == '.');
        if (!shaped) {
            return -1;
        }
        String digits = q.length() == 1 ? q : q.charAt(0) + q.substring(2);
        return (int) Ascii.decimal((digits + "000").substring(0, 4), MOST);
    }

    /// Checks the parameters of a value, `q` among them.
    static void check(Object value, byte[] bytes, int start, int end, Findings findings) {
        StrictChecks.parameters(value, bytes, start, end, findings);
        int first = ParameterSpan.first(bytes, start, end);
        ParameterSpan q = ParameterSpan.find(bytes, first, end, "q");
        if (q != null && thousandths(q.text(bytes)) < 0) {
            String fault = "q is no number from 0 to 1 with at most three decimals";
            findings.error(q.place(), fault, "RFC 3261 §25.1");
        }
    }
}
