package dev.ringback.verdict;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.address.Contact;
import dev.ringback.header.address.ContactRules;
import dev.ringback.header.address.From;
import dev.ringback.header.address.To;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.time.Expires;
import java.util.List;

/// What the parts of a message say about each other: tags, `*`, sips, the CSeq's method.
final class ContextRules {
    private ContextRules() {}

    static void look(Examination examination) {
        tags(examination);
        contacts(examination);
        if (examination.startLine().request()) {
            sequence(examination);
        }
    }

    private static void tags(Examination examination) {
        HeaderLine from = examination.line(HeaderName.FROM);
        List<From> froms = examination.values(From.FIELD);
        if (from != null && !froms.isEmpty() && froms.getFirst().tag() == null) {
            examination.error(
                    HeaderName.FROM, from.offset(), "From without tag", "RFC 3261 §8.1.1.3");
        }
        HeaderLine to = examination.line(HeaderName.TO);
        List<To> tos = examination.values(To.FIELD);
        boolean untagged = to != null && !tos.isEmpty() && tos.getFirst().tag() == null;
        if (to != null && untagged && examination.startLine().status() > 100) {
            examination.error(
                    HeaderName.TO,
                    to.offset(),
                    "To of a response without tag",
                    "RFC 3261 §8.2.6.2");
        }
    }

    private static void contacts(Examination examination) {
        HeaderLine line = examination.line(HeaderName.CONTACT);
        if (line == null) {
            return;
        }
        StartLine start = examination.startLine();
        String uri = start.requestUri();
        boolean secure = uri != null && uri.regionMatches(true, 0, "sips:", 0, 5);
        List<Contact> contacts = examination.values(Contact.FIELD);
        List<Long> expires = examination.values(Expires.FIELD);
        Method method = start.request() ? examination.method() : null;
        ContactRules.faults(method, secure, contacts, expires, line.offset())
                .forEach(examination::add);
    }

    private static void sequence(Examination examination) {
        HeaderLine line = examination.line(HeaderName.CSEQ);
        List<CSeq> values = examination.values(CSeq.FIELD);
        String method = examination.startLine().method();
        boolean other = !values.isEmpty() && !values.getFirst().method().name().equals(method);
        if (line != null && other) {
            examination.error(
                    HeaderName.CSEQ,
                    line.offset(),
                    "CSeq names another method",
                    "RFC 3261 §8.1.1.5");
        }
    }
}
