package dev.ringback.store.redis;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationException;
import dev.ringback.store.record.BindingRecord;
import dev.ringback.store.record.Moment;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes through all that is in Redis. Waits, so it is for threads that can.
final class Table {
    private static final Logger LOG = LoggerFactory.getLogger(Table.class);
    private static final int AT_ONCE = 500;
    private static final int SAMPLE = 2_000;

    private final Slots slots;
    private final Routes routes;
    private final RedisSettings settings;
    private final Keys keys;

    Table(Slots slots, Routes routes, RedisSettings settings) {
        this.slots = slots;
        this.routes = routes;
        this.settings = settings;
        this.keys = new Keys(settings.prefix());
    }

    /// Shows everybody's bindings, each once.
    ///
    /// @throws LocationException where a server does not answer
    void show(Moment now, BiConsumer<AddressOfRecord, List<Binding>> reader) {
        Set<AddressOfRecord> shown = new HashSet<>();
        for (Node master : slots.masters()) {
            Session session = wait(master.reads().session());
            ScanCursor cursor = ScanCursor.INITIAL;
            while (!cursor.isFinished()) {
                KeyScanCursor<byte[]> some = wait(session.scan(cursor, keys.pattern(), AT_ONCE));
                records(some.getKeys(), now).stream()
                        .filter(record -> shown.add(record.aor()))
                        .forEach(record -> reader.accept(record.aor(), record.bindings()));
                cursor = some;
            }
        }
    }

    /// What is under these names, of whom there are bindings.
    private List<BindingRecord> records(List<byte[]> names, Moment now) {
        List<CompletableFuture<byte[]>> asked = new ArrayList<>(names.size());
        for (byte[] key : names) {
            asked.add(routes.ask(key, Node.Lane.READS, session -> session.value(key)));
        }
        List<BindingRecord> records = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            BindingRecord record = read(wait(asked.get(i)), now);
            if (!record.bindings().isEmpty()
                    && Arrays.equals(keys.of(record.aor()), names.get(i))) {
                records.add(record);
            }
        }
        return records;
    }

    /// Nobody's, where there is nothing, or nothing of ours.
    private static BindingRecord read(byte[] octets, Moment now) {
        if (octets.length > 0) {
            try {
                return Stored.record(octets, now);
            } catch (IOException e) {
                LOG.debug("a key in Redis that holds no bindings: {}", e.getMessage());
            }
        }
        return new BindingRecord(new AddressOfRecord("", ""), List.of());
    }

    /// About how many bindings there are: exactly in small tables, else by a sample of each server.
    ///
    /// @throws LocationException where a server does not answer
    long count(Moment now) {
        long sum = 0;
        for (Node master : slots.masters()) {
            sum += count(wait(master.reads().session()), now);
        }
        return sum;
    }

    private long count(Session session, Moment now) {
        long bindings = 0;
        long examined = 0;
        ScanCursor cursor = ScanCursor.INITIAL;
        while (!cursor.isFinished() && examined < SAMPLE) {
            KeyScanCursor<byte[]> some = wait(session.scan(cursor, null, AT_ONCE));
            examined += some.getKeys().size();
            List<byte[]> ours = some.getKeys().stream().filter(keys::isOurs).toList();
            for (BindingRecord record : records(ours, now)) {
                bindings += record.bindings().size();
            }
            cursor = some;
        }
        if (cursor.isFinished() || examined == 0) {
            return bindings;
        }
        return Math.round(bindings * (wait(session.keys()) / (double) examined));
    }

    private <T> T wait(CompletableFuture<T> answer) {
        try {
            return answer.get(2 * settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LocationException.failed("interrupted", e);
        } catch (TimeoutException e) {
            throw LocationException.timedOut("Redis does not answer", e);
        } catch (ExecutionException e) {
            String why = String.valueOf(Fault.unwrapped(e).getMessage());
            throw Fault.of(e) instanceof Fault.Late
                    ? LocationException.timedOut(why, e)
                    : LocationException.failed(why, e);
        }
    }
}
