package dev.ringback.cli.viewer;

import dev.ringback.callflow.CallFlow;
import java.util.List;

/// What is to be saved, and where. Whoever shows the screen does it and tells how it went.
///
/// @param path the file
/// @param text whether as text, or as a capture
/// @param flows what
public record SaveOrder(String path, boolean text, List<CallFlow> flows) {
    /// Copies.
    public SaveOrder {
        flows = List.copyOf(flows);
    }
}
