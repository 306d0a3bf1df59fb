package dev.ringback.control;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All bindings of an address-of-record as a line of JSON, for another process: with the wall-clock
/// time at which each ends.
///
/// @param aor whose
/// @param bindings all of them
public record BindingLine(AddressOfRecord aor, List<Binding> bindings) {
    /// Copies the list.
    public BindingLine {
        bindings = List.copyOf(bindings);
    }

    /// What is written down.
    ///
    /// @param now the monotonic nanoseconds in which the ends of bindings are said
    public Map<String, Object> object(long now) {
        List<Object> written = new ArrayList<>();
        for (Binding binding : bindings) {
            Instant end = Instant.now().plus(Duration.ofNanos(binding.expiresAt() - now));
            written.add(
                    Map.of(
                            "until",
                            end.toEpochMilli(),
                            "octets",
                            Base64.getEncoder().encodeToString(octets(binding))));
        }
        return Map.of("user", aor.user(), "domain", aor.domain(), "bindings", written);
    }

    private static byte[] octets(Binding binding) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            binding.write(new DataOutputStream(octets));
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes everything", e);
        }
        return octets.toByteArray();
    }

    /// What was written down, with those that have not ended.
    ///
    /// @param now the monotonic nanoseconds in which the ends of bindings are said
    /// @throws IOException where it is nothing that this program wrote
    public static BindingLine read(Map<String, ? extends @Nullable Object> object, long now)
            throws IOException {
        if (!(object.get("user") instanceof String user)
                || !(object.get("domain") instanceof String domain)
                || !(object.get("bindings") instanceof List<?> written)) {
            throw new IOException("a line that is none of bindings");
        }
        List<Binding> bindings = new ArrayList<>();
        for (Object each : written) {
            if (!(each instanceof Map<?, ?> one)
                    || !(one.get("until") instanceof Number until)
                    || !(one.get("octets") instanceof String octets)) {
                throw new IOException("a binding that is none");
            }
            Binding binding = binding(until.longValue(), octets, now);
            if (binding.active(now)) {
                bindings.add(binding);
            }
        }
        return new BindingLine(new AddressOfRecord(user, domain), bindings);
    }

    private static Binding binding(long until, String octets, long now) throws IOException {
        try {
            byte[] bytes = Base64.getDecoder().decode(octets);
            Duration left = Duration.between(Instant.now(), Instant.ofEpochMilli(until));
            return Binding.read(
                    new DataInputStream(new ByteArrayInputStream(bytes)), now + left.toNanos());
        } catch (IllegalArgumentException e) {
            throw new IOException("a binding that is none", e);
        }
    }
}
