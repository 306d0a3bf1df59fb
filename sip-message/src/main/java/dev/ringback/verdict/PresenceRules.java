package dev.ringback.verdict;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Presence;
import dev.ringback.header.catalog.HeaderCatalog;

/// Header fields that have to be there and are not, and those that are there and do not belong
/// there: tables 2 and 3 of RFC 3261 §20, with the columns and rows that later RFCs added.
final class PresenceRules {
    private final HeaderCatalog catalog;

    PresenceRules(HeaderCatalog catalog) {
        this.catalog = catalog;
    }

    void look(Examination examination) {
        Method method = examination.method();
        StartLine start = examination.startLine();
        boolean known = method != null && (start.request() || start.status() >= 100);
        if (method == null || !known || start.status() > 699) {
            return;
        }
        for (HeaderField<?> field : catalog.fields()) {
            Presence presence =
                    start.request()
                            ? field.use().inRequest(method)
                            : field.use().inResponse(method, start.status());
            look(examination, field, presence);
        }
    }

    private static void look(Examination examination, HeaderField<?> field, Presence presence) {
        HeaderName name = field.name();
        HeaderLine line = examination.line(name);
        boolean needed =
                presence == Presence.MANDATORY
                        || (presence == Presence.BODY
                                && examination.bodyEnd() > examination.bodyStart());
        if (line == null && needed && examination.bodyStart() >= 0) {
            int offset = examination.bodyStart();
            String text = "Missing " + name + " header field";
            examination.error(name, offset, text, field.clause());
        }
        if (line != null && presence == Presence.NOT_APPLICABLE) {
            String text = name + " does not belong in this message and is ignored";
            examination.warning(name, line.offset(), text, "RFC 3261 §20");
        }
    }
}
