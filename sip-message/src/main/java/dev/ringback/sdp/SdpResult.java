package dev.ringback.sdp;

import java.util.List;

/// What reading a session description gives. Bad input is normal and never an exception.
public sealed interface SdpResult {
    /// A description that could be read, though it may not keep every rule.
    ///
    /// @param description the description, with every octet that came
    /// @param problems where it departs from RFC 8866, in the order in which they were found
    record Parsed(SessionDescription description, List<SdpProblem> problems) implements SdpResult {
        /// Keeps a copy of the list.
        public Parsed {
            problems = List.copyOf(problems);
        }

        /// Whether no rule of the grammar and no MUST is broken.
        public boolean strict() {
            return problems.stream().allMatch(p -> p.severity() == SdpProblem.Severity.WARNING);
        }
    }

    /// Octets that are no session description, or one that nobody could act upon.
    ///
    /// @param problem the first fault that made reading impossible
    record Malformed(SdpProblem problem) implements SdpResult {}
}
