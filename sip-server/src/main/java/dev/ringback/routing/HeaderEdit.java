package dev.ringback.routing;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Multiplicity;
import dev.ringback.message.MessageBuilder;
import dev.ringback.message.SipRequest;
import java.util.List;

/// A change to a header field of what a rule sends. Fields that say where a message belongs or
/// whose credentials it carries are the proxy's own and cannot be edited: RFC 3261 §16.6, §22.
public sealed interface HeaderEdit {
    /// Which header field.
    HeaderName name();

    /// Replaces all lines of the field by one.
    ///
    /// @param name the field
    /// @param value the new value
    record Set(HeaderName name, String value) implements HeaderEdit {
        /// Checks that the field may be edited and can have this value.
        ///
        /// @throws IllegalArgumentException with one line for the person who wrote it
        public Set {
            Editable.check(name, value);
        }
    }

    /// Adds a line after the others of the field.
    ///
    /// @param name the field, one that may have several lines
    /// @param value the value of the new line
    record Add(HeaderName name, String value) implements HeaderEdit {
        /// Checks that the field may be edited, can have this value, and several of them.
        ///
        /// @throws IllegalArgumentException with one line for the person who wrote it
        public Add {
            Editable.check(name, value);
            if (name.multiplicity() == Multiplicity.ONE) {
                throw new IllegalArgumentException(
                        name + " may stand once only: set it instead of adding it");
            }
        }
    }

    /// Removes all lines of the field.
    ///
    /// @param name the field
    record Remove(HeaderName name) implements HeaderEdit {
        /// Checks that the field may be edited.
        ///
        /// @throws IllegalArgumentException with one line for the person who wrote it
        public Remove {
            Editable.check(name);
        }
    }

    /// Replaces all lines of the field by one.
    ///
    /// @throws IllegalArgumentException when the field may not be edited, or the value is none
    static HeaderEdit set(String name, String value) {
        return new Set(Editable.name(name), value);
    }

    /// Adds a line after the others of the field.
    ///
    /// @throws IllegalArgumentException when the field may not be edited or not stand twice, or
    ///     the value is none
    static HeaderEdit add(String name, String value) {
        return new Add(Editable.name(name), value);
    }

    /// Removes all lines of the field.
    ///
    /// @throws IllegalArgumentException when the field may not be edited
    static HeaderEdit remove(String name) {
        return new Remove(Editable.name(name));
    }

    /// Makes this change.
    default void apply(MessageBuilder<?> message) {
        switch (this) {
            case Set(HeaderName name, String value) -> message.set(name, value);
            case Add(HeaderName name, String value) -> message.add(name, value);
            case Remove(HeaderName name) -> message.remove(name);
        }
    }

    /// What may be edited.
    final class Editable {
        private static final List<HeaderName> OWNED =
                List.of(
                        HeaderName.VIA,
                        HeaderName.ROUTE,
                        HeaderName.RECORD_ROUTE,
                        HeaderName.CALL_ID,
                        HeaderName.CSEQ,
                        HeaderName.FROM,
                        HeaderName.TO,
                        HeaderName.CONTACT,
                        HeaderName.MAX_FORWARDS,
                        HeaderName.MAX_BREADTH,
                        HeaderName.CONTENT_LENGTH,
                        HeaderName.CONTENT_TYPE,
                        HeaderName.CONTENT_ENCODING,
                        HeaderName.AUTHORIZATION,
                        HeaderName.PROXY_AUTHORIZATION,
                        HeaderName.WWW_AUTHENTICATE,
                        HeaderName.PROXY_AUTHENTICATE,
                        HeaderName.AUTHENTICATION_INFO,
                        HeaderName.PROXY_AUTHENTICATION_INFO);

        private Editable() {}

        private static HeaderName name(String text) {
            try {
                return HeaderName.of(text);
            } catch (IllegalArgumentException _) {
                throw new IllegalArgumentException("'" + text + "' is no header name");
            }
        }

        private static void check(HeaderName name) {
            if (OWNED.contains(name)) {
                throw new IllegalArgumentException(
                        name + " belongs to the server and cannot be edited");
            }
        }

        private static void check(HeaderName name, String value) {
            check(name);
            SipRequest.derived(Method.OPTIONS, Answers.Sample.uri()).add(name, value);
        }
    }
}
