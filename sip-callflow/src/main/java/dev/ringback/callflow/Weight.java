package dev.ringback.callflow;

import java.util.Map;

/// How many octets of memory things take while they are kept, about.
final class Weight {
    /// A message with what was read of it, besides its octets.
    private static final long MESSAGE = 1_500;

    private static final long REMARK = 200;
    private static final long LINK = 60;
    private static final long REASON = 200;
    private static final long FACT = 100;

    private Weight() {}

    static long of(Passed passed) {
        return MESSAGE + passed.message().size();
    }

    static long of(Remark remark) {
        long octets = REMARK + of(remark.reason());
        for (Remark.Link link : remark.chain()) {
            octets += LINK + of(link.reason());
        }
        return octets;
    }

    private static long of(Reason reason) {
        long octets = REASON + reason.kind().length();
        for (Map.Entry<String, String> fact : reason.facts().entrySet()) {
            octets += FACT + fact.getKey().length() + fact.getValue().length();
        }
        for (Reason part : reason.parts()) {
            octets += of(part);
        }
        return octets;
    }
}
