package dev.ringback.verdict;

import dev.ringback.header.HeaderName;
import dev.ringback.header.content.ContentLength;
import java.util.List;

/// The body: its length, and what it is said to be.
final class BodyRules {
    private BodyRules() {}

    static void look(Examination examination) {
        int start = examination.bodyStart();
        List<Long> lengths = examination.values(ContentLength.FIELD);
        if (start < 0 || lengths.isEmpty()) {
            return;
        }
        long rest = examination.bytes().length - start - lengths.getFirst();
        if (rest > 0) {
            examination.warning(
                    HeaderName.CONTENT_LENGTH,
                    (int) (start + lengths.getFirst()),
                    rest + " octets after the end of the body are ignored",
                    "RFC 3261 §18.3");
        }
    }
}
