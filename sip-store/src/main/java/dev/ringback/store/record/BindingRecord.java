package dev.ringback.store.record;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// All bindings of an address-of-record as octets, with the wall-clock time at which each ends.
///
/// @param aor whose
/// @param bindings all of them; none for one who is registered nowhere
public record BindingRecord(AddressOfRecord aor, List<Binding> bindings) {
    private static final int VERSION = 1;

    /// Copies the list.
    public BindingRecord {
        bindings = List.copyOf(bindings);
    }

    /// Writes it down for [#read].
    public byte[] octets(Moment now) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(512);
        try (DataOutputStream to = new DataOutputStream(octets)) {
            to.writeByte(VERSION);
            to.writeUTF(aor.user());
            to.writeUTF(aor.domain());
            to.writeInt(bindings.size());
            for (Binding binding : bindings) {
                to.writeLong(now.wall(binding.expiresAt()));
                binding.write(to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes everything", e);
        }
        return octets.toByteArray();
    }

    /// What [#octets] wrote, with those bindings that have not ended.
    ///
    /// @throws IOException where it is nothing that this program wrote
    public static BindingRecord read(byte[] octets, Moment now) throws IOException {
        DataInputStream from = new DataInputStream(new ByteArrayInputStream(octets));
        int version = from.readByte();
        if (version != VERSION) {
            throw new IOException("a record of version " + version);
        }
        AddressOfRecord aor = new AddressOfRecord(from.readUTF(), from.readUTF().intern());
        List<Binding> bindings = new ArrayList<>(1);
        for (int left = from.readInt(); left > 0; left--) {
            long expiresAt = now.monotonic(from.readLong());
            Binding binding = Binding.read(from, expiresAt);
            if (binding.active(now.monotonic())) {
                bindings.add(binding);
            }
        }
        return new BindingRecord(aor, bindings);
    }
}
