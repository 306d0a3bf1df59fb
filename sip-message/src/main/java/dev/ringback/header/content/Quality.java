package dev.ringback.header.content;

import dev.ringback.header.Findings;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.ParameterSpan;

/// How welcome something is, from 0 to 1: RFC 3261 §25.1 `qvalue`.
final class Quality {
    /// What stands when nothing is said.
    private static final int MOST = 1000;

    private Quality() {}

    /// The `q` parameter in thousandths; 1000 when it is absent or malformed.
    static int of(Parameters parameters) {
        String q = parameters.value("q");
        int thousandths = q == null ? MOST : ValueReaders.thousandths(q);
        return thousandths < 0 ? MOST : thousandths;
    }

    /// Checks the parameters of a value, `q` among them.
    static void check(Object value, byte[] bytes, int start, int end, Findings findings) {
        StrictChecks.parameters(value, bytes, start, end, findings);
        int first = ParameterSpan.first(bytes, start, end);
        ParameterSpan q = ParameterSpan.find(bytes, first, end, "q");
        if (q != null && ValueReaders.thousandths(q.text(bytes)) < 0) {
            String fault = "q is no number from 0 to 1 with at most three decimals";
            findings.error(q.place(), fault, "RFC 3261 §25.1");
        }
    }
}
