package dev.ringback.verdict;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.address.Contact;
import dev.ringback.header.address.From;
import dev.ringback.header.address.To;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.time.Expires;
import dev.ringback.uri.SipUri;
import java.util.List;

/// What the parts of a message say about each other: tags, `*`, sips, the CSeq's method.
final class ContextRules {
    private ContextRules() {}

    static void look(Examination examination) {
        tags(examination);
        star(examination);
        if (examination.startLine().request()) {
            sequence(examination);
            secure(examination);
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

    /// §10.2.2: `*` stands alone, in a REGISTER, with Expires 0.
    private static void star(Examination examination) {
        List<Contact> contacts = examination.values(Contact.FIELD);
        HeaderLine line = examination.line(HeaderName.CONTACT);
        if (line == null || contacts.stream().noneMatch(Contact::star)) {
            return;
        }
        boolean register = Method.REGISTER.name().equals(examination.startLine().method());
        boolean zero = examination.values(Expires.FIELD).equals(List.of(0L));
        if (contacts.size() > 1 || !register || !zero || !examination.startLine().request()) {
            examination.error(
                    HeaderName.CONTACT,
                    line.offset(),
                    "Contact * stands only alone, in a REGISTER with Expires 0",
                    "RFC 3261 §10.2.2");
        }
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

    /// §8.1.1.8: who is asked by sips answers by sips.
    private static void secure(Examination examination) {
        String uri = examination.startLine().requestUri();
        HeaderLine line = examination.line(HeaderName.CONTACT);
        boolean asked = uri != null && uri.regionMatches(true, 0, "sips:", 0, 5);
        if (!asked || line == null) {
            return;
        }
        for (Contact contact : examination.values(Contact.FIELD)) {
            if (contact.uri() instanceof SipUri plain && !plain.secure()) {
                examination.error(
                        HeaderName.CONTACT,
                        line.offset(),
                        "Contact is not sips although the Request-URI is",
                        "RFC 3261 §8.1.1.8");
                return;
            }
        }
    }
}
