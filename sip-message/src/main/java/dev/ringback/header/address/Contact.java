package dev.ringback.header.address;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.text.Ascii;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// Where somebody can be reached, or `*` for all bindings: RFC 3261 §20.10.
public sealed interface Contact {
    /// How it is read.
    HeaderField<Contact> FIELD = HeaderField.of(HeaderName.CONTACT, Contact::read);

    /// Whether this is `*`.
    boolean star();

    /// The address, or null for `*`.
    @Nullable NameAddress address();

    /// The URI, or null for `*`.
    @Nullable Uri uri();

    /// The `q` parameter in thousandths, 0 to 1000; -1 when it is absent or malformed.
    int q();

    /// The `expires` parameter in seconds; -1 when it is absent or malformed.
    long expires();

    private static @Nullable Contact read(byte[] bytes, int start, int end) {
        if (end - start == 1 && bytes[start] == '*') {
            return new Star();
        }
        NameAddress address = NameAddress.read(bytes, start, end);
        return address == null ? null : new Address(address);
    }

    /// `*`: in a REGISTER it removes all bindings (§10.2.2).
    record Star() implements Contact {
        @Override
        public boolean star() {
            return true;
        }

        @Override
        public @Nullable NameAddress address() {
            return null;
        }

        @Override
        public @Nullable Uri uri() {
            return null;
        }

        @Override
        public int q() {
            return -1;
        }

        @Override
        public long expires() {
            return -1;
        }

        @Override
        public String toString() {
            return "*";
        }
    }

    /// One address.
    ///
    /// @param address the address with its parameters
    record Address(NameAddress address) implements Contact {
        /// RFC 3261 §20.19: delta-seconds go up to this; a larger value means this one.
        private static final long MOST_SECONDS = (1L << 32) - 1;

        @Override
        public boolean star() {
            return false;
        }

        @Override
        public Uri uri() {
            return address.uri();
        }

        @Override
        public int q() {
            String q = address.parameters().value("q");
            return q == null ? -1 : thousandths(q);
        }

        /// `qvalue`: 0 or 1, and up to three digits after the point.
        private static int thousandths(String q) {
            boolean shaped =
                    !q.isEmpty() && q.length() <= 5 && (q.length() == 1 || q.charAt(1) == '.');
            if (!shaped) {
                return -1;
            }
            String digits = q.length() == 1 ? q : q.charAt(0) + q.substring(2);
            return (int) Ascii.decimal((digits + "000").substring(0, 4), 1000);
        }

        @Override
        public long expires() {
            String expires = address.parameters().value("expires");
            return expires == null ? -1 : Ascii.decimal(expires, MOST_SECONDS);
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }
}
