package dev.ringback.store.sql;

import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A process that puts and removes users without end, and says which it has put, a line each.
final class Writing {
    private Writing() {}

    /// @param words the folder, the number of the first user
    static void main(String[] words) throws Exception {
        int number = Integer.parseInt(words[1]);
        Subscriber shape = Subscriber.withPassword("x", "localhost", "x");
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out);
                SubscriberStore store = EmbeddedSubscribers.open(Path.of(words[0]))) {
            while (true) {
                store.put(List.of(new Subscriber("u" + number, "localhost", shape.ha1())));
                store.remove("u" + (number - 1), "localhost");
                out.write((number + "\n").getBytes(StandardCharsets.US_ASCII));
                number++;
            }
        }
    }
}
