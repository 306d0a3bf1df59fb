package dev.ringback.store.redis;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.store.record.BindingRecord;
import dev.ringback.store.record.Moment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// What is in Redis for an address-of-record: the stamp of the write that made it, and the record
/// of all bindings.
final class Stored {
    private static final byte[] NONE = {};

    private Stored() {}

    /// The stamp of what is there; no octets where nothing is.
    static byte[] stamp(byte[] octets) {
        return octets.length == 0 ? NONE : Arrays.copyOf(octets, Stamp.LENGTH);
    }

    /// The bindings that have not ended.
    ///
    /// @throws IOException where it is nothing that this program wrote, or somebody else's
    static List<Binding> bindings(byte[] octets, AddressOfRecord aor, Moment now)
            throws IOException {
        if (octets.length == 0) {
            return List.of();
        }
        BindingRecord record = record(octets, now);
        if (!record.aor().equals(aor)) {
            throw new IOException("the bindings of another");
        }
        return record.bindings();
    }

    /// Whose bindings they are, and those that have not ended.
    ///
    /// @throws IOException where it is nothing that this program wrote
    static BindingRecord record(byte[] octets, Moment now) throws IOException {
        if (octets.length <= Stamp.LENGTH) {
            throw new IOException("a record of " + octets.length + " octets");
        }
        try {
            return BindingRecord.read(Arrays.copyOfRange(octets, Stamp.LENGTH, octets.length), now);
        } catch (RuntimeException e) {
            throw new IOException("a record that is none", e);
        }
    }

    /// Writes it down for the others.
    static byte[] octets(byte[] stamp, BindingRecord record, Moment now) {
        byte[] written = record.octets(now);
        return ByteBuffer.allocate(stamp.length + written.length).put(stamp).put(written).array();
    }
}
