package dev.ringback.store.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringback.location.AddressOfRecord;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// The names of what is in Redis. That of an address-of-record is `ringback:5:alice@example.com`,
/// with the length of the user part, so that no two share a name whatever characters they have.
final class Keys {
    private final String prefix;
    private final byte[] start;

    Keys(String prefix) {
        this.prefix = prefix;
        this.start = prefix.getBytes(US_ASCII);
    }

    /// Where the bindings of one are. In Java's own UTF-8, which tells even halves of surrogate
    /// pairs apart.
    ///
    /// @throws UncheckedIOException where it is longer than 65535 octets
    byte[] of(AddressOfRecord aor) {
        String name = prefix + aor.user().length() + ':' + aor.user() + '@' + aor.domain();
        ByteArrayOutputStream octets = new ByteArrayOutputStream(name.length() + 8);
        try (DataOutputStream to = new DataOutputStream(octets)) {
            to.writeUTF(name);
        } catch (IOException e) {
            throw new UncheckedIOException("an address-of-record that is too long", e);
        }
        byte[] counted = octets.toByteArray();
        return Arrays.copyOfRange(counted, Short.BYTES, counted.length);
    }

    /// Whether a name is one of these.
    boolean isOurs(byte[] key) {
        return key.length > start.length
                && Arrays.equals(key, 0, start.length, start, 0, start.length);
    }

    /// What all of them match.
    byte[] pattern() {
        return (prefix + '*').getBytes(US_ASCII);
    }

    /// Where nodes say that they are there.
    byte[] nodes() {
        return (prefix + "nodes").getBytes(US_ASCII);
    }

    /// Where changes are told.
    byte[] channel() {
        return (prefix + "changes").getBytes(US_ASCII);
    }
}
