package dev.ringback.it.why;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// A table of root causes of one kind, and what they need to happen.
abstract class Causes implements AutoCloseable {
    private final List<RootCause> all = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    /// The table.
    List<RootCause> all() {
        return List.copyOf(all);
    }

    /// Adds a row.
    final void cause(String name, int status, String kind, Callable<Story> scene, String... tells) {
        all.add(new RootCause(name, status, kind, List.of(tells), scene));
    }

    /// Something that is closed in the end.
    final <T extends AutoCloseable> T open(T resource) {
        opened.add(resource);
        return resource;
    }

    @Override
    public final void close() throws IOException {
        for (AutoCloseable each : opened.reversed()) {
            try {
                each.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
