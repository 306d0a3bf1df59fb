package dev.ringback.control;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Something that a running server can be asked. Called on a virtual thread, which may wait.
@FunctionalInterface
public interface ControlCommand {
    /// Does it.
    ///
    /// @param request what was asked
    /// @param items takes what there are many of, each at once; it throws
    ///   [java.io.UncheckedIOException] where nobody takes them any more
    /// @return the answer
    /// @throws IOException where it does not work out; the message is for the operator
    Map<String, ? extends @Nullable Object> run(
            ControlRequest request, Consumer<Map<String, ? extends @Nullable Object>> items)
            throws IOException;
}
