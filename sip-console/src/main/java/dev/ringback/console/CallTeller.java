package dev.ringback.console;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.codes.Language;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells about one call what is more than its messages.
public interface CallTeller {
    /// Why it ended as it did.
    Why why(CallFlow flow, Language language);

    /// Its ladder as a drawing: an SVG without scripts and without anything from elsewhere.
    String svg(CallFlow flow);

    /// Its messages as a capture, in the format of pcap.
    byte[] pcap(CallFlow flow);

    /// Causes.
    ///
    /// @param headline the decisive one in a sentence
    /// @param steps the chain, the decisive one first
    record Why(String headline, List<Step> steps) {
        /// Copies.
        public Why {
            steps = List.copyOf(steps);
        }
    }

    /// A cause in a chain.
    ///
    /// @param text what happened
    /// @param depth from 0; deeper ones are parts of the one above
    /// @param at when; null where that is not known
    /// @param kind its fixed word
    record Step(String text, int depth, @Nullable Instant at, String kind) {}
}
