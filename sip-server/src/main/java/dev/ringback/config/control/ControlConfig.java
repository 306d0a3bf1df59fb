package dev.ringback.config.control;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where operators reach a running server.
///
/// @param on whether they do
/// @param named the file of the socket; null for `ctl.sock` in the data folder, where there is one
public record ControlConfig(boolean on, @Nullable Path named) {
    /// In the data folder.
    public static final ControlConfig STANDARD = new ControlConfig(true, null);

    /// The file of the socket; null where there is none.
    ///
    /// @param data the data folder, where there is one
    public @Nullable Path path(@Nullable Path data) {
        if (!on || named != null) {
            return on ? named : null;
        }
        return data == null ? null : data.resolve("ctl.sock");
    }

    /// This as it was read from a file, at whose folder the path begins.
    public ControlConfig from(Path file) {
        Path parent = file.getParent();
        return named == null || parent == null
                ? this
                : new ControlConfig(on, parent.resolve(named));
    }
}
