package dev.ringback.store.embedded;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.store.kit.Bindings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/// A process that binds and removes without end and says on its standard output what it asks for
/// and what is kept, a line each: `asked 7 123`, `kept 7 123`, with user and CSeq, and a minus
/// before the CSeq of what removes.
final class Busy {
    static final int USERS = 50;

    /// So little that the files are written anew many times a second.
    static final long SPARE = 100_000;

    private static final int IN_FLIGHT = 32;

    private Busy() {}

    /// @param words the folder, the first CSeq, the seed
    static void main(String[] words) throws Exception {
        long cseq = Long.parseLong(words[1]);
        Random random = new Random(Long.parseLong(words[2]));
        Semaphore places = new Semaphore(IN_FLIGHT);
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out);
                EmbeddedLocation location =
                        EmbeddedLocation.open(Path.of(words[0]), System::nanoTime, SPARE)) {
            while (true) {
                places.acquire();
                int user = random.nextInt(USERS);
                long number = ++cseq;
                boolean gone = random.nextInt(4) == 0;
                long now = System.nanoTime();
                AddressOfRecord aor = Bindings.user(user);
                String line = " " + user + " " + (gone ? -number : number) + "\n";
                out.write(("asked" + line).getBytes(StandardCharsets.US_ASCII));
                Binding binding = Bindings.binding(number, now, Duration.ofHours(1));
                Lookup<List<Binding>> updated =
                        location.update(aor, now, _ -> gone ? List.of() : List.of(binding));
                if (updated instanceof Lookup.Pending<List<Binding>>(var begin)) {
                    begin.accept(how -> kept(how, line, out, places));
                } else {
                    places.release(); // nothing to remove
                }
            }
        }
    }

    private static void kept(
            Lookup.Settled<List<Binding>> how,
            String line,
            FileOutputStream out,
            Semaphore places) {
        try {
            if (how instanceof Lookup.Found<List<Binding>>) {
                out.write(("kept" + line).getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new IllegalStateException("nobody listens", e);
        }
        places.release();
    }
}
