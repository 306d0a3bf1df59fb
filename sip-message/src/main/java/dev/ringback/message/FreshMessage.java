package dev.ringback.message;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Problem;
import dev.ringback.header.address.Contact;
import dev.ringback.header.address.ContactRules;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.header.time.Expires;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderIndex;
import dev.ringback.uri.UriCheck;
import dev.ringback.uri.UriContext;
import dev.ringback.uri.UriRemark;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What must be true of a message that is made from nothing, over and above its base headers: so
/// that a builder never makes one that a strict reader refuses.
final class FreshMessage {
    private FreshMessage() {}

    /// Checks a new request.
    ///
    /// @throws IllegalStateException if it is not valid; says why
    static void check(SipRequest request) {
        missing(RequiredFields.missing(request.method(), 0, request::has));
        body(request);
        requestUri(request);
        sequences(request);
        if (request.from().tag() == null) {
            throw new IllegalStateException("From has no tag (RFC 3261 §8.1.1.3)");
        }
        if (request.has(HeaderName.CONTACT)) {
            boolean secure = request.requestUri().secure();
            contacts(request, request.method(), secure);
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
        if (mayHaveStar(response.index())) {
            contacts(response, null, false);
        }
    }

    /// Each line was checked when it was set; here are the rules about several of one kind.
    private static void sequences(SipRequest request) {
        Set<HeaderName> seen = new HashSet<>();
        Set<HeaderName> repeated = new HashSet<>();
        for (int line = 0; line < request.headerCount(); line++) {
            HeaderName name = request.headerName(line);
            if (!seen.add(name)) {
                repeated.add(name);
            }
        }
        for (HeaderName name : repeated) {
            HeaderField<?> field = HeaderCatalog.standard().field(name);
            List<byte[]> lines = request.values(name).stream().map(Ascii::bytes).toList();
            String fault = field == null ? null : FieldCheck.error(field, lines);
            if (fault != null) {
                throw new IllegalStateException(fault);
            }
        }
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

    /// Whether an asterisk stands in a Contact: a look at the octets, since every 200 to a REGISTER
    /// comes by.
    private static boolean mayHaveStar(HeaderIndex index) {
        int number = HeaderName.CONTACT.number();
        for (int line = index.first(number); line >= 0; line = index.next(line + 1, number, "")) {
            int end = index.valueEnd(line);
            if (Ascii.find(index.bytes(), index.valueStart(line), end, '*') < end) {
                return true;
            }
        }
        return false;
    }

    private static void contacts(SipMessage message, @Nullable Method method, boolean secure) {
        List<Contact> contacts = message.read(Contact.FIELD).values();
        List<Long> expires = message.read(Expires.FIELD).values();
        for (Problem fault : ContactRules.faults(method, secure, contacts, expires, 0)) {
            throw new IllegalStateException(fault.text() + " (" + fault.clause() + ')');
        }
    }
}
