package dev.ringback.header.address;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Problem;
import dev.ringback.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the Contacts of a message must be like, given the rest of it: for validators and builders.
public final class ContactRules {
    private ContactRules() {}

    /// The rules that are broken.
    ///
    /// @param method of the request that they stand in; null in a response
    /// @param secure whether the Request-URI is a sips URI
    /// @param contacts all of the message
    /// @param expires the values of Expires in the message
    /// @param offset where the Contacts are, for the problems
    public static List<Problem> faults(
            @Nullable Method method,
            boolean secure,
            List<Contact> contacts,
            List<Long> expires,
            int offset) {
        List<Problem> faults = new ArrayList<>();
        boolean removal =
                method != null
                        && method.equals(Method.REGISTER)
                        && contacts.size() == 1
                        && expires.equals(List.of(0L));
        if (!removal && contacts.stream().anyMatch(Contact::star)) {
            faults.add(
                    Problem.error(
                            HeaderName.CONTACT,
                            offset,
                            "Contact * stands only alone, in a REGISTER with Expires 0",
                            "RFC 3261 §10.2.2"));
        }
        if (secure && contacts.stream().anyMatch(ContactRules::insecure)) {
            faults.add(
                    Problem.error(
                            HeaderName.CONTACT,
                            offset,
                            "Contact is not sips although the Request-URI is",
                            "RFC 3261 §8.1.1.8"));
        }
        return faults;
    }

    private static boolean insecure(Contact contact) {
        return contact.uri() instanceof SipUri uri && !uri.secure();
    }
}
