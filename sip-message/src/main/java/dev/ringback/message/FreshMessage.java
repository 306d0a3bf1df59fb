package dev.ringback.message;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Multiplicity;
import dev.ringback.header.address.Contact;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.header.time.Expires;
import dev.ringback.text.Ascii;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.UriCheck;
import dev.ringback.uri.UriContext;
import dev.ringback.uri.UriRemark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must be true of a message that is made from nothing, over and above its base headers: so
/// that a builder never makes one that a strict reader refuses.
final class FreshMessage {
    private static final String STAR =
            "Contact * stands only alone, in a REGISTER with Expires 0 (RFC 3261 §10.2.2)";

    private FreshMessage() {}

    /// Checks a new request.
    ///
    /// @throws IllegalStateException if it is not valid; says why
    static void check(SipRequest request) {
        missing(RequiredFields.missing(request.method(), request::has));
        body(request);
        requestUri(request);
        sequences(request);
        if (request.from().tag() == null) {
            throw new IllegalStateException("From has no tag (RFC 3261 §8.1.1.3)");
        }
        if (request.has(HeaderName.CONTACT)) {
            contacts(request, request.read(Contact.FIELD).values());
        }
    }

    private static void requestUri(SipRequest request) {
        byte[] uri = Ascii.bytes(request.requestUri().toString());
        for (UriRemark remark : UriCheck.check(uri, 0, uri.length, UriContext.REQUEST_URI)) {
            if (remark.weight() == UriRemark.Weight.VIOLATION) {
                throw new IllegalStateException(
                        "Request-URI: " + remark.text() + " (" + remark.clause() + ')');
            }
        }
    }

    /// Checks a new response.
    ///
    /// @param method the method of its request
    /// @throws IllegalStateException if it is not valid; says why
    static void check(SipResponse response, Method method) {
        missing(RequiredFields.missing(method, response.status(), response::has));
        body(response);
        if (response.status() > 100 && response.has(HeaderName.TO) && response.to().tag() == null) {
            throw new IllegalStateException("To has no tag (RFC 3261 §8.2.6.2)");
        }
        if (response.has(HeaderName.CONTACT)
                && response.read(Contact.FIELD).values().stream().anyMatch(Contact::star)) {
            throw new IllegalStateException(STAR);
        }
    }

    /// Each line was checked when it was set; here are the rules about several of one kind.
    private static void sequences(SipRequest request) {
        for (HeaderField<?> field : HeaderCatalog.standard().fields()) {
            List<String> lines = repeated(request, field);
            String fault =
                    lines.isEmpty()
                            ? null
                            : FieldCheck.error(field, lines.stream().map(Ascii::bytes).toList());
            if (fault != null) {
                throw new IllegalStateException(fault);
            }
        }
    }

    /// The lines of a header field when there are several, else none.
    private static List<String> repeated(SipRequest request, HeaderField<?> field) {
        boolean there = field.multiplicity() != Multiplicity.ONE && request.has(field.name());
        List<String> lines = there ? request.values(field.name()) : List.of();
        return lines.size() > 1 ? lines : List.of();
    }

    private static void missing(@Nullable HeaderName name) {
        if (name != null) {
            throw new IllegalStateException(name + " is missing");
        }
    }

    private static void body(SipMessage message) {
        if (message.bodyLength() > 0 && !message.has(HeaderName.CONTENT_TYPE)) {
            throw new IllegalStateException("a body needs a Content-Type (RFC 3261 §20.15)");
        }
    }

    private static void contacts(SipRequest request, List<Contact> contacts) {
        boolean star = contacts.stream().anyMatch(Contact::star);
        boolean removal =
                request.method().equals(Method.REGISTER)
                        && contacts.size() == 1
                        && request.read(Expires.FIELD).values().equals(List.of(0L));
        if (star && !removal) {
            throw new IllegalStateException(STAR);
        }
        boolean secure = request.requestUri() instanceof SipUri asked && asked.secure();
        for (Contact contact : contacts) {
            if (secure && contact.uri() instanceof SipUri plain && !plain.secure()) {
                throw new IllegalStateException(
                        "Contact is not sips although the Request-URI is (RFC 3261 §8.1.1.8)");
            }
        }
    }
}
